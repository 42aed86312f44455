// What can be wrong with the route between two servers of a cluster, as one of them is concerned.

import type { Finding } from '../checks/check.ts';
import { countWords } from '../count-words.ts';
import { firstAndMore } from '../first-names.ts';

/**
 * `missing`: neither end tells of it, or the other end says nothing. `one-sided`: only the other end tells of it. `short`: it has
 * fewer connections than both ends have to most others.
 */
export type RouteTrouble = {
	peer: string;
	kind: 'missing' | 'one-sided' | 'short';
	/** Since when, our clock. */
	since: number;
	/** Connections there are, and should be, of a short one. */
	has?: number;
	of?: number;
};

/** A server that has just begun has no routes yet, milliseconds. */
export const settledAfter = 5000;

/** A half-open route heals, or goes, or it is critical after so long, milliseconds. */
const halfOpenFor = 30_000;

/** Whether nothing gets from one end to the other, or it cannot be hoped any more that it does. */
const isLost = ({ kind, since }: RouteTrouble, at: number): boolean =>
	kind === 'missing' || (kind === 'one-sided' && at - since >= halfOpenFor);

const namesOf = (troubles: readonly RouteTrouble[]): string => firstAndMore(troubles.map(({ peer }) => peer));

const shortText = (troubles: readonly RouteTrouble[]): string => {
	const [first] = troubles;
	if (first === undefined) return '';
	const { peer, has = 0, of = 0 } = first;
	const most = `${has} of ${countWords(of, 'connection')} to ${peer}`;
	return troubles.length === 1 ? most : `${most}, and too few to ${troubles.length - 1} more`;
};

/** What is wrong with the routes of a server at a moment, our clock, in one sentence. */
export const routeFinding = (troubles: readonly RouteTrouble[], at: number): Finding | undefined => {
	const of = (wanted: RouteTrouble['kind']) => troubles.filter(({ kind }) => kind === wanted);
	const [missing, half, short] = [of('missing'), of('one-sided'), of('short')];
	const parts = [
		...(missing.length > 0 ? [`no route to ${namesOf(missing)}`] : []),
		...(half.length > 0
			? [
					half.length === 1
						? `no route to ${namesOf(half)}, which still tells of one`
						: `no route to ${namesOf(half)}, which still tell of one`,
				]
			: []),
		...(short.length > 0 ? [shortText(short)] : []),
	];
	const [text] = parts;
	if (text === undefined) return undefined;
	const severity = troubles.some((trouble) => isLost(trouble, at)) ? 'critical' : 'warn';
	return { severity, text: parts.join('; ') };
};
