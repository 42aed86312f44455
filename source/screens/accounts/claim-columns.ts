// The columns of what an account is allowed: how full its limits are, its JetStream, and when its claims end.

import { judged } from '../../format/cell.ts';
import { uptimeShort } from '../../format/time.ts';
import type { Account } from '../../model/account.ts';
import { isGone } from '../../model/account-claims.ts';
import {
	allJetStreamLimits,
	connectionLimits,
	type LimitUse,
	worstShare,
} from '../../model/account-limit-use.ts';
import { percentText } from '../../model/checks/check.ts';
import { healthInColumn, healthOf } from '../../model/checks/trouble.ts';
import type { Health } from '../../model/health.ts';
import { shares, timeSpans } from '../../table/filter-quantity.ts';
import type { AccountColumn } from './facts.ts';

/** The mark of some limits: the worst of what the check about limits says of them. */
export const limitHealth = ({ troubles }: Account, figures: readonly LimitUse[]): Health => {
	const { parts = [] } = troubles.find(({ check }) => check === 'account-limits') ?? {};
	const own = parts.filter(({ what }) => figures.some((figure) => figure.what === what));
	return healthOf((own.find(({ severity }) => severity === 'critical') ?? own[0])?.severity);
};

const limitColumn = (
	column: Pick<AccountColumn, 'id' | 'title' | 'about' | 'width' | 'priority' | 'json'>,
	figures: (account: Account) => readonly LimitUse[],
): AccountColumn => ({
	...{ ...column, align: 'right', descending: true, ofNow: true, unit: shares },
	value: (account) => worstShare(figures(account)),
	cell(account, width, { glyphs }) {
		const share = worstShare(figures(account));
		const text = share === undefined ? glyphs.none : percentText(share);
		return judged(() => text, width, limitHealth(account, figures(account)), glyphs);
	},
});

/** Milliseconds until the claims of an account end; none are left where they have. */
const leftOf = ({ claims }: Account, now: number): number | undefined => {
	if (claims === undefined) return undefined;
	return isGone(claims, now) ? 0 : claims.expires && claims.expires - now;
};

export const claimColumns: readonly AccountColumn[] = [
	limitColumn(
		{
			id: 'js',
			title: 'JS',
			about: 'JetStream memory, storage, streams or consumers, the fullest, of its limit',
			width: 6,
			priority: 11,
			json: 'jetstream',
		},
		allJetStreamLimits,
	),
	limitColumn(
		{
			id: 'limit',
			title: 'LIMIT',
			about: 'connections or leafnodes, the fuller, of its limit',
			width: 6,
			priority: 13,
			json: 'limits',
		},
		connectionLimits,
	),
	{
		...{
			id: 'exp',
			title: 'EXP',
			about: 'until its claims end; gone where they have',
			width: 5,
			priority: 14,
		},
		...{ align: 'right', unit: timeSpans, aliases: ['expires'], json: 'expires' },
		value: (account, { now }) => leftOf(account, now),
		cell(account, width, { glyphs, now }) {
			const left = leftOf(account, now);
			const text = left === 0 ? 'gone' : left === undefined ? glyphs.none : uptimeShort(left);
			return judged(() => text, width, healthInColumn(account.troubles, 'exp'), glyphs);
		},
	},
];
