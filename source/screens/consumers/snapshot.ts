// What the list of consumers is drawn from, and how complete it is.

import { count } from '../../format/number.ts';
import { withCommas } from '../../model/count-words.ts';
import type { LoggedEvent } from '../../model/event.ts';
import type { Consumer } from '../../model/jetstream/consumer.ts';
import type { Glyphs } from '../../theme.ts';
import { honestyOf, noRound, type RoundFacts } from '../jetstream/round-facts.ts';
import type { TabCounts } from '../jetstream/tab-counts.ts';
import type { Honesty } from '../list-facts.ts';
import { type OwnFacts, ownHonesty } from '../own-jetstream/own-facts.ts';

/** The only account that is asked for, as there are too many consumers to ask for all. */
export type OnlyAccount = {
	/** Its name; absent where none is chosen yet, and nothing is asked for. */
	account?: string;
	/** Copies of consumers that it has, and that there are of all accounts. */
	copies: number;
	all: number;
};

export type ConsumersSnapshot = {
	consumers: readonly Consumer[];
	/** What the last round came to. */
	round: RoundFacts;
	/** Milliseconds between two rounds, as they are wished for. */
	period: number;
	only?: OnlyAccount;
	/** The stream that the filter is about, by its name: its own is not told in each row. */
	stream?: string;
	/** By their keys. */
	accountNames: ReadonlyMap<string, string>;
	/** How many rows the tabs have. */
	counts?: TabCounts;
	/** What happened lately, for the events of a consumer that is open. */
	events?: readonly LoggedEvent[];
	/** What JetStream told our own account; absent where servers are asked. */
	own?: OwnFacts;
};

export const noConsumers: ConsumersSnapshot = {
	consumers: [],
	round: noRound,
	period: 10_000,
	accountNames: new Map(),
};

/** What nobody has to be asked for. */
const still = 'Who lost a leader or its quorum stands among the events, on 3.';

/** Numbers in the honesty line need no sign for what is not known. */
const plain: Pick<Glyphs, 'none'> = { none: '-' };

/** `consumers of APP   1,204   3,612 of 61.0K copies`. */
const onlyText = ({ account, copies, all }: OnlyAccount, consumers: number): string =>
	`consumers of ${account}   ${withCommas(consumers)}   ${count(copies, plain)} of ${count(all, plain)} copies`;

/** Why nothing is asked for where no account is chosen. */
const tooManyText = ({ all }: OnlyAccount): string =>
	`${withCommas(all)} copies of consumers are too many to ask for all: narrow them to an account, as in /acc=APP`;

/** How complete the list is, the worst first. */
export const consumersHonesty = ({ consumers, round, only, period, own }: ConsumersSnapshot): Honesty => {
	if (own !== undefined) return ownHonesty(own, consumers.length, ['consumer', 'consumers']);
	if (only !== undefined && only.account === undefined)
		return { at: round.at, failed: tooManyText(only), hasMore: true };
	const missing = only === undefined ? [] : [onlyText(only, consumers.length)];
	const honesty = honestyOf(round, { still, missing });
	const every = Math.max(period, honesty.every ?? 0);
	return { ...honesty, every, ...(only !== undefined && { hasMore: true as const }) };
};
