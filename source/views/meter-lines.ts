// Meters as the server screen draws them: a row each with its range, or a block of three rows.

import { sparkline2 } from '../format/sparkline.ts';
import { fit } from '../format/text.ts';
import { figures, type Meter, meterSpark, rangeOf, spanText, sparkValues } from './meters.ts';
import { healthToken, type ServerView, viewRow } from './server-view.ts';

const rangeText = (view: ServerView, meter: Meter): string => {
	const range = rangeOf(view, meter);
	if (!range) return '';
	return range.min === range.max ? range.min : `${range.min}${view.theme.glyphs.range}${range.max}`;
};

/** `CPU%      147 of 400  88–171     ▂▂▃▃▃▃▄▄`: figures, range and spark in one row. */
export const meterLine = (view: ServerView, meter: Meter, columns: number): string => {
	const { glyphs } = view.theme;
	const roomy = columns >= 100;
	const label = meter.label + meter.unit;
	const [valueColumns, moreColumns, rangeColumns] = roomy ? [9, 14, 16] : [7, 9, 13];
	const sparkColumns = columns - 1 - 6 - valueColumns - 1 - moreColumns - rangeColumns - (roomy ? 6 : 2);
	const more = meter.more.replace(/^\((.*)\)$/, roomy ? '$1' : '');
	return viewRow(
		view,
		[
			fit(label, 6, glyphs),
			{ text: fit(meter.value, valueColumns, glyphs, 'right'), ...healthToken(meter.health) },
			` ${fit(more, moreColumns, glyphs)}${fit(rangeText(view, meter), rangeColumns, glyphs)}${meterSpark(view, meter, sparkColumns)}`,
		],
		columns,
	);
};

/** Figures with least and greatest, and a spark two rows high under them: three rows. */
export const meterBlock = (view: ServerView, meter: Meter, columns: number): string[] => {
	const { glyphs } = view.theme;
	const range = rangeOf(view, meter);
	const right =
		range === undefined
			? ''
			: range.min === range.max
				? `no change in ${spanText(view)}`
				: `min ${range.min}  max ${range.max}  last ${spanText(view)}`;
	const text = figures(meter);
	const sparkColumns = columns - 5;
	const [upper, lower] = sparkline2(
		sparkValues(view, meter.metric, sparkColumns),
		sparkColumns,
		glyphs,
		meter.range,
	);
	return [
		viewRow(
			view,
			[
				`${meter.label}   `,
				{ text, ...healthToken(meter.health) },
				fit(right, Math.max(0, columns - meter.label.length - text.length - 5), glyphs, 'right'),
			],
			columns,
		),
		viewRow(view, [` ${upper}`], columns),
		viewRow(view, [` ${lower}`], columns),
	];
};
