// The values that move, each with its spark: CPU, memory, traffic both ways, connections, slow consumers.

import { bytes, bytesIn, countIn, cpu as cpuText } from '../../format/number.ts';
import type { Piece } from '../../format/pieces.ts';
import { condense, type Range, sparkline } from '../../format/sparkline.ts';
import { fit, width } from '../../format/text.ts';
import { uptimeShort } from '../../format/time.ts';
import { type Health, markOf } from '../../model/health.ts';
import type { HistoryMetric } from '../../model/history.ts';
import { slowGrowthNow, trafficOf } from '../../model/server-facts.ts';
import { totalHistory } from '../../model/total-history.ts';
import type { Token } from '../../theme.ts';
import { healthToken, type ServerView, viewHealth } from './server-view.ts';

/** Text of at most so many cells, where that can be. */
type Sized = (columns: number) => string;

/** One value over time. `value` and `more` are its two figures now: `147` and `of 400`. */
export type Meter = {
	label: string;
	value: Sized;
	more: Sized;
	/** Stands behind the figures. */
	unit: string;
	health: Health;
	metric: HistoryMetric;
	/** Set where the value is a counter: its past is what it stood at, not how fast it rose. */
	total?: number;
	/** One value of its past, in at most so many cells where that can be. */
	format: (value: number, columns: number) => string;
};

const trafficMeter = (view: ServerView, direction: 'in' | 'out'): Meter => {
	const { row, totals, exact, theme } = view;
	const { glyphs } = theme;
	const msgs = trafficOf(row, direction, 'msgs', totals);
	const size = trafficOf(row, direction, 'bytes', totals);
	return {
		label: direction === 'in' ? 'IN' : 'OUT',
		value: (columns) => countIn(msgs, columns, glyphs, exact),
		more: (columns) => (size === undefined ? '' : bytesIn(size, columns, glyphs, exact)),
		unit: totals || msgs === undefined ? '' : '/s',
		health: undefined,
		metric: direction,
		...(totals && msgs !== undefined ? { total: msgs } : {}),
		format: (value, columns) => countIn(value, columns, glyphs),
	};
};

/** The meters of a server, in the order they are read. */
export const metersOf = (
	view: ServerView,
): Record<'cpu' | 'mem' | 'in' | 'out' | 'conns' | 'slow', Meter> => {
	const { row, theme, exact, now } = view;
	const slow = viewHealth(view, 'slow');
	const { glyphs } = theme;
	const { cpu, cores, mem, memLimit, connections, totalConnections, slowConsumers } = row.statsz ?? {};
	const growth = slowGrowthNow(row, now);
	const plain = (value: number, columns: number): string => countIn(value, columns, glyphs);
	return {
		cpu: {
			label: 'CPU',
			value: () => cpuText(cpu, glyphs),
			more: () => (cores === undefined ? '' : `of ${cores * 100}`),
			unit: cpu === undefined ? '' : '%',
			health: viewHealth(view, 'cpu'),
			metric: 'cpu',
			format: plain,
		},
		mem: {
			label: 'MEM',
			value: (columns) => bytesIn(mem, columns, glyphs, exact),
			more: () => (memLimit === undefined ? '' : `of ${bytes(memLimit, glyphs)}`),
			unit: '',
			health: viewHealth(view, 'memory'),
			metric: 'mem',
			format: (value, columns) => bytesIn(value, columns, glyphs),
		},
		in: trafficMeter(view, 'in'),
		out: trafficMeter(view, 'out'),
		conns: {
			label: 'CONNS',
			value: (columns) => countIn(connections, columns, glyphs, exact),
			more: (columns) =>
				totalConnections === undefined
					? ''
					: `(${countIn(totalConnections, columns - 8, glyphs, exact)} total)`,
			unit: '',
			health: undefined,
			metric: 'connections',
			format: plain,
		},
		slow: {
			label: 'SLOW',
			value: (columns) => countIn(slowConsumers, columns, glyphs, exact),
			more: () => (growth === undefined ? '' : `${glyphs.up}${growth}${markOf(slow)}`),
			unit: '',
			health: slow,
			metric: 'slow',
			format: plain,
		},
	};
};

/** Both figures as they stand in a line: `147% of 400`, `71.9K/s 78.3M/s`; each in half of `columns` where it can. */
export const figures = ({ value, more, unit, metric }: Meter, columns = Number.POSITIVE_INFINITY): string => {
	const each = Math.floor((columns - 1) / 2);
	const rate = metric === 'in' || metric === 'out' ? unit : '';
	const second = more(each - rate.length);
	const first = value(each - unit.length) + unit;
	return second === '' ? first : `${first} ${second}${rate}`;
};

/** What a spark of so many cells shows: its cells, their extremes before they were condensed, and how far back. */
export type MeterHistory = {
	cells: readonly number[];
	/** The scale of the spark: its own least and greatest value; one value where no difference can be read. */
	range?: Range;
	min?: string;
	max?: string;
	/** `9m` */
	span: string;
};

/** Cells of one end of a range where there is room for it: `9,999`, `999.9M`. */
const wideEnd = 6;

/** The newest slots that fill the cells evenly; everything kept where that is less. */
export const meterHistory = (
	view: ServerView,
	meter: Meter,
	columns: number,
	endColumns = wideEnd,
): MeterHistory => {
	const { history } = view.row;
	const perCell = Math.max(1, Math.floor(history.length / Math.max(1, columns)));
	const wanted = perCell * columns;
	const { metric, total } = meter;
	const isTotal = view.totals && (metric === 'in' || metric === 'out');
	const values = isTotal ? totalHistory(history, metric, total, wanted) : history.tail(metric, wanted);
	const known = values.filter((value) => Number.isFinite(value));
	const [min, max] = [Math.min(...known), Math.max(...known)];
	const [least, greatest] = [meter.format(min, endColumns), meter.format(max, endColumns)];
	return {
		cells: condense(values, columns),
		...(known.length === 0
			? {}
			: { range: { min, max: least === greatest ? min : max }, min: least, max: greatest }),
		span: uptimeShort(history.span(values.length)),
	};
};

/** What a spark or a bar is painted with: quiet, unless its value is judged. */
export const inkOf = (health: Health): Token => health ?? 'spark';

/** One row of blocks. */
export const meterSpark = (view: ServerView, meter: Meter, past: MeterHistory, columns: number): Piece => ({
	text: sparkline(past.cells, columns, view.theme.glyphs, past.range),
	token: inkOf(meter.health),
});

/** The scale of the spark, `88–171`; nothing where it would be twice the same. */
export const rangeText = ({ min, max }: MeterHistory, { theme: { glyphs } }: ServerView): string =>
	min === max ? '' : `${min}${glyphs.range}${max}`;

/** Fewer cells than that are no spark. */
const leastSpark = 6;

/**
 * `CPU  147% of 400     ▂▂▃▃▄  88–171` in half a pane: a spark from its least to its greatest value, which stand beside
 * it. Where there is no room for both there is neither, as a spark without its scale tells of mountains or of nothing.
 */
export const halfMeter = (view: ServerView, meter: Meter, columns: number): Piece[] => {
	const { glyphs } = view.theme;
	const endColumns = columns >= 48 ? wideEnd : 4;
	const rangeColumns = 2 * endColumns + 1;
	const text = figures(meter, Math.max(15, Math.floor(columns * 0.6)));
	const figureColumns = Math.max(15, width(text));
	const sparkColumns = columns - 5 - figureColumns - 2 - rangeColumns;
	const figure: Piece[] = [
		fit(meter.label, 5, glyphs),
		{ text: fit(text, figureColumns, glyphs), ...healthToken(meter.health) },
	];
	if (sparkColumns < leastSpark) return [...figure, ' '.repeat(Math.max(0, columns - 5 - figureColumns))];
	const past = meterHistory(view, meter, sparkColumns, endColumns);
	return [
		...figure,
		' ',
		meterSpark(view, meter, past, sparkColumns),
		` ${fit(rangeText(past, view), rangeColumns, glyphs)}`,
	];
};
