// Asks servers for the meta group as each sees it, and the selected one for its inner queues, while somebody looks.

import type { AskedServer } from '../../nats/connections-round.ts';
import { askIpQueuesz } from '../../nats/ipqueuesz.ts';
import { raftzSince } from '../../nats/raftz.ts';
import { type Failure, failureText } from '../../nats/requests.ts';
import type { Wire } from '../../nats/wire.ts';
import { memoizeLast } from '../../table/memoize-last.ts';
import { withJetStream } from '../jetstream/asked-servers.ts';
import { countBook } from '../jetstream/tab-counts.ts';
import { polledSource } from '../polled-source.ts';
import type { Source, Watching } from '../source.ts';
import { askGroups, isTooOld } from './groups.ts';
import { nothingAsked, type Queues, type RaftAsked, type RaftSnapshot, raftSnapshot } from './snapshot.ts';

/** Classes of requests in the budget. */
const [raftClass, queuesClass] = ['raftz', 'ipqueuesz'];

/** Milliseconds between two rounds, at the usual interval. */
const base = 5000;
const usualInterval = 2000;

/** Longest wait for an answer, and longest until a new selection is noticed, milliseconds. */
const [answerLimit, lookEvery] = [2000, 500];

type Asking = { wire: Wire; watching: Watching; signal: AbortSignal };

/** One round under the budget. */
const askRound = async (
	{ wire, watching, signal }: Asking,
	before: RaftAsked,
): Promise<RaftAsked | undefined> => {
	const { governor, timeout, servers } = watching;
	const found = await askGroups(
		wire,
		{
			rows: servers.get().fleet.rows,
			timeout: Math.min(timeout, answerLimit),
			spend: (cost) => governor.spend(raftClass, cost),
			signal,
		},
		before,
	);
	return found && { ...found, counts: countBook(watching).at(wire.now()) };
};

const whyNot = (failure: Failure): string =>
	failure.kind === 'no-responders' ? `inner queues need nats-server ${raftzSince}` : failureText(failure);

/** The inner queues of one server. */
const askQueues = async (
	{ wire, watching, signal }: Asking,
	before: RaftAsked,
	{ id, rtt }: AskedServer,
): Promise<RaftAsked> => {
	const { governor, timeout } = watching;
	governor.begin(queuesClass);
	const result = await askIpQueuesz(wire, id, {
		...{ timeout: Math.min(timeout, answerLimit), rtt },
		spend: (cost) => governor.spend(queuesClass, cost),
	});
	if (signal.aborted) return before;
	const at = wire.now();
	const found: Queues = result.ok
		? { list: result.value, at }
		: { list: [], at, why: whyNot(result.failure) };
	return { ...before, queues: new Map([[id, found]]) };
};

export const openRaft = (watching: Watching): Source<RaftSnapshot> => {
	const { servers, governor, interval } = watching;
	const every = (): number => (base * interval()) / usualInterval;
	let deniedBy: Wire | undefined;
	let watched: { wire: Wire; end: () => void } | undefined;
	let isFirst = true;
	const follow = (wire: Wire): void => {
		if (watched?.wire === wire) return;
		watched?.end();
		deniedBy = undefined;
		const end = wire.watch(({ type }) => {
			if (type === 'back') deniedBy = undefined;
		});
		watched = { wire, end };
	};
	const rowOf = (asked: RaftAsked, key: string | undefined) =>
		raftSnapshot(servers.get().fleet, asked).rows.find((row) => row.key === key)?.server;
	const asking = polledSource<RaftAsked>(
		watching,
		nothingAsked,
		async (wire, before, { signal, isWished, lookedAt, focused, show }) => {
			follow(wire);
			let next = before;
			const how = { wire, watching, signal };
			if (isWished) deniedBy = undefined;
			if (deniedBy !== wire && (isFirst || isWished || governor.wait(raftClass, every()) === 0)) {
				governor.begin(raftClass);
				next = (await askRound(how, before)) ?? before;
				isFirst = false;
				if (next.round.denied !== undefined) deniedBy = wire;
				if (next !== before) show(next);
			}
			const chosen = rowOf(next, focused ?? lookedAt?.cursor);
			const [server] = withJetStream(chosen ? [chosen] : []).asked;
			if (server === undefined || isTooOld(server) || signal.aborted) return next;
			const isDue = isWished || !next.queues.has(server.id) || governor.wait(queuesClass, every()) === 0;
			return isDue ? askQueues(how, next, server) : next;
		},
		{ keptAs: 'raft', base: () => lookEvery },
	);
	const join = memoizeLast(raftSnapshot);
	return {
		...asking,
		get: () => join(servers.get().fleet, asking.get()),
		subscribe(listener) {
			const ends = [servers, asking].map((source) => source.subscribe(listener));
			return () => {
				for (const end of ends) end();
			};
		},
		close() {
			watched?.end();
			asking.close?.();
		},
	};
};
