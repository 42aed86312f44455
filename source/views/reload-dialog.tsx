// Asks before a reload and tells what came of it; a success needs no box, it is a toast and an event.

import { shortId } from '../format/text.ts';
import { duration } from '../format/time.ts';
import type { ActionsOff, ReloadState } from '../model/action.ts';
import type { ServerRow } from '../model/fleet.ts';
import type { Theme } from '../theme.ts';
import { dialogColumns, dialogInside, dialogKeys, dialogRows, Overlay } from './dialog.tsx';
import { reloadResult } from './reload-result.ts';
import { serverLines } from './server-lines.ts';

export type ReloadDialogProps = {
	state: ReloadState;
	server: ServerRow;
	/** The whole subject of the request; its id is shown short. */
	subject: string;
	/** Set where a reload cannot be asked for now. */
	off?: ActionsOff;
	now: number;
	/** Size of the screen the box lies on. */
	columns: number;
	rows: number;
	theme: Theme;
};

const offReasons: Record<ActionsOff, (name: string, silent: string) => string[]> = {
	'read-only': () => ['natstop was started with --read-only:', 'it asks servers to change nothing.'],
	disconnected: () => ['natstop is disconnected. Nothing can be sent', 'until the connection is back.'],
	stale: (name, silent) => [`${name} has sent no statsz for ${silent}.`, 'A request would get no answer.'],
	lameduck: (name) => [`${name} is in lame duck mode`, 'and answers no requests any more.'],
	down: (name) => [`${name} is down.`],
};

const question = (props: ReloadDialogProps): string[] => {
	const { server, subject, now, theme } = props;
	const { paint, glyphs } = theme;
	const inside = dialogInside(dialogColumns(props.columns));
	return [
		...serverLines(server, now, inside, theme),
		'',
		'The server re-reads its configuration file now.',
		'Changes it cannot apply are refused and it keeps running.',
		'Clients that lose authorisation are disconnected.',
		'',
		`${paint('muted', 'Sends')}  ${subject.replace(server.info.id, shortId(server.info.id, glyphs))}`,
		'',
		`  ${paint('key', 'y')}  reload ${server.info.name}          ${paint('key', '[ n / Esc  cancel ]')}`,
	];
};

const off = (reason: ActionsOff, { server, now, theme }: ReloadDialogProps): string[] => {
	const silent = duration(now - (server.receivedAt ?? server.firstSeen));
	return [
		theme.paint('warn', `! Reload is off: ${reason === 'lameduck' ? 'lame duck' : reason}`),
		'',
		...offReasons[reason](server.info.name, silent),
		'',
		dialogKeys([['Esc', 'close']], theme),
	];
};

const sending = (at: number, { server, now, theme }: ReloadDialogProps): string[] => [
	`Reloading ${server.info.name}   ${duration(now - at)}`,
	'',
	'The request is sent and cannot be taken back.',
	'',
	dialogKeys([['Esc', 'close, the answer becomes an event']], theme),
];

/** The box for a state, in rows of one width; none where there is nothing to ask or to tell. */
export const reloadDialogRows = (props: ReloadDialogProps): string[] => {
	const { state, server, theme, rows } = props;
	const columns = dialogColumns(props.columns);
	const box = (lines: string[]) => dialogRows('Reload configuration', lines, columns, theme, rows);
	if (state.step === 'sending') return box(sending(state.at, props));
	if (state.step === 'idle' || state.step === 'asked') {
		return box(props.off ? off(props.off, props) : question(props));
	}
	const result = reloadResult(state, {
		name: server.info.name,
		version: server.info.version,
		id: server.info.id,
		subject: props.subject,
		columns: dialogInside(columns),
		rows,
		theme,
	});
	return result.length > 0 ? box(result) : [];
};

export const ReloadDialog = (props: ReloadDialogProps) => {
	const lines = reloadDialogRows(props);
	return lines.length > 0 ? <Overlay lines={lines} columns={props.columns} rows={props.rows} /> : null;
};
