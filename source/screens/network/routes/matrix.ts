// The matrix of one cluster: who of its servers sees whom, folded where there are too many.

import { columnCell } from '../../../format/column-cell.ts';
import { type Cell, tableLine } from '../../../format/table-line.ts';
import { width as cellsOf, fit, fitMiddle } from '../../../format/text.ts';
import { healthOf } from '../../../model/checks/trouble.ts';
import type { RouteRow } from '../../../model/network/route-row.ts';
import { isOld } from '../../../model/server-facts.ts';
import { leadWidth } from '../../../table/choose-columns.ts';
import type { Glyphs, Token } from '../../../theme.ts';
import type { RowLook } from '../../row-look.ts';
import { routeColumns } from './columns.ts';
import type { RouteLook } from './facts.ts';
import { figureText } from './figures.ts';

/** The sign of a route that the other end does not say the same of. */
const oneWay = (glyphs: Glyphs): string => (glyphs.ascii ? '>' : '›');

/** What one server says of its route to another, and the colour of it. */
export const matrixCell = (
	row: RouteRow,
	peer: string,
	figure: number,
	room: number,
	{ glyphs }: Pick<RouteLook, 'glyphs'>,
): { text: string; token?: Token } => {
	if (peer === row.name) return { text: glyphs.dot, token: 'muted' };
	if (row.isOld) return { text: `${oneWay(glyphs)}?`, token: 'muted' };
	const trouble = row.troubleWith(peer);
	switch (row.stateOf(peer)) {
		case 'missing':
			return { text: `${glyphs.down}!!`, token: 'crit' };
		case 'one-sided':
			return {
				text: `${glyphs.down}${oneWay(glyphs)}`,
				token: healthOf(row.troubles[0]?.severity) ?? 'warn',
			};
		case 'short':
			return { text: `${trouble?.has}/${trouble?.of}`, token: 'warn' };
		case 'unknown':
			return { text: glyphs.none, token: 'muted' };
		default: {
			const isSlow = figure === 0 && row.slowPeers.includes(peer);
			const text = figureText(row, row.peers.get(peer), figure, room - 1, glyphs);
			return isSlow ? { text: `${text}!`, token: 'warn' } : { text };
		}
	}
};

/** What stands before a server: the worst that is wrong with its routes. */
export const routeRowLook = ({ troubles: [worst], server }: RouteRow, glyphs: Glyphs): RowLook => {
	if (server.state === 'lameduck') return { glyph: glyphs.lameduck, token: 'warn', faded: true };
	if (isOld(server)) return { glyph: glyphs.unknown, token: 'warn', faded: true };
	if (worst === undefined) return { glyph: ' ', faded: false };
	return worst.severity === 'critical'
		? { glyph: glyphs.down, token: 'crit', faded: false }
		: { glyph: '!', token: 'warn', faded: false };
};

/** The most servers across: as many as a person takes in at a look. */
const mostAcross = (width: number): number => (width < 100 ? 6 : width < 128 ? 9 : 15);

/** The widths of a cell of the matrix; the narrower one where more servers are to stand across. */
const [roomyCell, closeCell] = [7, 6];

const before = ['from', 'sees'];
const behind = ['pending', 'out', 'in', 'routes', 'comp', 'up', 'bout', 'bin'];

const columnsNamed = (ids: readonly string[]) =>
	ids.flatMap((id) => routeColumns.find((column) => column.id === id) ?? []);

export type MatrixPlan = {
	/** Servers down, in the order given. */
	rows: readonly RouteRow[];
	/** Names across. */
	across: readonly string[];
	/** How many servers see all others and are not shown. */
	folded: number;
	/** Names that are scrolled away on both sides. */
	left: number;
	right: number;
	cell: number;
	nameWidth: number;
	columns: readonly { id: string; width: number }[];
};

/**
 * What of a cluster there is room for: all of it, or those with trouble against those that they have it with, and the one
 * under the cursor.
 */
export const planMatrix = (
	rows: readonly RouteRow[],
	width: number,
	{ cursor, offset }: { cursor?: string; offset: number },
): MatrixPlan => {
	const names = rows[0]?.group.names ?? [];
	const most = mostAcross(width);
	const isWhole = names.length <= most;
	const bad = rows.filter(
		({ badPeers, troubles, isOld: old }) => old || badPeers.length + troubles.length > 0,
	);
	const named = new Set(bad.flatMap((row) => (row.isOld ? [row.name] : row.badPeers)));
	const wanted = isWhole ? names : names.filter((name) => named.has(name));
	const shown = isWhole ? rows : rows.filter((row) => bad.includes(row) || row.key === cursor);
	const longest = Math.max(6, ...shown.map(({ name }) => cellsOf(name)));
	const nameWidth = Math.min(longest, width < 100 ? 16 : 20);
	const [, sees] = columnsNamed(before);
	const used = leadWidth + nameWidth + 1 + (sees?.width ?? 0) + 1;
	const [pending] = columnsNamed(behind);
	const room = width - used - (pending?.width ?? 0) - 1;
	const fitting = (cell: number): number => Math.max(1, Math.min(most, Math.floor(room / (cell + 1))));
	const cell = wanted.length > fitting(roomyCell) ? closeCell : roomyCell;
	const count = Math.min(wanted.length, fitting(cell));
	const left = Math.max(0, Math.min(offset, wanted.length - count));
	let rest = room + (pending?.width ?? 0) + 1 - count * (cell + 1);
	const columns: { id: string; width: number }[] = [];
	for (const column of columnsNamed(behind)) {
		if (rest < column.width + 1) break;
		columns.push({ id: column.id, width: column.width });
		rest -= column.width + 1;
	}
	return {
		...{ rows: shown, across: wanted.slice(left, left + count), folded: rows.length - shown.length },
		...{ left, right: wanted.length - count - left, cell, nameWidth, columns },
	};
};

export const matrixHead = ({ across, cell, nameWidth, columns }: MatrixPlan, look: RouteLook): string => {
	const { glyphs } = look;
	const [from, sees] = columnsNamed(before);
	const named = (id: string, width: number): string => {
		const column = routeColumns.find((each) => each.id === id);
		return fit(column?.title ?? '', width, glyphs, column?.align);
	};
	const head = [
		fit(from?.title ?? '', nameWidth, glyphs),
		fit(sees?.title ?? '', sees?.width ?? 0, glyphs, 'right'),
		...across.map((name) => fit(fitMiddle(name, cell, glyphs), cell, glyphs, 'right')),
		...columns.map(({ id, width }) => named(id, width)),
	];
	return ' '.repeat(leadWidth) + head.join(' ');
};

/** The line of one server, exactly as wide as told. */
export const matrixLine = (
	row: RouteRow,
	plan: MatrixPlan,
	width: number,
	look: RouteLook,
	{ figure, selected }: { figure: number; selected: boolean },
): string => {
	const { glyphs, theme } = look;
	const own = routeRowLook(row, glyphs);
	const columns = [
		...columnsNamed(before).map(({ id, width: wide }) => ({
			id,
			width: id === 'from' ? plan.nameWidth : wide,
		})),
	];
	const cellOf = ({ id, width: wide }: { id: string; width: number }): Cell => {
		const column = routeColumns.find((each) => each.id === id);
		return column ? columnCell(row, column, wide, look, own.faded) : { text: ' '.repeat(wide) };
	};
	const cells: Cell[] = [
		...columns.map(cellOf),
		...plan.across.map((peer): Cell => {
			const { text, token } = matrixCell(row, peer, figure, plan.cell, look);
			return { text: fit(text, plan.cell, glyphs, 'right'), ...(token && { token }) };
		}),
		...plan.columns.map(cellOf),
	];
	const used = cells.reduce((sum, { text }) => sum + cellsOf(text) + 1, 0);
	return tableLine(cells, own, { selected, focused: true, width, used, theme });
};
