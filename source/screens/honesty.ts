// How complete and how fresh a list is, in words: the honesty line, and what stands in place of rows.

import type { Piece } from '../format/pieces.ts';
import { duration } from '../format/time.ts';
import type { Honesty } from './list-facts.ts';

/** The number of missed rounds after which a snapshot is old. */
const roundsMissed = 3;

/** How honest a list is of which there are no answers of the moment that is looked back on, and why. */
export const withoutAnswers = (why: string): Honesty => ({
	none: `${why.charAt(0).toUpperCase()}${why.slice(1)}.`,
	note: why,
});

type Part = { text: string; short?: string; token: 'crit' | 'warn' | 'muted' };

/** The judgement of a list, for its pane. */
export type ListHonesty = {
	/** The parts of the honesty line, the worst first; none where all is well. */
	parts: readonly Part[];
	/** The reasons why there are no rows, a sentence each, with the server's words whole; none where all is well. */
	reasons: readonly string[];
	/** Why there can be no rows, where nothing is wrong. */
	none?: string;
	/** True where there are more rows than are known. */
	hasMore?: true;
	/** True once a round has ended: that there are no rows is an answer then. */
	isAnswered?: true;
	/** Since when the list stands still; absent while it is fresh. */
	oldSince?: number;
};

/** Judges a snapshot at `now`, our clock, where a round begins every `interval` milliseconds. */
export const judgeHonesty = (
	{ at, denied, failed, partial, note, short, none, hasMore, every = 0 }: Honesty,
	now: number,
	interval: number,
): ListHonesty => {
	const isOld = at !== undefined && now - at > roundsMissed * Math.max(interval, every);
	const parts: (Part | undefined)[] = [
		denied && { text: `not permitted: ${denied.subject}`, token: 'crit' },
		failed === undefined ? undefined : { text: failed, token: 'crit' },
		partial === undefined ? undefined : { text: partial, short, token: 'warn' },
		isOld ? { text: `${duration(now - at)} old`, token: 'muted' } : undefined,
		note === undefined
			? undefined
			: { text: note, short: partial === undefined ? short : undefined, token: 'muted' },
	];
	return {
		parts: parts.filter((part) => part !== undefined),
		reasons: [
			...(denied
				? [`Not permitted: ${denied.subject}`, denied.still, 'The user must be allowed to publish there.']
				: []),
			...(failed === undefined ? [] : [failed]),
		],
		...(none !== undefined && { none }),
		...(at !== undefined && { isAnswered: true as const }),
		...(isOld && { oldSince: at }),
		...(hasMore && { hasMore }),
	};
};

/** The parts as the right end of a row: all of them where it is roomy, else the worst. */
export const honestyEnd = ({ parts }: ListHonesty, roomy: boolean): Piece[] =>
	(roomy ? parts : parts.slice(0, 1)).flatMap(({ text, short, token }, index) => {
		const part = { text: roomy ? text : (short ?? text), token };
		return index === 0 ? [part] : ['  ', part];
	});
