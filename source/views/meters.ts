// The values that move, each with its spark: CPU, memory, traffic both ways, connections, slow consumers.

import { bytes, count, cpu as cpuText } from '../format/number.ts';
import { condense, type Range, sparkline } from '../format/sparkline.ts';
import { fit, width } from '../format/text.ts';
import { uptimeShort } from '../format/time.ts';
import { trafficOf } from '../model/columns.ts';
import { cpuHealth, type Health, memHealth, slowHealth } from '../model/health.ts';
import { type HistoryMetric, historySize } from '../model/history.ts';
import { slowGrowthNow } from '../model/server-facts.ts';
import type { Piece } from './pieces.ts';
import { healthToken, type ServerView } from './server-view.ts';

/** One value over time. `value` and `more` are its two figures now: `147` and `of 400`. */
export type Meter = {
	label: string;
	value: string;
	more: string;
	/** Stands behind both figures where they are rates. */
	unit: string;
	health: Health;
	metric: HistoryMetric;
	/** The scale of the spark where the value has a limit. */
	range?: Range;
	format: (value: number) => string;
};

const trafficMeter = (view: ServerView, direction: 'in' | 'out'): Meter => {
	const { row, totals, exact, theme } = view;
	return {
		label: direction === 'in' ? 'IN' : 'OUT',
		value: count(trafficOf(row, direction, 'msgs', totals), theme.glyphs, exact),
		more: bytes(trafficOf(row, direction, 'bytes', totals), theme.glyphs, exact),
		unit: totals ? '' : '/s',
		health: undefined,
		metric: direction,
		format: (value) => count(value, theme.glyphs),
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
			value: cpuText(cpu, glyphs),
			more: cores === undefined ? '' : `of ${cores * 100}`,
			unit: '%',
			health: cpuHealth(cpu, cores),
			metric: 'cpu',
			format: (value) => cpuText(value, glyphs),
		},
		mem: {
			label: 'MEM',
			value: bytes(mem, glyphs, exact),
			more: memLimit === undefined ? '' : `of ${bytes(memLimit, glyphs)}`,
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
			value: count(connections, glyphs, exact),
			more: totalConnections === undefined ? '' : `(${count(totalConnections, glyphs, exact)} total)`,
			unit: '',
			health: undefined,
			metric: 'connections',
			format: plain,
		},
		slow: {
			label: 'SLOW',
			value: count(slowConsumers, glyphs, exact),
			more: growth === undefined ? '' : `${glyphs.up}${growth}!`,
			unit: '',
			health: slowHealth(growth),
			metric: 'slow',
			format: plain,
		},
	};
};

/** Both figures as they stand in a line: `147% of 400`, `71.9K/s 78.3M/s`, `3.2G of 8.0G`. */
export const figures = ({ value, more, unit, metric }: Meter): string => {
	const second = more !== '' && (metric === 'in' || metric === 'out') ? more + unit : more;
	return second === '' ? value + unit : `${value}${unit} ${second}`;
};

/** Least and greatest of what is kept, or nothing before the first sample. */
export const rangeOf = (view: ServerView, meter: Meter): { min: string; max: string } | undefined => {
	const range = view.row.history.range(meter.metric);
	return range && { min: meter.format(range.min), max: meter.format(range.max) };
};

/** How far back the sparks reach: `10m`. */
export const spanText = (view: ServerView): string => uptimeShort(view.row.history.length * view.interval);

/** Everything kept of a metric in this many cells. */
export const sparkValues = (view: ServerView, metric: HistoryMetric, columns: number): number[] =>
	condense(view.row.history.tail(metric, historySize), columns);

/** One row of blocks over everything kept. */
export const meterSpark = (view: ServerView, meter: Meter, columns: number): string =>
	sparkline(sparkValues(view, meter.metric, columns), columns, view.theme.glyphs, meter.range);

/** `CPU  147% of 400     ▂▂▃▃▄  max 171` in half a pane; the greatest value is named where 48 cells allow it. */
export const halfMeter = (view: ServerView, meter: Meter, columns: number): Piece[] => {
	const max = columns >= 48 ? rangeOf(view, meter)?.max : undefined;
	const maxText = columns >= 48 ? (max === undefined ? '' : `  max ${max}`).padEnd(11) : '';
	const text = figures(meter);
	const figureColumns = Math.max(15, width(text));
	const sparkColumns = columns - 5 - figureColumns - 1 - width(maxText);
	return [
		fit(meter.label, 5, view.theme.glyphs),
		{ text: fit(text, figureColumns, view.theme.glyphs), ...healthToken(meter.health) },
		` ${meterSpark(view, meter, Math.max(0, sparkColumns))}${maxText}`,
	];
};
