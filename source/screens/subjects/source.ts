// Asks what one account listens to, round after round, and has its streams and consumers beside that.

import type { EventLogSnapshot } from '../../model/event-log.ts';
import { SubjectBook } from '../../model/subjects/subject-book.ts';
import type { Wire } from '../../nats/wire.ts';
import { memoizeLast } from '../../table/memoize-last.ts';
import { accountMeant } from '../consumers/round.ts';
import type { ConsumersSnapshot } from '../consumers/snapshot.ts';
import { openConsumers } from '../consumers/source.ts';
import { openOwnConsumers } from '../own-jetstream/consumers-source.ts';
import { openOwnStreams } from '../own-jetstream/streams-source.ts';
import { polledSource } from '../polled-source.ts';
import type { Asked, Source, Watching } from '../source.ts';
import type { StreamsSnapshot } from '../streams/snapshot.ts';
import { openStreams } from '../streams/source.ts';
import { subjectsRound, type Whose } from './round.ts';
import {
	noSubjects,
	type Storage,
	type SubjectsAsked,
	type SubjectsSnapshot,
	subjectsSnapshot,
} from './snapshot.ts';

/** The class of these requests in the budget. */
const subjectsClass = 'subjects';

/** Milliseconds between two rounds at the usual interval. */
const [base, usualInterval] = [10_000, 2000];

/** Longest wait for the answers, milliseconds. */
const answerLimit = 2000;

type Memory = { book: SubjectBook; account?: string; deniedOn?: Wire };

const memories = new WeakMap<Watching['events'], Memory>();

/** The account that a word of a filter means. */
export const whoseOf = ({ acc }: Asked, names: EventLogSnapshot['accountNames']): Whose => {
	if (acc === undefined) return {};
	const key = accountMeant(acc, names);
	return { account: { key, name: names.get(key) ?? key } };
};

/** What belongs to the account, by its key or its name. */
const ofAccount = <T extends { account: string; accountName: string }>(
	rows: readonly T[],
	account: SubjectsAsked['account'],
): readonly T[] =>
	account === undefined
		? rows
		: rows.filter((row) => row.account === account.key || row.accountName === account.name);

/** Whether there may be streams of our account whose subjects are not known: JetStream names only those that it may, or can. */
export const isPartly = ({ own, streams }: StreamsSnapshot): boolean =>
	own !== undefined &&
	(own.denied !== undefined ||
		own.way === 'permitted' ||
		own.isCut === true ||
		streams.some(({ config }) => config === undefined));

/** What is known of streams and consumers, once somebody has told of them. */
export const storageOf = (
	streams: StreamsSnapshot | undefined,
	consumers: ConsumersSnapshot | undefined,
	account: SubjectsAsked['account'],
): Storage => {
	const hasStreams = streams?.round.at !== undefined && streams.streams.some(({ config }) => config);
	const isTold = hasStreams || (streams?.round.at !== undefined && streams.streams.length === 0);
	return {
		...(streams && isPartly(streams) && { isPart: true as const }),
		...(isTold && streams && { streams: ofAccount(streams.streams, account) }),
		...(consumers?.round.at !== undefined && { consumers: ofAccount(consumers.consumers, account) }),
	};
};

export const openSubjects = (watching: Watching): Source<SubjectsSnapshot> => {
	const { events, servers, governor, timeout } = watching;
	const memory: Memory = memories.get(events) ?? { book: new SubjectBook() };
	memories.set(events, memory);
	const scaled = (interval: number): number => (base * interval) / usualInterval;
	const isOwn = watching.mode === 'account';
	/** What the filter names. */
	let wanted: Asked = {};
	const listeners = new Set<() => void>();
	const tell = (): void => {
		for (const listener of [...listeners]) listener();
	};
	const asking = polledSource<SubjectsAsked>(
		watching,
		noSubjects,
		async (wire, before, round) => {
			// Of the past nothing is narrowed: what was looked at then is what was asked for.
			const { account } = isOwn ? {} : whoseOf(wanted, events.get().accountNames);
			if (!isOwn && account === undefined) return { ...noSubjects, isUnchosen: true, at: wire.now() };
			if (account !== undefined) watching.wantName(account.key);
			if (memory.account !== account?.key)
				Object.assign(memory, { book: new SubjectBook(), account: account?.key, deniedOn: undefined });
			if (before.denied !== undefined && memory.deniedOn === wire && !round.isWished) return before;
			const every = governor.period(subjectsClass, scaled(watching.interval()));
			const next = await subjectsRound({
				...{ wire, book: memory.book, servers: servers.get().fleet.rows, every, round },
				...(account
					? { account }
					: { own: watching.account?.name(), byName: watching.account?.asksByName() }),
				timeout: Math.min(timeout, answerLimit),
			});
			memory.deniedOn = next.denied === undefined ? undefined : wire;
			return next;
		},
		{ name: subjectsClass, base: scaled },
	);
	let streams: Source<StreamsSnapshot> | undefined;
	let consumers: Source<ConsumersSnapshot> | undefined;
	/** Streams and consumers are asked for once it is known whose. */
	const openStorage = (asked: Asked): void => {
		streams ??= isOwn ? openOwnStreams(watching) : openStreams(watching);
		consumers ??= isOwn ? openOwnConsumers(watching) : openConsumers(watching);
		for (const source of [streams, consumers]) {
			source.narrow?.(asked);
			source.subscribe(tell);
		}
	};
	const endAsking = asking.subscribe(tell);
	const join = memoizeLast(subjectsSnapshot);
	const storage = memoizeLast(storageOf);
	if (isOwn) openStorage({});
	else if (asking.get().account !== undefined) openStorage({ acc: asking.get().account?.name ?? '' });
	return {
		...asking,
		get: () => {
			const asked = asking.get();
			return join(asked, storage(streams?.get(), consumers?.get(), asked.account));
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		narrow(next) {
			wanted = next;
			asking.narrow?.(next);
			if (!isOwn && next.acc !== undefined) openStorage({ acc: next.acc });
		},
		refresh() {
			for (const source of [asking, streams, consumers]) source?.refresh?.();
		},
		close() {
			endAsking();
			listeners.clear();
			for (const source of [asking, streams, consumers]) source?.close?.();
		},
	};
};
