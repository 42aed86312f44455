// Checks of an account: clients that cannot keep up, and clients that come and go.

import type { Account } from '../account.ts';
import { type Check, findingOf, type Trouble } from './check.ts';

type AccountCheck = Check<Account, undefined>;

/** So many times what is usual is not usual any more. */
const unusual = 3;

/** Servers named at most. */
const mostNames = 3;

const slow: AccountCheck = {
	id: 'slow',
	column: 'slow',
	about: 'slow consumers that came within a minute',
	thresholds: { warn: 0, critical: 9 },
	judge({ slowGrowth, shares }, _, thresholds) {
		const where = shares.filter((share) => share.slowGrowth > 0).map(({ server }) => server.name);
		const more = where.length > mostNames ? ` and ${where.length - mostNames} more servers` : '';
		return findingOf(
			slowGrowth,
			thresholds,
			(by) => `${by} more slow consumers on ${where.slice(0, mostNames).join(', ')}${more}`,
		);
	},
};

const churn: AccountCheck = {
	id: 'churn',
	column: 'churn',
	about: `connects within a minute, where they are over ${unusual} times as many as usual`,
	thresholds: { warn: 120, critical: 1200 },
	judge({ churn: minute, usualChurn }, _, thresholds) {
		if (minute !== undefined && usualChurn !== undefined && minute <= unusual * usualChurn) return undefined;
		const usual = usualChurn === undefined ? '' : `, ${Math.round(usualChurn)} usually do`;
		return findingOf(minute, thresholds, (count) => `${count} clients connected within a minute${usual}`);
	},
};

export const accountChecks: readonly AccountCheck[] = [slow, churn];

/** Everything that is wrong with an account, the worst first. */
export const accountTroubles = (account: Account): readonly Trouble[] => {
	const found = accountChecks.flatMap(({ id, column, judge, thresholds = {} }): Trouble[] => {
		const finding = judge(account, undefined, thresholds);
		return finding ? [{ check: id, ...finding, ...(column && { column }) }] : [];
	});
	const critical = found.filter(({ severity }) => severity === 'critical');
	return [...critical, ...found.filter(({ severity }) => severity !== 'critical')];
};

/** How it stands among others: 0 where nothing is wrong, and the greater the worse. */
export const accountRank = ([worst]: readonly Trouble[]): number => {
	if (worst === undefined) return 0;
	const place = accountChecks.findIndex(({ id }) => id === worst.check);
	return (worst.severity === 'critical' ? 2 : 1) * accountChecks.length + accountChecks.length - place;
};
