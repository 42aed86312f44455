// How complete and how fresh is what JetStream told our account of its streams and consumers, and why it told nothing.

import { clock } from '../../format/time.ts';
import { countWords, withCommas } from '../../model/count-words.ts';
import { firstAndMore } from '../../model/first-names.ts';
import { type Failure, failureText } from '../../nats/requests.ts';
import { permissionPattern } from '../../nats/subjects.ts';
import type { RoundFacts } from '../jetstream/round-facts.ts';
import type { Honesty } from '../list-facts.ts';

/** How the streams became known: as a list, by their names, or by what permissions name. */
export type ListWay = 'list' | 'names' | 'permitted';

/** What the last list came to. */
export type OwnFacts = {
	/** The account, as a person knows it. */
	account: string;
	/** When a list was there last, our clock. */
	at?: number;
	/** Milliseconds between two lists, and that the last one took. */
	every: number;
	took: number;
	way: ListWay;
	/** Names without an answer. */
	missing: readonly string[];
	/** There is nothing, and nothing is wrong with that: a sentence, and lines about it. */
	none?: string;
	/** The subject that our user may not publish to. */
	denied?: string;
	/** Streams whose consumers our user may not ask for, where he may ask for those of others. */
	forbidden?: number;
	/** Streams that do not answer and whose consumers were never told. */
	untold?: number;
	/** Why nothing came, in words. */
	failed?: string;
	/** Since when no list came, our clock. */
	failsSince?: number;
	/** There are more than are kept. */
	isCut?: true;
};

export const noOwnFacts = (account: string, every: number): OwnFacts => ({
	...{ account, every, took: 0, way: 'list', missing: [] },
});

/** How JetStream numbers that an account has none of it, and that nobody leads it. */
const [notEnabled, noMetaLeader] = [10_039, 10_008];

/** The sentence for where an account has no JetStream, and what an operator does about it. */
const notEnabledText = (account: string, subject: string, failure: Failure): string =>
	[
		`JetStream is not enabled for account ${account}.`,
		'',
		`Asked     ${subject}`,
		`Answer    ${failureText(failure)}`,
		'',
		'An operator enables it:',
		`  in the configuration   accounts { ${account} { jetstream: enabled } }`,
		`  with nsc               nsc edit account -n ${account} --js-disk-storage 10G`,
	].join('\n');

const nobodyText = (account: string): string =>
	[
		`No server that account ${account} reaches answers for JetStream: none runs it, or it is in another domain.`,
	].join('\n');

type Why = Pick<OwnFacts, 'none' | 'denied' | 'failed' | 'failsSince'>;

/** Why no list came, at a time, our clock. */
export const whyNoList = (
	failure: Failure,
	{ account, subject, at, before }: { account: string; subject: string; at: number; before?: number },
): Why => {
	const since = before ?? at;
	switch (failure.kind) {
		case 'no-responders':
			return { none: nobodyText(account) };
		case 'denied':
			return { denied: permissionPattern(failure.subject) };
		case 'timeout':
			return {
				failed: `JetStream did not answer for ${Math.round((failure.ms + at - since) / 1000)}s`,
				failsSince: since,
			};
		case 'refused':
			if (failure.apiCode === notEnabled) return { none: notEnabledText(account, subject, failure) };
			if (failure.apiCode === noMetaLeader)
				return {
					failed: `JetStream has no leader since ${clock(since)}: ${failureText(failure)}`,
					failsSince: since,
				};
			return { failed: failureText(failure), failsSince: since };
		default:
			return { failed: failureText(failure), failsSince: since };
	}
};

/** The same as of servers that are asked one by one, for whoever judges the rows. */
export const roundOf = ({ at, none, denied, failed }: OwnFacts): RoundFacts => {
	const answered = failed === undefined && denied === undefined ? 1 : 0;
	return {
		...{ expected: 1, answered, silent: [], refused: [], tooOld: [], off: [] },
		...((at !== undefined || none !== undefined) && { at, answeredAt: at }),
		...(denied !== undefined && { denied }),
		...(failed !== undefined && { failed }),
	};
};

/** Names that are told at most. */
const mostNames = 3;

const seconds = (ms: number): string => `${Math.round(ms / 1000)}s`;

const ways: Readonly<Record<ListWay, string | undefined>> = {
	list: undefined,
	names: 'asked one by one, as STREAM.LIST is refused',
	permitted: undefined,
};

/** `those of 12 streams may not be asked for`; what is not known of consumers, stream by stream. */
export const unknownParts = ({
	forbidden,
	untold,
}: Pick<OwnFacts, 'forbidden' | 'untold'>): readonly string[] => [
	...(untold === undefined ? [] : [`those of ${countWords(untold, 'stream')} are not known: no answer`]),
	...(forbidden === undefined ? [] : [`those of ${countWords(forbidden, 'stream')} may not be asked for`]),
];

/** `18 not answered: LEGACY, AUDIT and 16 more, every 30s`. */
export const ownHonesty = (facts: OwnFacts, rows: number, noun: readonly [string, string]): Honesty => {
	const { at, every, way, missing, none, denied, failed, isCut } = facts;
	const pace = `every ${seconds(every)}`;
	if (none !== undefined) return { at, every, none };
	const permitted =
		way === 'permitted'
			? `${withCommas(rows)} ${noun[rows === 1 ? 0 : 1]} of an unknown number: only these are permitted`
			: undefined;
	const parts = [
		...(missing.length > 0
			? [`${withCommas(missing.length)} not answered: ${firstAndMore(missing, mostNames)}`]
			: []),
		...(permitted === undefined ? [] : [permitted]),
		...unknownParts(facts),
		...(isCut ? ['more than are kept'] : []),
	];
	return {
		...{ at, every },
		...(denied !== undefined && { denied: { subject: denied, still: stillKnown } }),
		...(failed !== undefined && { failed }),
		...(parts.length > 0
			? {
					partial: `${parts.join('   ')}, ${pace}`,
					short: missing.length > 0 ? `${withCommas(missing.length)} not answered, ${pace}` : parts[0],
				}
			: { note: [ways[way], pace].filter((part) => part !== undefined).join('   ') }),
		...((permitted !== undefined || isCut) && { hasMore: true as const }),
	};
};

const stillKnown = 'Connections, services and subjects are not touched by this.';
