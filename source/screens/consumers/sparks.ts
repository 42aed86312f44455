// What a consumer did over its last rounds: what was delivered, acknowledged, and what waits.

import { count } from '../../format/number.ts';
import { roomyColumns } from '../../format/screen-sizes.ts';
import { ownScale, sparkline } from '../../format/sparkline.ts';
import { fit } from '../../format/text.ts';
import { uptime } from '../../format/time.ts';
import { healthInColumn } from '../../model/checks/trouble.ts';
import { markOf } from '../../model/health.ts';
import type { ConsumerMetric } from '../../model/jetstream/consumer.ts';
import { ringSlots } from '../../model/round-ring.ts';
import { type ConsumerView, consumerRow } from './detail-lines.ts';

type Spark = { label: string; metric: ConsumerMetric; now: string; more: string; column: string };

const sparksOf = ({ row, look }: ConsumerView): Spark[] => {
	const { glyphs, exact } = look;
	const text = (value: number | undefined): string => count(value, glyphs, exact);
	const left = row.catchesUpIn === undefined ? '' : `done in ${uptime(row.catchesUpIn)}`;
	const max = row.config?.maxAckPending;
	const open = `${text(row.ackPending)} open${max === undefined ? '' : ` of ${text(max)}`}`;
	return [
		{ label: 'PEND', metric: 'pending', now: text(row.pending), more: left, column: 'pending' },
		{
			...{ label: 'DLV/s', metric: 'delivered', now: text(row.deliveredRate), column: 'redelivered' },
			more: `${text(row.redelivered)} again`,
		},
		{ label: 'ACK/s', metric: 'acked', now: text(row.ackedRate), more: open, column: 'ack' },
	];
};

/** ` PEND     1.2M!                   41.0K–1.2M   ▃▃▃▄▄▅▅▆`. */
export const sparkRows = (view: ConsumerView): string[] => {
	const { row, look, width } = view;
	const { glyphs } = look;
	const [labelWidth, nowWidth, moreWidth, rangeWidth] =
		width >= roomyColumns ? [6, 8, 22, 14] : [6, 7, 20, 12];
	const room = Math.max(
		0,
		Math.min(ringSlots, width - 2 - labelWidth - nowWidth - moreWidth - rangeWidth - 4),
	);
	return sparksOf(view).map(({ label, metric, now, more, column }) => {
		const past = row.history?.tail(metric, room) ?? [];
		const { range, text } = ownScale(past, (value) => count(value, glyphs), glyphs);
		const health = healthInColumn(row.troubles, column);
		return consumerRow(view, [
			fit(label, labelWidth, glyphs),
			{ text: fit(now + (metric === 'pending' ? markOf(health) : ''), nowWidth, glyphs, 'right') },
			'  ',
			{
				text: fit(more + (metric === 'pending' ? '' : markOf(health)), moreWidth, glyphs),
				...(health && { token: health }),
			},
			` ${fit(text, rangeWidth, glyphs)} `,
			{ text: sparkline(past, room, glyphs, range), token: 'spark' },
		]);
	});
};
