// Lines about a link with the trends of its figures: what goes each way, how far it is, what waits.

import { bytes, count } from '../../format/number.ts';
import { fillRows, paneTitle } from '../../format/pane-title.ts';
import { type Piece, pieceRow } from '../../format/pieces.ts';
import { rangedSpark } from '../../format/sparkline.ts';
import { width as cellsOf, fit, wrapText } from '../../format/text.ts';
import type { Trouble } from '../../model/checks/check.ts';
import type { RoundRing } from '../../model/round-ring.ts';
import type { Traffic } from '../../model/server.ts';
import type { Glyphs, Token } from '../../theme.ts';
import type { BaseLook, Size } from '../screen.ts';

/** What is kept of the last rounds of a link. */
type Trend<Metric extends string> = Pick<RoundRing<Metric>, 'tail' | 'length'>;

/** A line of a pane: words, which are broken where they are too long, or pieces in one row. */
export type DetailLine = string | readonly Piece[];

/** Rows of a pane from which on figures stand under each other, and there is room for more. */
export const tallRows = 14;

/** A trend is no wider than this, and none is drawn that would be narrower. */
const [mostCells, fewestCells] = [40, 6];

/** Cells of what stands before a rate, so that trends do not move when it changes. */
const rateCells = 16;

/** `204/s 240K/s`; unknown where there were no two samples. */
export const rateText = (rate: Traffic | undefined, glyphs: Glyphs): string =>
	rate === undefined ? glyphs.none : `${count(rate.msgs, glyphs)}/s ${bytes(rate.bytes, glyphs)}/s`;

/** The trend of a figure and its range, at most so many cells wide; nothing before there are two rounds, or without room. */
export const trendPieces = <Metric extends string>(
	trend: Trend<Metric> | undefined,
	metric: Metric,
	cells: number,
	write: (value: number) => string,
	glyphs: Glyphs,
): readonly Piece[] => {
	const room = Math.min(mostCells, cells);
	if (trend === undefined || trend.length < 2 || room < fewestCells) return [];
	const past = (wanted: number): number[] => trend.tail(metric, wanted);
	if (past(room).every((value) => Number.isNaN(value))) return [];
	const [text, range] = rangedSpark(past, room, write, glyphs);
	return [{ text, token: 'spark' }, range];
};

type Flow = { out?: Traffic; in?: Traffic; trend?: Trend<'out' | 'in'> };

/** What goes each way: beside each other, under each other where the pane is tall. */
export const flowLines = (
	flow: Flow,
	{ width, height }: Size,
	{ glyphs }: BaseLook,
): readonly DetailLine[] => {
	const write = (value: number): string => count(value, glyphs).replace(',', '');
	const [out, into] = [rateText(flow.out, glyphs), rateText(flow.in, glyphs)];
	const isTall = height >= tallRows;
	const cells = isTall ? width - rateCells - 8 : Math.floor((width - 2 * rateCells - 12) / 2);
	const way = (label: string, text: string, metric: 'out' | 'in'): readonly Piece[] => {
		const spark = trendPieces(flow.trend, metric, cells, write, glyphs);
		return [`${label} ${spark.length === 0 ? text : text.padEnd(rateCells)}`, ...spark];
	};
	return isTall
		? [way('OUT', out, 'out'), way('IN ', into, 'in')]
		: [[...way('OUT', out, 'out'), '   ', ...way('IN', into, 'in')]];
};

/** One figure, its trend, and what is said behind it. */
export const figureLine = <Metric extends string>(
	[label, text, rest]: readonly [label: string, text: string, rest: string],
	{ trend, metric }: { trend?: Trend<Metric>; metric: Metric },
	write: (value: number) => string,
	width: number,
	{ glyphs }: BaseLook,
): DetailLine => {
	const head = `${label} ${text}`;
	const tail = rest === '' ? '' : `   ${rest}`;
	const cells = width - 2 - cellsOf(head) - 1 - cellsOf(tail);
	const spark = trendPieces(trend, metric, cells, write, glyphs);
	return [head, ...(spark.length === 0 ? [] : [' ', ...spark]), tail];
};

/** What a pane about a link is made of; `look` is the line with keys that lead on, which stays where others have no room. */
type LinkPane = {
	title: string;
	right?: string;
	mark?: { text: string; token: Token };
	lines: readonly DetailLine[];
	look?: string;
};

/** Draws it; words that are too long are broken, and what has no room is left out from the end. */
export const linkPane = (
	{ lines, look: keys, ...title }: LinkPane,
	{ width, height }: Size,
	{ theme, glyphs }: BaseLook,
	focused: boolean,
): string[] => {
	const rows = lines.flatMap((line): string[] => {
		if (typeof line !== 'string') return [pieceRow([' ', ...line], width, theme)];
		const parts = cellsOf(line) <= width - 2 ? [line] : wrapText(line, width - 2);
		return parts.map((part) => fit(` ${part}`, width, glyphs));
	});
	const last = keys === undefined ? [] : [fit(` ${keys}`, width, glyphs)];
	const room = Math.max(0, height - 1 - last.length);
	return fillRows(
		[paneTitle({ ...title, columns: width, focused, theme }), ...rows.slice(0, room), ...last],
		height,
		width,
	);
};

/** The worst that is wrong with a link, as its title says it. */
export const troubleMark = (
	[worst]: readonly Trouble[],
	text: string,
	glyphs: Glyphs,
): { text: string; token: Token } | undefined => {
	if (worst === undefined) return undefined;
	const isCritical = worst.severity === 'critical';
	return { text: `${isCritical ? glyphs.down : '!'} ${text}`, token: isCritical ? 'crit' : 'warn' };
};
