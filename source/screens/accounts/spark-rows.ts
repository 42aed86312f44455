// What an account did over the last minutes: a row a figure, with its limit, its least, its greatest and its trend.

import { bytes, count } from '../../format/number.ts';
import { roomyColumns } from '../../format/screen-sizes.ts';
import { condense, ownScale, sparkline } from '../../format/sparkline.ts';
import { fit } from '../../format/text.ts';
import { connectionLimits } from '../../model/account-limit-use.ts';
import { percentText } from '../../model/checks/check.ts';
import { healthInColumn } from '../../model/checks/trouble.ts';
import { type Health, markOf } from '../../model/health.ts';
import type { HistoryMetric } from '../../model/history.ts';
import { limitHealth } from './claim-columns.ts';
import { type AccountView, accountRow } from './detail-lines.ts';

/** Two figures now, how bad the last of them is, and what goes back. */
type Spark = { label: string; metric: HistoryMetric; now: string; more: string; health?: Health };

const sparksOf = ({ account, look }: AccountView): Spark[] => {
	const { glyphs, exact } = look;
	const { rates, ratesArePartial, sentIsRouted, troubles, slowGrowth } = account;
	const msgs = (value: number | undefined, isRough = false): string =>
		(value !== undefined && isRough ? '~' : '') + count(value, glyphs, exact);
	const size = (value: number | undefined, isRough: boolean): string =>
		value === undefined ? '' : (isRough ? '~' : '') + bytes(value, glyphs, exact);
	const [conns] = connectionLimits(account);
	const limit = conns?.limit === undefined ? '' : `of ${count(conns.limit, glyphs)}`;
	const share = conns?.share === undefined ? '' : ` ${percentText(conns.share)}`;
	const out = ratesArePartial || sentIsRouted;
	return [
		{
			...{ label: 'CONNS', metric: 'connections', now: msgs(account.connections), more: limit + share },
			health: limitHealth(account, connectionLimits(account).slice(0, 1)),
		},
		{
			...{ label: 'IN/s', metric: 'in', now: msgs(rates?.in?.msgs, ratesArePartial) },
			more: size(rates?.in?.bytes, ratesArePartial),
		},
		{
			...{ label: 'OUT/s', metric: 'out', now: msgs(rates?.out?.msgs, out) },
			more: size(rates?.out?.bytes, out),
		},
		{
			...{ label: 'CHURN/m', metric: 'churn', now: msgs(account.churn), more: '' },
			health: healthInColumn(troubles, 'churn'),
		},
		{
			...{ label: 'SLOW', metric: 'slow', now: msgs(account.slowConsumers) },
			more: slowGrowth > 0 ? `${glyphs.up}${slowGrowth}` : '',
			health: healthInColumn(troubles, 'slow'),
		},
	];
};

/** ` IN/s       201K  209M           188K–233K     ▃▃▃▄▄▅▅▆`. */
export const sparkRows = (view: AccountView): string[] => {
	const { account, look, width } = view;
	const { glyphs } = look;
	const isRoomy = width >= roomyColumns;
	const [labelWidth, nowWidth, moreWidth, rangeWidth] = isRoomy ? [8, 9, 16, 14] : [7, 7, 14, 12];
	const room = Math.max(0, width - 2 - labelWidth - nowWidth - moreWidth - rangeWidth - 3);
	return sparksOf(view).map(({ label, metric, now, more, health }) => {
		const past = account.history?.tail(metric, account.history.length) ?? [];
		const { range, text } = ownScale(past, (value) => count(value, glyphs), glyphs);
		const [first, second] = more === '' ? [now + markOf(health), ''] : [now, more + markOf(health)];
		return accountRow(view, [
			fit(label, labelWidth, glyphs),
			{ text: fit(first, nowWidth, glyphs, 'right'), ...(health && more === '' && { token: health }) },
			' ',
			{ text: fit(second, moreWidth, glyphs), ...(health && more !== '' && { token: health }) },
			` ${fit(text, rangeWidth, glyphs)} `,
			{ text: sparkline(condense(past, room), room, glyphs, range), token: 'spark' },
		]);
	});
};
