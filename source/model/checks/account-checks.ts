// Checks of an account: claims that end, limits that are reached, clients that cannot keep up, and clients that come and go.

import type { Account } from '../account.ts';
import { type AccountClaims, isGone } from '../account-claims.ts';
import {
	allJetStreamLimits,
	connectionLimits,
	fullShare,
	type LimitUse,
	worstShare,
} from '../account-limit-use.ts';
import { countWords } from '../count-words.ts';
import { firstAndMore } from '../first-names.ts';
import { spanText } from '../span-text.ts';
import {
	type Check,
	type Finding,
	findingOf,
	type Part,
	percentText,
	type Severity,
	severityOf,
	type Thresholds,
} from './check.ts';

/** What an account is judged by beside itself: our time. */
export type AccountMoment = { now: number };

type AccountCheck = Check<Account, AccountMoment>;

/** So many times what is usual is not usual any more. */
const unusual = 3;

/** Servers named at most. */
const mostNames = 3;

const slow: AccountCheck = {
	id: 'slow',
	column: 'slow',
	about: 'slow consumers that came within a minute',
	thresholds: { warn: 0, critical: 9 },
	figure: ({ slowGrowth }) => slowGrowth,
	judge({ slowGrowth, shares }, _, thresholds) {
		const where = shares.filter((share) => share.slowGrowth > 0).map(({ server }) => server.name);
		return findingOf(
			slowGrowth,
			thresholds,
			(by) =>
				`${countWords(by, 'more slow consumer')} on ${firstAndMore(where, mostNames, { noun: 'servers' })}`,
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
	figure: ({ churn: minute }) => minute,
	unknown: 'not permitted to hear who connects',
	says: ({ churn: minute, usualChurn }) => (minute === undefined ? undefined : churnText(minute, usualChurn)),
	judge({ churn: minute, usualChurn }, _, thresholds) {
		if (minute !== undefined && usualChurn !== undefined && minute <= unusual * usualChurn) return undefined;
		return findingOf(minute, thresholds, (count) => churnText(count, usualChurn));
	},
};

const limitText = ({ what, used, limit, share = 0 }: LimitUse): string => {
	if (limit === 0) return `${what}: none are allowed, and there are ${used}`;
	return `${what}: ${share >= 1 ? 'all' : percentText(share)} of the limit is used`;
};

/** The fullest first. */
const limitsOf = (account: Account): readonly LimitUse[] =>
	[...connectionLimits(account), ...allJetStreamLimits(account)].sort(
		(a, b) => (b.share ?? 0) - (a.share ?? 0),
	);

/** Limits named at most. */
const mostLimits = 4;

/** What stands at a threshold has reached it. */
const reached = (share: number, { warn, critical }: Thresholds): Finding['severity'] | undefined => {
	if (critical !== undefined && share >= critical) return 'critical';
	return warn !== undefined && share >= warn ? 'warn' : undefined;
};

/** The limits that are told of: those that have reached a threshold, else the fullest. */
const reachedLimits = (account: Account, { warn, critical }: Thresholds): readonly LimitUse[] => {
	const figures = limitsOf(account);
	const share = worstShare(figures);
	if (share === undefined) return [];
	const least = Math.min(share, warn ?? 1, critical ?? 1);
	return figures.filter((figure) => (figure.share ?? 0) >= least);
};

const limitsText = (figures: readonly LimitUse[]): string =>
	firstAndMore(figures.map(limitText), mostLimits, { noun: 'limits' });

const isGraver = (a: Severity, b: Severity): boolean => a === 'critical' && b === 'warn';

const limits: AccountCheck = {
	id: 'account-limits',
	about: 'connections, leafnodes and JetStream of an account, of their limits',
	thresholds: { warn: fullShare, critical: 1 },
	unit: 'share',
	isReached: true,
	swings: true,
	figure: (account) => worstShare(limitsOf(account)),
	unknown: 'no server tells of a limit',
	says: (account, _, thresholds) => limitsText(reachedLimits(account, thresholds)) || undefined,
	partsOf(account, thresholds, severity) {
		const [fullest, ...others] = reachedLimits(account, thresholds);
		if (fullest === undefined) return [];
		const part = ({ what, share = 0 }: LimitUse): Part => {
			if (share === fullest.share) return { what, severity };
			// None is worse than what is said of all.
			const own = reached(share, thresholds) ?? 'warn';
			return { what, severity: isGraver(own, severity) ? severity : own };
		};
		return [fullest, ...others].map(part);
	},
	judge(account, _, thresholds) {
		const figures = reachedLimits(account, thresholds);
		const { share } = figures[0] ?? {};
		const severity = share === undefined ? undefined : reached(share, thresholds);
		return (
			severity && {
				...{ severity, text: limitsText(figures) },
				parts: limits.partsOf?.(account, thresholds, severity),
			}
		);
	},
};

const day = 86_400_000;

const endOf = (claims: AccountClaims, now: number, thresholds: Thresholds): Finding | undefined => {
	if (isGone(claims, now))
		return {
			severity: 'critical',
			text: 'its claims have ended: no client of it can connect',
			column: 'exp',
		};
	const left = (claims.expires ?? Number.POSITIVE_INFINITY) - now;
	const severity = severityOf(left / day, thresholds, true);
	return severity && { severity, text: `its claims end in ${spanText(left)}`, column: 'exp' };
};

const invalidImports = ({ imports }: AccountClaims): Finding | undefined => {
	const invalid = imports.filter(({ isInvalid }) => isInvalid);
	const [first] = invalid;
	if (first === undefined) return undefined;
	const text =
		invalid.length > 1
			? `${invalid.length} imports, ${first.subject} among them, are not allowed by the other account`
			: `import ${first.subject} is not allowed by the other account`;
	return { severity: 'warn', text };
};

const claims: AccountCheck = {
	id: 'claims',
	about: 'days until the claims of an account end; also an import that the other account does not allow',
	thresholds: { warn: 14, critical: 2 },
	unit: 'days',
	isLeast: true,
	figure: ({ claims: known }, { now }) =>
		known?.expires === undefined ? undefined : (known.expires - now) / day,
	unknown: 'no claims have an end, or none were told',
	judge({ claims: known }, { now }, thresholds) {
		if (known === undefined) return undefined;
		const [end, invalid] = [endOf(known, now, thresholds), invalidImports(known)];
		return end && invalid ? { ...end, text: `${end.text}, and ${invalid.text}` } : (end ?? invalid);
	},
};

/** The gravest first. */
export const accountChecks: readonly AccountCheck[] = [slow, limits, churn, claims];
