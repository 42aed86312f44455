// Asks before a reload and shows its result; a success needs no box, it is a toast and an event.

import { fitMiddle, shortId, width, wrapText } from '../format/text.ts';
import { duration } from '../format/time.ts';
import type { ReloadState } from '../model/action.ts';
import type { ServerRow } from '../model/fleet.ts';
import { nameInText, serverLines } from '../screens/servers/server-lines.ts';
import { boxRows, dialogColumns, dialogInside, dialogKeys } from './box.ts';
import { closes, type DialogEffect, type DialogFacts, type DialogSpec, serverAt } from './dialog.ts';
import { offLines } from './off-lines.ts';
import { reloadResult } from './reload-result.ts';

/** `server` is the key of the server's row. */
export type ReloadDialog = { name: 'reload'; server: string };

type Spec = DialogSpec<ReloadDialog>;

/** The text that `y` copies of a failed reload; nothing where the box has no words of the server. */
const copyOf = (reload: ReloadState): DialogEffect | undefined => {
	if (reload.step === 'refused')
		return { do: 'copy', text: `${reload.code} ${reload.description}`, what: 'the error' };
	if (reload.step === 'failed') return { do: 'copy', text: reload.message, what: 'the error' };
	if (reload.step === 'denied') return { do: 'copy', text: reload.subject, what: 'the subject' };
	return undefined;
};

/** Enter is the default button, and the default of a reload is not to reload. */
const key: Spec['key'] = (dialog, key, facts) => {
	const reload = facts.reload.state;
	const off = facts.off(serverAt(facts, dialog.server), 'reload') !== undefined;
	if (reload.step === 'asked' || reload.step === 'idle') {
		if (key === 'y' && !off) return { dialog, effect: { do: 'reload', server: dialog.server } };
		return closes(key) || key === 'n' || key === 'enter' ? {} : { dialog };
	}
	if (closes(key) || key === 'enter') return {};
	if (reload.step === 'sending') return { dialog };
	if (key === 'y') return { dialog, effect: copyOf(reload) };
	if ((key === 'r' || key === 'R') && !off)
		return { dialog, effect: { do: 'reload', server: dialog.server } };
	return { dialog };
};

const question = (server: ServerRow, facts: DialogFacts, columns: number): string[] => {
	const { now, theme } = facts.screen;
	const subject = facts.reload.subject(server.info.id);
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

const sending = (
	at: number,
	server: ServerRow,
	{ screen: { now, theme } }: DialogFacts,
	columns: number,
): string[] => [
	`Reloading ${nameInText(server.info.name, theme.glyphs)}   ${duration(now - at)}`,
	'',
	...wrapText('The request is sent and cannot be taken back.', columns),
	'',
	...dialogKeys([['Esc', 'close, the answer becomes an event']], columns, theme),
];

const rows: Spec['rows'] = (dialog, facts) => {
	const server = serverAt(facts, dialog.server);
	if (server === undefined) return [];
	const { state, subject } = facts.reload;
	const { theme, rows } = facts.screen;
	const columns = dialogColumns(facts.screen.columns);
	const inside = dialogInside(columns);
	const name = nameInText(server.info.name, theme.glyphs);
	const box = (lines: string[]) => boxRows('Reload configuration', lines, columns, theme, rows);
	if (state.step === 'sending') return box(sending(state.at, server, facts, inside));
	if (state.step === 'idle' || state.step === 'asked') {
		const off = facts.off(server, 'reload');
		return box(off ? offLines('Reload is off', off, name, inside, theme) : question(server, facts, inside));
	}
	const { id, version } = server.info;
	const context = { name, id, version, subject: subject(id), columns: inside, rows, theme };
	const result = reloadResult(state, context);
	return result.length > 0 ? box(result) : [];
};

/** The dialog of a reload: the question, the wait, and the result. */
export const reload: Spec = { key, rows };
