// The question before several servers are reloaded, and the page of what becomes of them.

import { fit, fitMiddle, width, wrapText } from '../format/text.ts';
import { countWords, withCommas } from '../model/count-words.ts';
import { isRunning, type RollServer } from '../model/rolling-reload.ts';
import { stateMark } from '../screens/servers/state-mark.ts';
import { boxRows, dialogColumns, dialogInside, dialogKeys } from './box.ts';
import { closes, type DialogFacts, type DialogSpec, serverAt } from './dialog.ts';
import { offLines } from './off-lines.ts';
import { canGoOn, rollPage, rollReport } from './roll-page.ts';
import { scrolled, stepPageRows } from './step-page.ts';

/** The servers in the order in which they will be asked. */
export type RollAskDialog = { name: 'roll-ask'; servers: readonly RollServer[] };

/** `scroll` is absent while the page follows the running server. */
export type RollDialog = { name: 'roll'; scroll?: number };

/** Leaving natstop would end a rolling reload between two servers. */
export type LeaveDialog = { name: 'leave'; what: string };

type AskSpec = DialogSpec<RollAskDialog, RollAskDialog | RollDialog>;
type Spec = DialogSpec<RollDialog>;

const askKey: AskSpec['key'] = (dialog, key, facts) => {
	const can =
		facts.off(undefined, 'reload') === undefined &&
		dialog.servers.some(({ leftOut }) => leftOut === undefined);
	if (key === 'y' && can)
		return { dialog: { name: 'roll' }, effect: { do: 'roll', servers: dialog.servers } };
	return closes(key) || key === 'n' || key === 'enter' ? {} : { dialog };
};

const mostNames = 24;

const serverRows = ({ servers }: RollAskDialog, facts: DialogFacts, columns: number): string[] => {
	const { theme } = facts.screen;
	const { paint, glyphs } = theme;
	const nameOf = ({ name, isLeader }: RollServer): string => (isLeader ? `${name} L` : name);
	const names = Math.min(mostNames, Math.max(...servers.map((server) => width(nameOf(server)))));
	let place = 0;
	return servers.map((server) => {
		const row = serverAt(facts, server.key);
		if (server.leftOut === undefined) place++;
		const number = server.leftOut === undefined ? String(place).padStart(3) : `  ${glyphs.none}`;
		const mark = row && stateMark(row, glyphs);
		const state = mark ? paint(mark.token, mark.text.padEnd(11)) : ' '.repeat(11);
		const clients = row?.statsz?.connections;
		const told =
			server.leftOut !== undefined
				? paint('warn', `${server.leftOut}, not asked`)
				: `${clients === undefined ? '' : `${withCommas(clients)} client${clients === 1 ? '' : 's'}`}${server.isLeader ? '   meta leader, last' : ''}`;
		const line = `${number}  ${fitMiddle(nameOf(server), names, glyphs)}   ${state} ${told}`;
		return fit(line, columns, glyphs).trimEnd();
	});
};

const words =
	'Each is asked to read its configuration file again, verified, and must be healthy before the next is asked. The first that refuses or does not come back stops the rest.';

const askRows: AskSpec['rows'] = (dialog, facts) => {
	const { theme, rows } = facts.screen;
	const columns = dialogColumns(facts.screen.columns, 66);
	const inside = dialogInside(columns);
	const off = facts.off(undefined, 'reload');
	const asked = dialog.servers.filter(({ leftOut }) => leftOut === undefined).length;
	const title = `Reload ${countWords(asked, 'server')}, one after another`;
	if (off) return boxRows(title, offLines('Reload is off', off, '', inside, theme), columns, theme, rows);
	const key = `  ${theme.paint('key', 'y')}  reload ${countWords(asked, 'server')}       ${theme.paint('key', '[ n / Esc  cancel ]')}`;
	const below = [
		'',
		...wrapText(words, inside),
		'',
		asked > 0 ? key : (dialogKeys([['Esc', 'close']], inside, theme)[0] ?? ''),
	];
	const room = Math.max(1, rows - 2 - below.length);
	const all = serverRows(dialog, facts, inside);
	const shown =
		all.length > room ? [...all.slice(0, room - 1), `     and ${all.length - room + 1} more`] : all;
	return boxRows(title, [...shown, ...below], columns, theme, rows);
};

/** The question; only `y` says yes. */
export const rollAsk: AskSpec = { key: askKey, rows: askRows };

const pageOf = ({ scroll }: RollDialog, { rolling, screen }: DialogFacts) =>
	rolling.roll && rollPage(rolling.roll, rolling.events(), screen, scroll);

const key: Spec['key'] = (dialog, key, facts) => {
	const { roll } = facts.rolling;
	if (roll === undefined) return {};
	const running = isRunning(roll);
	if (closes(key) || key === 'enter') return running ? {} : { effect: { do: 'roll-close' } };
	if (key === 'y') return { dialog, effect: { do: 'copy', text: rollReport(roll), what: 'the report' } };
	if (key === 'e') return { dialog, effect: { do: 'roll-export' } };
	if (key === 's' && running) return { dialog, effect: { do: 'roll-stop' } };
	if ((key === 'r' || key === 's') && canGoOn(roll) && facts.off(undefined, 'reload') === undefined)
		return { dialog: { name: 'roll' }, effect: { do: 'roll-go-on', again: key === 'r' } };
	const scroll = scrolled(() => pageOf(dialog, facts), key, facts.screen);
	return { dialog: scroll === undefined ? dialog : { ...dialog, scroll } };
};

const rows: Spec['rows'] = (dialog, facts) => stepPageRows(pageOf(dialog, facts), facts.screen);

/** The page of a rolling reload; it goes on where the page is closed. */
export const roll: Spec = { key, rows };

const leaveKey: DialogSpec<LeaveDialog>['key'] = (dialog, key) => {
	if (key === 'y' || key === 'ctrl+c') return { effect: { do: 'quit' } };
	return closes(key) || key === 'n' || key === 'enter' ? {} : { dialog };
};

const leaveRows: DialogSpec<LeaveDialog>['rows'] = ({ what }, { screen: { columns, rows, theme } }) => {
	const box = dialogColumns(columns);
	const { paint } = theme;
	return boxRows(
		'Leave natstop',
		[
			...wrapText(
				`${what} is under way. It ends where it is now when natstop is left: a request that was sent cannot be taken back, and no further server is asked.`,
				dialogInside(box),
			),
			'',
			`  ${paint('key', 'y')}  leave all the same       ${paint('key', '[ n / Esc  stay ]')}`,
		],
		box,
		theme,
		rows,
	);
};

/** The question before natstop is left while something runs. */
export const leave: DialogSpec<LeaveDialog> = { key: leaveKey, rows: leaveRows };
