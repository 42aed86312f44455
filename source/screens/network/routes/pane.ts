// The pane of routes: the matrix of the cluster under the cursor, what its signs mean, and a line for each other cluster.

import { bytes, count } from '../../../format/number.ts';
import { fillRows } from '../../../format/pane-title.ts';
import { type Piece, pieceRow } from '../../../format/pieces.ts';
import { roomyColumns } from '../../../format/screen-sizes.ts';
import { fit, wrapText } from '../../../format/text.ts';
import { countWords } from '../../../model/count-words.ts';
import { firstAndMore } from '../../../model/first-names.ts';
import type { RouteGroup, RouteRow } from '../../../model/network/route-row.ts';
import type { OwnPane, OwnPaneView } from '../../own-pane.ts';
import type { Size } from '../../screen.ts';
import type { RouteLook } from './facts.ts';
import { cellFigures, commonOf, tripRange } from './figures.ts';
import { type MatrixPlan, matrixHead, matrixLine, planMatrix } from './matrix.ts';

const tripsOf = (rows: readonly RouteRow[]): number[] =>
	rows.flatMap(({ told, peers }) =>
		told === undefined ? [] : [...peers.values()].flatMap(({ rtt }) => rtt ?? []),
	);

const most = (figures: readonly (number | undefined)[]): number | undefined => {
	const known = figures.filter((figure) => figure !== undefined);
	return known.length === 0 ? undefined : Math.max(...known);
};

/** What goes over the routes of other clusters is summed up in systems of so many servers: their routes are read for it. */
const mostSummed = 64;

/** `out 88.2K/s   no compression`, as far as it is known. */
const moreText = (rows: readonly RouteRow[], look: RouteLook): readonly (string | undefined)[] => {
	const servers = [...look.members.values()].reduce((sum, own) => sum + own.length, 0);
	if (servers > mostSummed) return [];
	const rates = rows.flatMap((row) => row.rate('out')?.msgs ?? []);
	const compression = commonOf(
		rows.flatMap(({ peers }) => [...peers.values()].map((peer) => peer.compression)),
	);
	return [
		rates.length < rows.length
			? undefined
			: `out ${count(
					rates.reduce((sum, rate) => sum + rate, 0),
					look.glyphs,
				)}/s`,
		compression === 'off' ? 'no compression' : compression,
	];
};

/** `3 servers, each sees 2 others   rtt 1–2ms   pend 0`; where there is room for it, with what goes over them. */
const wholeText = (rows: readonly RouteRow[], width: number, look: RouteLook): string => {
	const { glyphs } = look;
	const servers = rows.length;
	const trips = tripsOf(rows);
	const pending = most(rows.map((row) => row.pending));
	const sees =
		servers === 1 ? '1 server' : `${servers} servers, each sees ${countWords(servers - 1, 'other')}`;
	return [
		sees,
		...(trips.length > 0 ? [`rtt ${tripRange(trips, glyphs)}`] : []),
		...(pending === undefined ? [] : [`pend ${pending === 0 ? '0' : bytes(pending, glyphs)}`]),
		...(width < roomyColumns ? [] : moreText(rows, look)),
	]
		.filter((part) => part !== undefined)
		.join('   ');
};

const badText = (rows: readonly RouteRow[]): string => {
	const [worst] = rows.filter(({ rank }) => rank > 0).toSorted((a, b) => b.rank - a.rank);
	return `${rows.length} servers   ${worst?.name}: ${worst?.troubles[0]?.text}`;
};

const silentText = (rows: readonly RouteRow[]): string =>
	`${rows.length} servers   no answer: ${firstAndMore(rows.filter(({ isOld }) => isOld).map(({ name }) => name))}`;

const groupLine = (
	{ name }: RouteGroup,
	rows: readonly RouteRow[],
	nameWidth: number,
	width: number,
	look: RouteLook,
): string => {
	const { glyphs, theme } = look;
	const bad = rows.some(({ rank }) => rank > 0);
	const isCritical = rows.some(({ troubles }) => troubles.some(({ severity }) => severity === 'critical'));
	const isSilent = rows.some(({ isOld }) => isOld);
	const token = isCritical ? 'crit' : bad || isSilent ? 'warn' : undefined;
	const sign = isCritical ? glyphs.down : bad ? '!' : isSilent ? glyphs.unknown : ' ';
	const text = bad ? badText(rows) : isSilent ? silentText(rows) : wholeText(rows, width, look);
	const pieces: Piece[] = [
		{ text: `  ${sign} `, ...(token && { token }) },
		`${fit(name, nameWidth, glyphs)}  `,
		{ text, ...(bad && token && { token }) },
	];
	return pieceRow(pieces, width, theme);
};

/** `46 servers see all 49 others`. */
const foldedLine = ({ folded }: MatrixPlan, others: number, width: number, look: RouteLook): string[] => {
	if (folded === 0) return [];
	const sees = folded === 1 ? '1 server sees' : `${folded} servers see`;
	return [fit(`    ${sees} all ${countWords(others, 'other')}`, width, look.glyphs)];
};

const signsText = ({ glyphs }: RouteLook): string => {
	const way = glyphs.ascii ? '>' : '›';
	return `${glyphs.down}!! no route   ${glyphs.down}${way} half-open   ${way}? not said by this side   3/4 connections`;
};

const signsLine = (width: number, look: RouteLook): string =>
	look.theme.paint('muted', fit(`    ${signsText(look)}`, width, look.glyphs));

/** Servers that should have no routes, in one line or two. */
const aloneLines = ({ alone, glyphs }: RouteLook, width: number): string[] => {
	if (alone.length === 0) return [];
	const names = alone.map(({ name }) => name);
	const text = `${countWords(alone.length, 'server')} with no routes to expect: ${firstAndMore(names, 4)}`;
	return wrapText(text, width - 5)
		.slice(0, 1)
		.map((line) => fit(`    ${line}`, width, glyphs));
};

/** The part of the rows that has the one at `at` in view. */
const windowOf = <T>(rows: readonly T[], at: number, room: number): readonly T[] => {
	if (rows.length <= room) return rows;
	const start = Math.max(0, Math.min(at - Math.floor(room / 2), rows.length - room));
	return rows.slice(start, start + room);
};

/** Clusters in other lines take no more of the height than this part, while the matrix needs it. */
const othersShare = 1 / 3;

export const routesPane = (
	all: readonly RouteRow[],
	{ width, height }: Size,
	look: RouteLook,
	{ cursor, offset, figure = 0 }: OwnPane,
): OwnPaneView => {
	const { groups, members, glyphs, theme } = look;
	const under = all.find(({ key }) => key === cursor) ?? all[0];
	if (under === undefined) return { rows: [] };
	const { group } = under;
	const own = all.filter((row) => row.group.id === group.id);
	const plan = planMatrix(own, width, { cursor: under.key, offset });
	const others = groups.filter(({ id }) => id !== group.id && all.some((row) => row.group.id === id));
	const nameWidth = Math.min(20, Math.max(0, ...others.map(({ name }) => name.length)));
	const fold = foldedLine(plan, group.names.length - 1, width, look);
	const rest = [
		...others.map((other) => groupLine(other, members.get(other.id) ?? [], nameWidth, width, look)),
		...aloneLines(look, width),
	];
	const fixed = 1 + fold.length + 2;
	const space = rest.length === 0 ? 0 : 1;
	const restRoom = Math.min(
		rest.length,
		Math.max(1, Math.floor(height * othersShare), height - fixed - space - plan.rows.length),
	);
	const room = Math.max(1, height - fixed - space - (rest.length === 0 ? 0 : restRoom));
	const at = plan.rows.findIndex(({ key }) => key === under.key);
	const shown = windowOf(plan.rows, at, room);
	const more = rest.length - restRoom;
	const cut =
		more > 0 ? [...rest.slice(0, restRoom - 1), fit(`    and ${more + 1} more`, width, glyphs)] : rest;
	const scrolled = [
		...(plan.left > 0 ? [`${glyphs.arrowLeft}${plan.left}`] : []),
		...(plan.right > 0 ? [`${plan.right}${glyphs.arrowRight}`] : []),
	].join(' ');
	const blank = ' '.repeat(width);
	return {
		rows: fillRows(
			[
				theme.paint('title', fit(matrixHead(plan, look), width, glyphs)),
				...shown.map((row) =>
					matrixLine(row, plan, width, look, { figure, selected: row.key === under.key }),
				),
				...fold,
				blank,
				signsLine(width, look),
				...(space > 0 ? [blank, ...cut] : []),
			],
			height,
			width,
		),
		page: Math.max(1, room),
		lastOffset: plan.left + plan.right,
		title: group.name,
		state: [
			...(groups.length > 1 ? [`cluster ${group.place + 1} of ${groups.length}`] : []),
			...(scrolled === '' ? [] : [scrolled]),
			`cell ${cellFigures[figure]}`,
		].join('  '),
	};
};
