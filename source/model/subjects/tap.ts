// What a tap is: which subjects may be listened to for a while, what it costs everybody, and what has become of it.

import { hasWildcard } from './overlap.ts';
import type { TappedSubject } from './tap-book.ts';

/** A tap ends after so many messages, which its server counts, or after so long, milliseconds. */
export const [mostMessages, longest] = [10_000, 10_000];

/** And after so many bytes: messages can be large, and all of them come over our link. */
export const mostBytes = 64 * 1024 * 1024;

/** What somebody should know before he starts one. */
export const tapPrice: readonly string[] = [
	'While it listens, every request to a subject in it that nobody answers times out instead of failing at once, for all clients of the account.',
	'It also reads the answers to others, where it takes in their inboxes, as > does.',
	'Leafnodes and gateways begin to send for it what nobody wanted there before.',
];

/** Why a subject is not tapped, as a sentence without its end; nothing where it may be. */
export const tapRefusal = (subject: string): string | undefined => {
	if (subject === '' || /\s|[^\x21-\x7e\x80-\u{10ffff}]/u.test(subject)) return 'this is no subject';
	const tokens = subject.split('.');
	if (tokens.includes('') || tokens.slice(0, -1).includes('>')) return `${subject} is no subject`;
	if (subject.startsWith('$') || subject.startsWith('_INBOX'))
		return `${subject} is of the system itself: subjects that begin with $ and inboxes are not tapped`;
	if (!hasWildcard(subject))
		return `${subject} has no wildcard: a tap on it would take messages from a consumer that delivers there`;
	return undefined;
};

/** Why a tap is over. */
export type TapEnd = 'time' | 'messages' | 'bytes' | 'stopped' | 'failed';

export type TapState =
	| { step: 'none' }
	| { step: 'starting'; subject: string; at: number }
	| { step: 'on'; subject: string; at: number }
	| { step: 'over'; subject: string; at: number; ended: number; why: TapEnd; words?: string };

export type TapSnapshot = {
	state: TapState;
	rows: readonly TappedSubject[];
	messages: number;
	bytes: number;
	/** Tokens by which subjects are told apart, and the most there are. */
	depth: number;
	deepest: number;
	/** Milliseconds that it has listened. */
	span: number;
};

export const noTap: TapSnapshot = {
	...{ state: { step: 'none' }, rows: [], messages: 0, bytes: 0, depth: 2, deepest: 1, span: 0 },
};
