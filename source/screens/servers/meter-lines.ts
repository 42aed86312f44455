// Meters with room around them: a row each with their range, or a spark one or two rows high under the figures.

import { sparkline2 } from '../../format/sparkline.ts';
import { fit } from '../../format/text.ts';
import {
	figures,
	inkOf,
	type Meter,
	type MeterHistory,
	meterHistory,
	meterSpark,
	rangeText,
} from './meters.ts';
import { healthToken, type ServerView, viewRow } from './server-view.ts';

/** The unit stands in the label, where there is one to have, whether or not the value is known. */
const lineLabel = ({ totals }: ServerView, { label, metric }: Meter): string => {
	if (metric === 'cpu') return `${label}%`;
	return (metric === 'in' || metric === 'out') && !totals ? `${label}/s` : label;
};

/** `CPU%      147 of 400  88–171     ▂▂▃▃▃▃▄▄`: figures, range and spark in one row. */
export const meterLine = (view: ServerView, meter: Meter, columns: number): string => {
	const { glyphs } = view.theme;
	const roomy = columns >= 100;
	const [valueColumns, moreColumns, rangeColumns] = roomy ? [9, 14, 16] : [7, 9, 13];
	const sparkColumns = columns - 8 - valueColumns - moreColumns - rangeColumns - (roomy ? 6 : 2);
	const past = meterHistory(view, meter, sparkColumns);
	const more = meter.more(moreColumns - 1).replace(/^\((.*)\)$/, roomy ? '$1' : '');
	return viewRow(
		view,
		[
			fit(lineLabel(view, meter), 6, glyphs),
			{ text: fit(meter.value(valueColumns), valueColumns, glyphs, 'right'), ...healthToken(meter.health) },
			` ${fit(more, moreColumns, glyphs)}${fit(rangeText(past, view), rangeColumns, glyphs)}`,
			meterSpark(view, meter, past, sparkColumns),
		],
		columns,
	);
};

/** Figures on the left; least, greatest and how far back on the right. */
const headRow = (view: ServerView, meter: Meter, past: MeterHistory, columns: number): string => {
	const { glyphs } = view.theme;
	const text = figures(meter);
	const label = meter.label.padEnd(6);
	const still = `no change in ${past.span}`;
	const moving = `min ${past.min}  max ${past.max}  last ${past.span}`;
	const right = past.min === undefined ? '' : past.min === past.max ? still : moving;
	return viewRow(
		view,
		[
			`${label} `,
			{ text, ...healthToken(meter.health) },
			fit(right, Math.max(0, columns - label.length - text.length - 3), glyphs, 'right'),
		],
		columns,
	);
};

/** Figures and extremes, and under them a spark over the whole width: two rows. */
export const tallMeter = (view: ServerView, meter: Meter, columns: number): string[] => {
	const past = meterHistory(view, meter, columns - 4);
	return [
		headRow(view, meter, past, columns),
		viewRow(view, [' ', meterSpark(view, meter, past, columns - 4)], columns),
	];
};

/** As `tallMeter`, with a spark two rows high: three rows. */
export const meterBlock = (view: ServerView, meter: Meter, columns: number): string[] => {
	const past = meterHistory(view, meter, columns - 4);
	const [upper, lower] = sparkline2(past.cells, columns - 4, view.theme.glyphs, past.range);
	return [
		headRow(view, meter, past, columns),
		...[upper, lower].map((text) => viewRow(view, [' ', { text, token: inkOf(meter.health) }], columns)),
	];
};
