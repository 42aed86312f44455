// Asks before a reload and tells what came of it; a success needs no box, it is a toast and an event.

import { fitMiddle, shortId, width, wrapText } from '../format/text.ts';
import { duration } from '../format/time.ts';
import type { ActionsOff, ReloadState } from '../model/action.ts';
import type { ServerRow } from '../model/fleet.ts';
import type { Theme } from '../theme.ts';
import { offLines } from './actions-off.ts';
import { dialogColumns, dialogInside, dialogKeys, dialogRows, Overlay } from './dialog.tsx';
import { reloadResult } from './reload-result.ts';
import { nameInText, serverLines } from './server-lines.ts';

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

const question = (props: ReloadDialogProps, columns: number): string[] => {
	const { server, subject, now, theme } = props;
	const { paint, glyphs } = theme;
	const name = fitMiddle(server.info.name, Math.min(width(server.info.name), columns - 34), glyphs);
	const gap = ' '.repeat(Math.min(10, columns - 32 - width(name)));
	return [
		...serverLines(server, now, columns, theme),
		'',
		...wrapText('The server re-reads its configuration file now.', columns),
		...wrapText('Changes it cannot apply are refused and it keeps running.', columns),
		...wrapText('Clients that lose authorisation are disconnected.', columns),
		'',
		`${paint('muted', 'Sends')}  ${subject.replace(server.info.id, shortId(server.info.id, glyphs))}`,
		'',
		`  ${paint('key', 'y')}  reload ${name}${gap}${paint('key', '[ n / Esc  cancel ]')}`,
	];
};

const sending = (at: number, { server, now, theme }: ReloadDialogProps, columns: number): string[] => [
	`Reloading ${nameInText(server.info.name, theme.glyphs)}   ${duration(now - at)}`,
	'',
	...wrapText('The request is sent and cannot be taken back.', columns),
	'',
	...dialogKeys([['Esc', 'close, the answer becomes an event']], columns, theme),
];

/** The box for a state, in rows of one width; none where there is nothing to ask or to tell. */
export const reloadDialogRows = (props: ReloadDialogProps): string[] => {
	const { state, server, theme, rows } = props;
	const columns = dialogColumns(props.columns);
	const inside = dialogInside(columns);
	const name = nameInText(server.info.name, theme.glyphs);
	const box = (lines: string[]) => dialogRows('Reload configuration', lines, columns, theme, rows);
	if (state.step === 'sending') return box(sending(state.at, props, inside));
	if (state.step === 'idle' || state.step === 'asked') {
		return box(
			props.off ? offLines('Reload is off', props.off, name, inside, theme) : question(props, inside),
		);
	}
	const result = reloadResult(state, {
		name,
		version: server.info.version,
		id: server.info.id,
		subject: props.subject,
		columns: inside,
		rows,
		theme,
	});
	return result.length > 0 ? box(result) : [];
};

export const ReloadDialog = (props: ReloadDialogProps) => {
	const lines = reloadDialogRows(props);
	return lines.length > 0 ? <Overlay lines={lines} columns={props.columns} rows={props.rows} /> : null;
};
