// The servers of an account in the middle of its main screen: what each has of it, and whether it answers.

import { bytesIn, countIn } from '../../format/number.ts';
import { fillRows, paneTitle } from '../../format/pane-title.ts';
import { pieceRow } from '../../format/pieces.ts';
import { width as cellsOf, fit, fitMiddle } from '../../format/text.ts';
import { duration, rtt } from '../../format/time.ts';
import type { FleetSnapshot, ServerRow } from '../../model/fleet.ts';
import type { BaseLook, Size } from '../screen.ts';
import { stateToken } from '../servers/state-mark.ts';
import type { AccountSnapshot } from './source.ts';

/** A figure of a server: its head, its cells, and how it is written. */
type Figure = {
	head: string;
	cells: number;
	write: (row: ServerRow, cells: number, look: BaseLook) => string;
};

/** Figures are of now: those of a server that is silent are not known. */
const ofNow =
	(write: Figure['write']): Figure['write'] =>
	(row, cells, look) =>
		row.state === 'ok' ? write(row, cells, look) : look.glyphs.none;

const rate = (head: string, of: (row: ServerRow) => number | undefined, isBytes = false): Figure => ({
	head,
	cells: 6,
	write: ofNow((row, cells, { glyphs }) => (isBytes ? bytesIn : countIn)(of(row), cells, glyphs)),
});

/** The greatest version of those that answer; a server with another one is marked. */
const newest = ({ rows }: FleetSnapshot): string | undefined => {
	const counts = new Map<string, number>();
	for (const { info } of rows)
		if (info.version !== undefined) counts.set(info.version, (counts.get(info.version) ?? 0) + 1);
	return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
};

const figures = (usual: string | undefined): readonly Figure[] => [
	{
		...{ head: 'VER', cells: 8 },
		write: ({ info: { version } }, cells, { glyphs }) =>
			version === undefined
				? glyphs.none
				: fit(version === usual ? version : `${version}!`, cells, glyphs).trim(),
	},
	{
		...{ head: 'CONNS', cells: 6 },
		write: ofNow(({ statsz }, cells, { glyphs }) => countIn(statsz?.connections, cells, glyphs)),
	},
	{
		...{ head: 'SUBS', cells: 6 },
		write: ofNow(({ statsz }, cells, { glyphs }) => countIn(statsz?.subscriptions, cells, glyphs)),
	},
	rate('IN/s', ({ rates }) => rates?.in?.msgs),
	rate('OUT/s', ({ rates }) => rates?.out?.msgs),
	rate('BIN/s', ({ rates }) => rates?.in?.bytes, true),
	rate('BOUT/s', ({ rates }) => rates?.out?.bytes, true),
	{
		...{ head: 'SLOW', cells: 4 },
		write: ofNow(({ statsz }, cells, { glyphs }) => countIn(statsz?.slowConsumers, cells, glyphs)),
	},
	{
		...{ head: 'JS', cells: 2 },
		write: ({ info: { jetstream } }, _, { glyphs }) =>
			jetstream === undefined ? glyphs.none : jetstream ? 'y' : 'n',
	},
	{
		...{ head: 'DELAY', cells: 6 },
		write: (row, _, { glyphs, now }) =>
			row.state === 'ok'
				? rtt(row.rtt, glyphs)
				: row.receivedAt === undefined
					? glyphs.none
					: duration(Math.max(0, now - row.receivedAt)),
	},
];

/** Cells left of a name: the mark before it, and blanks. */
const lead = 4;

/** The least and the most cells of a name. */
const [leastName, mostName] = [8, 32];

const byTrouble = (a: ServerRow, b: ServerRow): number =>
	Number(a.state === 'ok') - Number(b.state === 'ok') || a.info.name.localeCompare(b.info.name, 'en');

const titleOf = ({ fleet, asksByName, server }: AccountSnapshot): { left: string; right: string } => {
	const { rows } = fleet;
	const there = rows.filter(({ state }) => state === 'ok').length;
	const isAlone = rows.length === 1 && rows[0]?.statsz?.connections === undefined;
	const right = asksByName
		? `one answer per ask: ${there} of ${rows.length} asked by name`
		: isAlone
			? `only the one that natstop is connected to${server === undefined ? '' : ''}`
			: there < rows.length
				? `${there} of ${rows.length} answered`
				: '';
	return { left: `2 Servers ${rows.length}`, right };
};

/** Rows that the pane wants, title and heads included. */
export const serverRowsWanted = ({ fleet }: Pick<AccountSnapshot, 'fleet'>): number =>
	2 + Math.max(1, fleet.rows.length);

/** The pane, exactly of its size; the servers that do not answer come first. */
export const serverRows = (
	snapshot: AccountSnapshot,
	{ width, height }: Size,
	look: BaseLook,
	focused: boolean,
): readonly string[] => {
	const { theme, glyphs } = look;
	const { fleet, server } = snapshot;
	const { left, right } = titleOf(snapshot);
	const title = paneTitle({ title: left, right, columns: width, focused, theme });
	const shown = figures(newest(fleet));
	const taken = shown.reduce((sum, { cells }) => sum + cells + 1, lead);
	const you = ' you';
	const longest = Math.max(...fleet.rows.map(({ info }) => cellsOf(info.name) + you.length), leastName);
	const nameCells = Math.max(leastName, Math.min(longest, mostName, width - taken));
	const heads = `    ${fit('NAME', nameCells, glyphs)}${shown.map(({ head, cells }) => ` ${head.padStart(cells)}`).join('')}`;
	const rows = [...fleet.rows].sort(byTrouble);
	const room = Math.max(0, height - 2);
	const kept = rows.length > room ? rows.slice(0, Math.max(0, room - 1)) : rows;
	const lines = kept.map((row) => {
		const name = row.info.name + (row.info.id === server?.id ? you : '');
		const cells = shown.map(({ cells: most, write }) => ` ${write(row, most, look).padStart(most)}`).join('');
		return pieceRow(
			[
				'  ',
				{ text: glyphs[row.state], token: stateToken(row.state) },
				` ${fit(fitMiddle(name, nameCells, glyphs), nameCells, glyphs)}${cells}`,
			],
			width,
			theme,
			row.isOld === true,
		);
	});
	const more =
		rows.length > kept.length
			? [pieceRow([{ text: `    and ${rows.length - kept.length} more`, token: 'muted' }], width, theme)]
			: [];
	return fillRows([title, theme.paint('title', fit(heads, width, glyphs)), ...lines, ...more], height, width);
};
