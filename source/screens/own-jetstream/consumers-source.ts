// The consumers of our own account, as JetStream lists them stream by stream, for as long as somebody looks.

import { setTimeout as wait } from 'node:timers/promises';
import { askConsumerInfo } from '../../nats/js-api.ts';
import { offlineWhy } from '../../nats/requests.ts';
import type { Wire } from '../../nats/wire.ts';
import { type ConsumersSnapshot, noConsumers } from '../consumers/snapshot.ts';
import { paced } from '../paced.ts';
import { polledSource, type Round } from '../polled-source.ts';
import type { Source, Watching } from '../source.ts';
import { usualInterval } from '../streams/rounds.ts';
import { listConsumers } from './list-consumers.ts';
import { type ListNeeds, listStreams } from './list-streams.ts';
import { ownCounts } from './own-counts.ts';
import { roundOf } from './own-facts.ts';
import { askerOf, consumersBase, learnAccount, type OwnMemory, ownMemory } from './own-memory.ts';
import { permittedStreams } from './own-session.ts';
import { listed } from './streams-source.ts';

/** The class of lists of consumers in the budget. */
const listClass = 'js-consumers';

/** Milliseconds that a picture waits for a list that has begun. */
const patience = 250;

/** Milliseconds between two questions about the consumer that is open, and between two lists of one stream. */
const [openBase, streamBase] = [2000, 5000];

/** A list of streams is good for so long before their consumers are asked for, milliseconds. */
const streamsFor = 10_000;

/** The picture of what is kept. */
export const ownConsumersSnapshot = (
	memory: OwnMemory,
	watching: Pick<Watching, 'events'>,
	now: number,
	only?: string,
): ConsumersSnapshot => {
	const { consumerFacts, facts, streams, consumers } = memory;
	const { events, accountNames } = watching.events.get();
	const all = consumerFacts.none === undefined ? consumers.consumers(facts.account, now) : [];
	return {
		...{ ...noConsumers, round: roundOf(consumerFacts), period: consumerFacts.every, events, accountNames },
		consumers: only === undefined ? all : all.filter(({ stream }) => stream === only),
		...(only !== undefined && { stream: only }),
		own: consumerFacts,
		counts: ownCounts(streams.streams(facts.account, now), consumers, consumerFacts, facts),
	};
};

/** Streams first, as far as they are not known, then their consumers. */
const gather = async (needs: ListNeeds, isWished: boolean, only: string | undefined): Promise<void> => {
	await listed(needs, streamsFor, isWished);
	await listConsumers(needs, only);
};

/** Opens the consumers of our account; a list that takes long is shown when it comes, and keeps nobody waiting. */
export const openOwnConsumers = (watching: Watching): Source<ConsumersSnapshot> => {
	const { governor, past } = watching;
	const memory = ownMemory(watching);
	let seen = -1;
	let of: string | undefined;
	let isOpen = false;
	const askOpen = async (needs: ListNeeds, before: ConsumersSnapshot, key: string): Promise<void> => {
		const row = before.consumers.find((one) => one.key === key);
		if (row === undefined || row.noAnswer !== undefined) return;
		const result = await askConsumerInfo(needs.asker, row.stream, row.consumer, true);
		const offline = result.ok ? undefined : offlineWhy(result.failure);
		const now = needs.asker.wire.now();
		if (result.ok) memory.consumers.hear(result.value);
		else if (offline !== undefined) memory.consumers.miss(row.stream, row.consumer, now, offline.why);
		else return;
		memory.version++;
		needs.onNews?.();
	};
	const ask = async (
		wire: Wire,
		before: ConsumersSnapshot,
		round: Round<ConsumersSnapshot>,
	): Promise<ConsumersSnapshot> => {
		const { stream: only } = round.asked;
		learnAccount(memory, watching);
		const picture = (): ConsumersSnapshot => ownConsumersSnapshot(memory, watching, wire.now(), only);
		const soon = paced(() => round.show(picture()));
		const asker = askerOf(wire, memory, {
			...{ spend: (cost) => governor.spend(listClass, cost), mayAsk: watching.account?.mayAsk },
		});
		const needs: ListNeeds = { asker, memory, permitted: permittedStreams(watching), onNews: soon.soon };
		const isOther = of !== only;
		of = only;
		isOpen = round.focused !== undefined;
		if (past !== undefined) {
			await listStreams({ ...needs, onNews: undefined });
			await listConsumers({ ...needs, onNews: undefined }, only);
			return picture();
		}
		const base = ((only === undefined ? consumersBase : streamBase) * watching.interval()) / usualInterval;
		const every = Math.max(base, governor.period(listClass, 0));
		memory.consumerFacts = { ...memory.consumerFacts, every };
		const isDue = memory.gatheredAt === undefined || performance.now() - memory.gatheredAt >= every;
		if (memory.gathering === undefined && (isDue || isOther || round.isWished)) {
			governor.begin(listClass);
			memory.gatheredAt = performance.now();
			memory.gathering = gather(needs, round.isWished, only).finally(() => {
				memory.gathering = undefined;
				soon.soon();
			});
		}
		if (round.focused !== undefined) void askOpen(needs, before, round.focused);
		const { signal } = round;
		if (memory.gathering !== undefined)
			await Promise.race([memory.gathering, wait(patience, undefined, { signal }).catch(() => undefined)]);
		if (signal.aborted || (seen === memory.version && !isOther)) return before;
		seen = memory.version;
		return picture();
	};
	return polledSource<ConsumersSnapshot>(watching, noConsumers, ask, {
		keptAs: 'own-consumers',
		base: (interval) => (isOpen ? (openBase * interval) / usualInterval : Math.min(interval, openBase)),
	});
};
