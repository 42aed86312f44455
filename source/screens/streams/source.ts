// Asks servers for their streams, round after round, for as long as somebody looks: leaders, all copies, configurations.

import type { Wire } from '../../nats/wire.ts';
import { lookedAtAccount } from '../consumers/memory.ts';
import { JszRounds, jszClass } from '../jetstream/jsz-rounds.ts';
import { polledSource, type Round } from '../polled-source.ts';
import type { Source, Watching } from '../source.ts';
import { openRound } from './focus.ts';
import { newMemory, type StreamsMemory } from './memory.ts';
import { leadersBase, listRound, usualInterval } from './rounds.ts';
import { noStreams, type StreamsSnapshot } from './snapshot.ts';

/** After something has happened servers are given so long to settle, milliseconds: an election is several events. */
const settling = 2000;

/** The least time between two rounds, and that while we may not ask; milliseconds. */
const [leastWait, deniedWait] = [100, 2000];

/** What was collected stays for whoever looks again. */
const memories = new WeakMap<Watching['events'], StreamsMemory>();

export const streamsMemory = ({ events, checks }: Pick<Watching, 'events' | 'checks'>): StreamsMemory => {
	const memory = memories.get(events) ?? newMemory({ settings: checks });
	memories.set(events, memory);
	return memory;
};

/** The source that is open now. */
const opened = new WeakMap<Watching, Source<StreamsSnapshot>>();

export const openStreams = (watching: Watching): Source<StreamsSnapshot> => {
	const { governor, interval, events } = watching;
	const memory = streamsMemory(watching);
	const rounds = new JszRounds(watching);
	let isOpen = false;
	let isWishedFor = false;
	let isDenied = false;
	let settled: NodeJS.Timeout | undefined;
	const base = (): number => {
		if (isOpen) return interval();
		if (isDenied) return Math.max(deniedWait, interval());
		return Math.max(
			leastWait,
			governor.wait(jszClass('leaders'), (leadersBase * interval()) / usualInterval),
		);
	};
	const ask = async (
		wire: Wire,
		before: StreamsSnapshot,
		round: Round<StreamsSnapshot>,
	): Promise<StreamsSnapshot> => {
		const isWished = isWishedFor;
		isWishedFor = false;
		isOpen = round.focused !== undefined;
		const needs = { wire, before, memory, rounds, watching, isWished, round };
		const next = round.focused === undefined ? await listRound(needs) : await openRound(needs, round.focused);
		isDenied = next.round.denied !== undefined;
		const selected = next.streams.find(({ key }) => key === round.lookedAt?.cursor);
		if (selected !== undefined) lookedAtAccount(watching, selected.account);
		for (const { account } of next.streams) watching.wantName(account);
		return next;
	};
	const source = polledSource<StreamsSnapshot>(watching, noStreams, ask, { keptAs: 'streams', base });
	const listen = (): void => {
		if (!memory.news.read(events.get())) return;
		settled ??= setTimeout(() => {
			settled = undefined;
			memory.isStirred = true;
			source.refresh?.();
		}, settling);
	};
	const end = events.subscribe(listen);
	memory.news.read(events.get());
	const live: Source<StreamsSnapshot> = {
		...source,
		refresh() {
			isWishedFor = true;
			source.refresh?.();
		},
		close() {
			end();
			clearTimeout(settled);
			rounds.close();
			if (opened.get(watching) === live) opened.delete(watching);
			source.close?.();
		},
	};
	opened.set(watching, live);
	return live;
};

/** The streams that are asked for already, for the tabs of one of them: without them nothing is known there. */
export const streamsInView = (watching: Watching): Source<StreamsSnapshot> =>
	opened.get(watching) ?? { get: () => noStreams, subscribe: () => () => {} };
