// The streams of our own account, as JetStream lists them, for as long as somebody looks: no key waits for a slow list.

import { setTimeout as wait } from 'node:timers/promises';
import type { Stream } from '../../model/jetstream/stream.ts';
import { askStreamInfo } from '../../nats/js-api.ts';
import { offlineWhy } from '../../nats/requests.ts';
import { isSubjectToken } from '../../nats/subjects.ts';
import type { Wire } from '../../nats/wire.ts';
import { paced } from '../paced.ts';
import { polledSource, type Round } from '../polled-source.ts';
import type { Source, Watching } from '../source.ts';
import { usualInterval } from '../streams/rounds.ts';
import { noStreams, type StreamsSnapshot } from '../streams/snapshot.ts';
import { slowBase, slowList } from './list-consumers.ts';
import { type ListNeeds, listStreams } from './list-streams.ts';
import { ownCounts } from './own-counts.ts';
import { roundOf } from './own-facts.ts';
import { askerOf, learnAccount, type OwnMemory, ownMemory, streamsBase } from './own-memory.ts';
import { mentionServers, permittedStreams } from './own-session.ts';

/** The class of lists of streams in the budget. */
const listClass = 'js-streams';

/** Milliseconds that a picture waits for a list that has begun. */
const patience = 250;

/** Milliseconds between two rounds where streams are asked for one by one, and so many of them a round. */
const [oneByOneBase, oneByOne] = [2000, 14];

/** JetStream is asked again so much later where an account has none, milliseconds. */
const noneBase = 60_000;

/** Lists take long, or leave some out: those that answer are asked for one by one between them. */
const isSlow = ({ facts }: OwnMemory): boolean =>
	facts.took > slowList || facts.missing.length > 0 || facts.failed !== undefined;

/** Milliseconds between two lists. */
const listEvery = (memory: OwnMemory, interval: number): number => {
	if (memory.facts.none !== undefined || memory.facts.denied !== undefined) return noneBase;
	return isSlow(memory) ? slowBase : (streamsBase * interval) / usualInterval;
};

/** The picture of what is kept. */
export const ownStreamsSnapshot = (
	memory: OwnMemory,
	watching: Pick<Watching, 'events'>,
	now: number,
): StreamsSnapshot => {
	const { facts, streams, consumers } = memory;
	const { events, accountNames } = watching.events.get();
	const rows = facts.none === undefined ? streams.streams(facts.account, now) : [];
	return {
		...{ ...noStreams, streams: rows, round: roundOf(facts), isFull: streams.isFull, events, accountNames },
		own: facts,
		counts: ownCounts(rows, consumers, memory.consumerFacts, facts),
	};
};

/** Begins a list, where none is under way. */
const begin = (needs: ListNeeds): Promise<void> => {
	const { memory } = needs;
	memory.listedAt = performance.now();
	memory.listing ??= listStreams(needs).finally(() => {
		memory.listing = undefined;
	});
	return memory.listing;
};

/** A list of streams for whoever needs one first: the one that is under way, a fresh one, or none where one is fresh enough. */
export const listed = (needs: ListNeeds, every: number, isWished = false): Promise<void> | undefined => {
	const { memory } = needs;
	if (memory.listing !== undefined) return memory.listing;
	if (isWished) memory.isListDenied = false;
	const isDue = memory.listedAt === undefined || performance.now() - memory.listedAt >= every;
	return isDue || isWished ? begin(needs) : undefined;
};

/** Asks for single streams where lists are slow: the one that is looked at, and some of the others in turn. */
const askSome = async (
	needs: ListNeeds,
	rows: readonly Stream[],
	{ focused, lookedAt }: Pick<Round<StreamsSnapshot>, 'focused' | 'lookedAt'>,
): Promise<void> => {
	const { asker, memory } = needs;
	const may = (one: Stream): boolean => one.noAnswer === undefined && isSubjectToken(one.stream);
	const chosen = rows.filter(({ key }) => key === (focused ?? lookedAt?.cursor)).filter(may);
	const others = isSlow(memory) && focused === undefined ? rows.filter(may) : [];
	const from = others.length === 0 ? 0 : memory.turn % others.length;
	const some = [...others.slice(from), ...others.slice(0, from)].slice(0, oneByOne);
	memory.turn = from + some.length;
	const isWanted = focused !== undefined || isSlow(memory);
	if (!isWanted) return;
	await Promise.all(
		[...new Set([...chosen, ...some])].map(async ({ stream, key }) => {
			const result = await askStreamInfo(asker, stream, key === focused);
			const offline = result.ok ? undefined : offlineWhy(result.failure);
			if (result.ok) memory.streams.hear(result.value);
			else if (offline !== undefined) memory.streams.miss(stream, asker.wire.now(), offline.why);
			else return;
			memory.version++;
			needs.onNews?.();
		}),
	);
};

/** Opens the streams of our account; a list that takes long is shown when it comes, and keeps nobody waiting. */
export const openOwnStreams = (watching: Watching): Source<StreamsSnapshot> => {
	const { governor, past } = watching;
	let seen = -1;
	let isOpen = false;
	const memory = ownMemory(watching);
	const ask = async (
		wire: Wire,
		before: StreamsSnapshot,
		round: Round<StreamsSnapshot>,
	): Promise<StreamsSnapshot> => {
		learnAccount(memory, watching);
		const picture = (): StreamsSnapshot => ownStreamsSnapshot(memory, watching, wire.now());
		const soon = paced(() => round.show(picture()));
		const asker = askerOf(wire, memory, {
			...{ spend: (cost) => governor.spend(listClass, cost), mayAsk: watching.account?.mayAsk },
		});
		const needs: ListNeeds = { asker, memory, permitted: permittedStreams(watching), onNews: soon.soon };
		isOpen = round.focused !== undefined;
		if (past !== undefined) {
			await listStreams({ ...needs, onNews: undefined });
			return picture();
		}
		const every = Math.max(listEvery(memory, watching.interval()), governor.period(listClass, 0));
		memory.facts = { ...memory.facts, every };
		const isFresh = memory.listing === undefined;
		const list = listed(needs, every, round.isWished);
		if (list !== undefined && isFresh) governor.begin(listClass);
		void list?.then(() => {
			mentionServers(watching, memory.streams.streams(memory.facts.account, wire.now()));
			soon.soon();
		});
		const rows = memory.streams.streams(memory.facts.account, wire.now());
		void askSome(needs, rows, round);
		if (list !== undefined)
			await Promise.race([list, wait(patience, undefined, { signal: round.signal }).catch(() => undefined)]);
		if (round.signal.aborted || seen === memory.version) return before;
		seen = memory.version;
		return picture();
	};
	return polledSource<StreamsSnapshot>(watching, noStreams, ask, {
		keptAs: 'own-streams',
		base: (interval) =>
			isOpen || isSlow(memory) ? (oneByOneBase * interval) / usualInterval : Math.min(interval, streamsBase),
	});
};
