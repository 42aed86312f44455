// Asks servers for the meta group as each sees it, and the selected one for its inner queues, while somebody looks.

import { firstAndMore } from '../../model/first-names.ts';
import type { RaftView } from '../../model/jetstream/raft.ts';
import type { AskedServer } from '../../nats/connections-round.ts';
import { askIpQueuesz } from '../../nats/ipqueuesz.ts';
import { askRaftz, metaGroup, raftzSince } from '../../nats/raftz.ts';
import { type Failure, failureText } from '../../nats/requests.ts';
import { permissionPattern } from '../../nats/subjects.ts';
import type { Wire } from '../../nats/wire.ts';
import { workThrough } from '../../nats/work-through.ts';
import { memoizeLast } from '../../table/memoize-last.ts';
import { versionNumber } from '../../table/version-number.ts';
import { withJetStream } from '../jetstream/asked-servers.ts';
import type { RoundFacts } from '../jetstream/round-facts.ts';
import { countBook } from '../jetstream/tab-counts.ts';
import { polledSource } from '../polled-source.ts';
import type { Source, Watching } from '../source.ts';
import { nothingAsked, type Queues, type RaftAsked, type RaftSnapshot, raftSnapshot } from './snapshot.ts';

/** Classes of requests in the budget. */
const [raftClass, queuesClass] = ['raftz', 'ipqueuesz'];

/** Milliseconds between two rounds, at the usual interval. */
const base = 5000;
const usualInterval = 2000;

/** Longest wait for an answer, and longest until a new selection is noticed, milliseconds. */
const [answerLimit, lookEvery] = [2000, 500];

const since = versionNumber(raftzSince) ?? 0;

const isTooOld = ({ version }: AskedServer): boolean => (versionNumber(version) ?? since) < since;

/** What is said where every server is too old. */
const areTooOld = (all: readonly AskedServer[]): string => {
	const versions = [...new Set(all.map(({ version = '' }) => version))].sort();
	return `needs nats-server ${raftzSince}; ${all.length === 1 ? 'this is' : 'these are'} ${firstAndMore(versions)}`;
};

type Asking = { wire: Wire; watching: Watching; signal: AbortSignal };

/** Every server once; what it answered replaces what it answered before. */
const askGroups = async (
	{ wire, watching, signal }: Asking,
	before: RaftAsked,
): Promise<RaftAsked | undefined> => {
	const { governor, timeout, servers } = watching;
	const { asked: all, off } = withJetStream(servers.get().fleet.rows);
	const asked = all.filter((server) => !isTooOld(server));
	const views = new Map<string, RaftView>();
	const silent: string[] = [];
	const refused: string[] = [];
	let answered = 0;
	governor.begin(raftClass);
	const denied = await workThrough(
		asked,
		async ({ id, name, rtt }) => {
			const options = { timeout: Math.min(timeout, answerLimit), rtt };
			const result = await askRaftz(
				wire,
				id,
				{},
				{ ...options, spend: (cost) => governor.spend(raftClass, cost) },
			);
			if (result.ok) {
				answered++;
				const view = result.value.find(({ group }) => group === metaGroup);
				if (view !== undefined) views.set(id, view);
				return undefined;
			}
			const { kind } = result.failure;
			if (kind === 'refused' || kind === 'broken' || kind === 'too-long')
				refused.push(`${name}: ${failureText(result.failure)}`);
			else silent.push(name);
			return result.failure;
		},
		{ signal },
	);
	if (signal.aborted || wire.isClosed()) return undefined;
	const at = wire.now();
	const isDenied = denied?.kind === 'denied';
	const round: RoundFacts = {
		...{ at, expected: asked.length, answered, refused, off },
		answeredAt: answered > 0 ? at : before.round.answeredAt,
		silent: isDenied ? [] : silent,
		...(asked.length === 0 && all.length > 0
			? { tooOld: [], failed: areTooOld(all) }
			: { tooOld: all.filter(isTooOld).map(({ name, version }) => `${name} (${version})`) }),
		...(isDenied && { denied: permissionPattern(denied.subject) }),
	};
	return { ...before, round, views, counts: countBook(watching).at(at) };
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
				next = (await askGroups(how, before)) ?? before;
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
