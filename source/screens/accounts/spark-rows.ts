// What an account did over the last minutes: a row a figure, with its least, its greatest and its trend.

import { bytes, count } from '../../format/number.ts';
import { condense, sparkline } from '../../format/sparkline.ts';
import { fit } from '../../format/text.ts';
import type { HistoryMetric } from '../../model/history.ts';
import { type AccountView, accountRow } from './detail-lines.ts';

type Spark = { label: string; metric: HistoryMetric; now: string };

const labelWidth = 8;
const nowWidth = 8;
const rangeWidth = 14;

const sparksOf = ({ account, look }: AccountView): Spark[] => {
	const { glyphs } = look;
	const rough = (isRough: boolean): string => (isRough ? '~' : '');
	const { rates, ratesArePartial, sentIsRouted } = account;
	const [into, out] = [rough(ratesArePartial), rough(ratesArePartial || sentIsRouted)];
	const msgs = (value: number | undefined, mark = ''): string =>
		(value === undefined ? '' : mark) + count(value, glyphs);
	const size = (value: number | undefined, mark: string): string =>
		(value === undefined ? '' : mark) + bytes(value, glyphs);
	return [
		{ label: 'CONNS', metric: 'connections', now: msgs(account.connections) },
		{ label: 'IN/s', metric: 'in', now: msgs(rates?.in?.msgs, into) },
		{ label: 'BIN/s', metric: 'inBytes', now: size(rates?.in?.bytes, into) },
		{ label: 'OUT/s', metric: 'out', now: msgs(rates?.out?.msgs, out) },
		{ label: 'BOUT/s', metric: 'outBytes', now: size(rates?.out?.bytes, out) },
		{ label: 'CHURN/m', metric: 'churn', now: msgs(account.churn) },
		{ label: 'SLOW', metric: 'slow', now: msgs(account.slowConsumers) },
	];
};

/** ` IN/s       201K  188K–233K     ▃▃▃▄▄▅▅▆`. */
export const sparkRows = (view: AccountView): string[] => {
	const { account, look, width } = view;
	const { glyphs } = look;
	const room = Math.max(0, width - 2 - labelWidth - nowWidth - rangeWidth - 3);
	return sparksOf(view).map(({ label, metric, now }) => {
		const range = account.history?.range(metric);
		const write = metric.endsWith('Bytes') ? bytes : count;
		const text =
			range && range.min < range.max
				? `${write(range.min, glyphs)}${glyphs.range}${write(range.max, glyphs)}`
				: '';
		const values = condense(account.history?.tail(metric, account.history.length) ?? [], room);
		return accountRow(view, [
			`${fit(label, labelWidth, glyphs)}${fit(now, nowWidth, glyphs, 'right')}  ${fit(text, rangeWidth, glyphs)} `,
			{ text: sparkline(values, room, glyphs), token: 'spark' },
		]);
	});
};
