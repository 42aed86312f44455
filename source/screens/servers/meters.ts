// The values that move, each with its spark: CPU, memory, traffic both ways, connections, slow consumers.

import { bytes, bytesIn, count, countIn, cpu as cpuText } from '../../format/number.ts';
import type { Piece } from '../../format/pieces.ts';
import { condense, type Range, sparkline } from '../../format/sparkline.ts';
import { fit, width } from '../../format/text.ts';
import { uptimeShort } from '../../format/time.ts';
import { cpuHealth, type Health, memHealth, slowHealth } from '../../model/health.ts';
import type { HistoryMetric } from '../../model/history.ts';
import { slowGrowthNow, trafficOf } from '../../model/server-facts.ts';
import { totalHistory } from '../../model/total-history.ts';
import { healthToken, type ServerView } from './server-view.ts';

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
	/** The scale of the spark where the value has a limit. */
	range?: Range;
	format: (value: number) => string;
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
		format: (value) => count(value, glyphs),
	};
};

/** The meters of a server, in the order they are read. */
export const metersOf = (
	view: ServerView,
): Record<'cpu' | 'mem' | 'in' | 'out' | 'conns' | 'slow', Meter> => {
	const { row, theme, exact, now } = view;
	const { glyphs } = theme;
	const { cpu, cores, mem, memLimit, connections, totalConnections, slowConsumers } = row.statsz ?? {};
	const growth = slowGrowthNow(row, now);
	const plain = (value: number): string => count(value, glyphs);
	return {
		cpu: {
			label: 'CPU',
			value: () => cpuText(cpu, glyphs),
			more: () => (cores === undefined ? '' : `of ${cores * 100}`),
			unit: cpu === undefined ? '' : '%',
			health: cpuHealth(cpu, cores),
			metric: 'cpu',
			format: (value) => cpuText(value, glyphs),
		},
		mem: {
			label: 'MEM',
			value: (columns) => bytesIn(mem, columns, glyphs, exact),
			more: () => (memLimit === undefined ? '' : `of ${bytes(memLimit, glyphs)}`),
			unit: '',
			health: memHealth(mem, memLimit),
			metric: 'mem',
			...(memLimit === undefined ? {} : { range: { min: 0, max: memLimit } }),
			format: (value) => bytes(value, glyphs),
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
			more: () => (growth === undefined ? '' : `${glyphs.up}${growth}!`),
			unit: '',
			health: slowHealth(growth),
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
	/** The scale of the spark, where it does not begin at zero. */
	range?: Range;
	min?: string;
	max?: string;
	/** `9m` */
	span: string;
};

/** The newest slots that fill the cells evenly; everything kept where that is less. */
export const meterHistory = (view: ServerView, meter: Meter, columns: number): MeterHistory => {
	const { history } = view.row;
	const perCell = Math.max(1, Math.floor(history.length / Math.max(1, columns)));
	const wanted = perCell * columns;
	const { metric, total } = meter;
	const isTotal = view.totals && (metric === 'in' || metric === 'out');
	const values = isTotal ? totalHistory(history, metric, total, wanted) : history.tail(metric, wanted);
	const known = values.filter((value) => Number.isFinite(value));
	const [min, max] = [Math.min(...known), Math.max(...known)];
	const range = isTotal && known.length > 0 ? { min, max } : meter.range;
	return {
		cells: condense(values, columns),
		...(range === undefined ? {} : { range }),
		...(known.length === 0 ? {} : { min: meter.format(min), max: meter.format(max) }),
		span: uptimeShort(history.span(values.length)),
	};
};

/** One row of blocks. */
export const meterSpark = (view: ServerView, past: MeterHistory, columns: number): string =>
	sparkline(past.cells, columns, view.theme.glyphs, past.range);

/** Cells of `  max 91.7K`. */
const maxColumns = 11;

/** `CPU  147% of 400     ▂▂▃▃▄  max 171` in half a pane; the greatest value is named where 48 cells allow it. */
export const halfMeter = (view: ServerView, meter: Meter, columns: number): Piece[] => {
	const { glyphs } = view.theme;
	const named = columns >= 48;
	const text = figures(meter, Math.max(15, Math.floor(columns * 0.6)));
	const figureColumns = Math.max(15, width(text));
	const sparkColumns = Math.max(0, columns - 5 - figureColumns - 1 - (named ? maxColumns : 0));
	const past = meterHistory(view, meter, sparkColumns);
	const max = named ? fit(past.max === undefined ? '' : `  max ${past.max}`, maxColumns, glyphs) : '';
	return [
		fit(meter.label, 5, glyphs),
		{ text: fit(text, figureColumns, glyphs), ...healthToken(meter.health) },
		` ${meterSpark(view, past, sparkColumns)}${max}`,
	];
};
