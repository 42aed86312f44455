// Checks of an account: clients that cannot keep up, and clients that come and go.

import type { Account } from '../account.ts';
import { type Check, findingOf } from './check.ts';

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

const churnText = (count: number, usual: number | undefined): string =>
	`${count} clients connected within a minute${usual === undefined ? '' : `, ${Math.round(usual)} usually do`}`;

const churn: AccountCheck = {
	id: 'churn',
	column: 'churn',
	about: `connects within a minute, where they are over ${unusual} times as many as usual`,
	thresholds: { warn: 120, critical: 1200 },
	swings: true,
	says: ({ churn: minute, usualChurn }) => (minute === undefined ? undefined : churnText(minute, usualChurn)),
	judge({ churn: minute, usualChurn }, _, thresholds) {
		if (minute !== undefined && usualChurn !== undefined && minute <= unusual * usualChurn) return undefined;
		return findingOf(minute, thresholds, (count) => churnText(count, usualChurn));
	},
};

/** The gravest first. */
export const accountChecks: readonly AccountCheck[] = [slow, churn];
