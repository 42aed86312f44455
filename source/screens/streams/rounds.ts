// The three rounds of the list of streams: each alone lies, and together they tell who leads, who has a copy, and how it is meant.

import type { StreamsRound } from '../../model/jetstream/stream-book.ts';
import type { StreamsMoment } from '../../model/jetstream/streams-moment.ts';
import type { AskedServer } from '../../nats/connections-round.ts';
import type { JszAnswer } from '../../nats/jsz.ts';
import type { Wire } from '../../nats/wire.ts';
import { inSteps } from '../in-steps.ts';
import { withJetStream } from '../jetstream/asked-servers.ts';
import type { JszRounds } from '../jetstream/jsz-rounds.ts';
import { countBook, sumOfAll, type TabCounts } from '../jetstream/tab-counts.ts';
import { paced } from '../paced.ts';
import type { Round } from '../polled-source.ts';
import type { Watching } from '../source.ts';
import { placeFor, rowsById, type StreamsMemory, standsOf } from './memory.ts';
import { mayHaveOrphans, OrphanCount } from './orphans.ts';
import { type StreamScope, scopeOf } from './scope.ts';
import type { StreamsSnapshot } from './snapshot.ts';

/** Milliseconds between two rounds of each kind. */
export const leadersBase = 5000;

/** The interval that these are told for, milliseconds. */
export const usualInterval = 2000;

const [copiesBase, configsBase, orphansBase] = [30_000, 120_000, 10_000];

/** What is wanted sooner is not asked for more often than this, milliseconds. */
const [copiesRest, configsRest] = [4000, 5000];

export type StreamRoundNeeds = {
	wire: Wire;
	before: StreamsSnapshot;
	memory: StreamsMemory;
	rounds: JszRounds;
	watching: Pick<Watching, 'servers' | 'events' | 'interval'>;
	/** A person has just asked for it. */
	isWished: boolean;
	round: Pick<Round<StreamsSnapshot>, 'signal' | 'asked' | 'show' | 'lookedAt'>;
};

/** What streams are judged by now. */
export const momentOf = (
	{ wire, memory, watching }: Pick<StreamRoundNeeds, 'wire' | 'memory' | 'watching'>,
	isAsked?: (server: string) => boolean,
): StreamsMoment => {
	const { accountNames } = watching.events.get();
	return {
		at: wire.now(),
		standOf: standsOf(watching.servers.get().fleet),
		quorumLostAt: (account, stream) => memory.news.lostAt(account, stream),
		nameOf: (account) => accountNames.get(account),
		...(isAsked && { isAsked }),
	};
};

/** Takes answers of one round. */
export const hearing = (
	{ memory, watching }: Pick<StreamRoundNeeds, 'memory' | 'watching'>,
	kind: StreamsRound,
	account: string | undefined,
): ((answer: JszAnswer) => void) => {
	const rows = rowsById(watching.servers.get().fleet);
	return (answer) =>
		memory.book.hear(answer, kind, placeFor(memory, rows, answer.server), {
			...(account !== undefined && { account }),
		});
};

/** Counts of the tabs, which all servers together have told once nothing narrows the list. */
const countsOf = (
	{ wire, memory, watching }: Pick<StreamRoundNeeds, 'wire' | 'memory' | 'watching'>,
	streams: StreamsSnapshot['streams'],
): TabCounts => {
	const [book, now] = [countBook(watching), wire.now()];
	book.take('jetstream', watching.servers.get().fleet.rows.length, now);
	if (memory.scope === '' && memory.copiesAt !== undefined) {
		book.take('streams', streams.length, now);
		book.take(
			'consumers',
			sumOfAll(streams, ({ state }) => state.consumers),
			now,
		);
	}
	return book.at(now);
};

const snapshotOf = (
	needs: StreamRoundNeeds,
	streams: StreamsSnapshot['streams'],
	round: StreamsSnapshot['round'],
): StreamsSnapshot => {
	const { memory, watching } = needs;
	const { copiesAt, copiesPartial, book } = memory;
	const { accountNames, events } = watching.events.get();
	return {
		...{ streams, round, copiesPartial, isFull: book.isFull, orphans: memory.orphans },
		base: (leadersBase * watching.interval()) / usualInterval,
		...(copiesAt !== undefined && { copiesAt }),
		...{ accountNames, events, counts: countsOf(needs, streams) },
	};
};

/** Asks for all copies: only so are streams known that nobody leads. Gives the streams as they are then, where anybody answered. */
const askCopies = async (
	needs: StreamRoundNeeds,
	scope: StreamScope,
	servers: readonly AskedServer[],
): Promise<StreamsSnapshot['streams'] | undefined> => {
	const { wire, memory, rounds, round, isWished } = needs;
	const { book } = memory;
	const at = wire.now();
	const rested = at - (memory.copiesAt ?? 0) >= copiesRest;
	const isNow = isWished || memory.scope !== scope.key || (rested && (memory.isStirred || book.wants.copies));
	const facts = await rounds.ask(wire, {
		...{
			kind: 'copies',
			base: book.isFilling ? leadersBase : copiesBase,
			servers: servers.filter(scope.holds),
			isNow,
			signal: round.signal,
		},
		...(scope.account !== undefined && { account: scope.account }),
		onAnswer: hearing(needs, 'copies', scope.account),
	});
	if (facts === undefined || facts.answered === 0) return undefined;
	memory.copiesAt = wire.now();
	memory.copiesPartial = facts.answered < facts.expected;
	memory.scope = scope.key;
	memory.isStirred = false;
	return inSteps(book.steps(momentOf(needs), 'copies', at));
};

const askConfigs = async (
	needs: StreamRoundNeeds,
	scope: StreamScope,
	servers: readonly AskedServer[],
): Promise<StreamsSnapshot['streams'] | undefined> => {
	const { wire, memory, rounds, round, isWished } = needs;
	const { book } = memory;
	const rested = wire.now() - (memory.configsAt ?? 0) >= configsRest;
	const facts = await rounds.ask(wire, {
		...{ kind: 'configs', base: configsBase, servers: servers.filter(scope.leads), signal: round.signal },
		isNow: isWished || (rested && book.wants.configs),
		...(scope.account !== undefined && { account: scope.account }),
		onAnswer: hearing(needs, 'configs', scope.account),
	});
	if (facts === undefined || facts.answered === 0) return undefined;
	memory.configsAt = wire.now();
	return inSteps(book.steps(momentOf(needs), 'configs'));
};

/** Asks those who have copies for the configurations of streams that nobody leads: no leader tells them. */
const askUnled = async (
	needs: StreamRoundNeeds,
	streams: StreamsSnapshot['streams'],
	servers: readonly AskedServer[],
): Promise<StreamsSnapshot['streams'] | undefined> => {
	const { wire, memory, rounds, round } = needs;
	const tellers = new Set(
		streams.flatMap(({ leader, isOld, config, toldBy }) =>
			leader === undefined && !isOld && config === undefined ? [toldBy.server] : [],
		),
	);
	if (tellers.size === 0) return undefined;
	const facts = await rounds.ask(wire, {
		...{ kind: 'copy-configs', base: copiesBase, signal: round.signal },
		servers: servers.filter(({ name }) => tellers.has(name)),
		onAnswer: hearing(needs, 'copies', undefined),
	});
	return facts && inSteps(memory.book.nowSteps(momentOf(needs)));
};

/** Learns which consumers of the selected stream nobody leads, where nobody leads the stream. */
const askOrphans = async (
	needs: StreamRoundNeeds,
	streams: StreamsSnapshot['streams'],
	servers: readonly AskedServer[],
): Promise<void> => {
	const { wire, memory, rounds, round, isWished } = needs;
	const { cursor } = round.lookedAt ?? {};
	const stream = streams.find(({ key }) => key === cursor);
	if (stream === undefined || !mayHaveOrphans(stream)) {
		memory.orphans = undefined;
		return;
	}
	const holders = new Set(stream.replicas.map(({ name }) => name));
	const count = new OrphanCount(stream);
	const facts = await rounds.ask(wire, {
		...{ kind: 'everything', base: orphansBase, account: stream.account, signal: round.signal },
		servers: servers.filter(({ name }) => holders.has(name)),
		isNow: isWished || memory.orphans?.key !== stream.key,
		onAnswer: ({ consumers }) => count.take(consumers),
	});
	if (facts !== undefined && facts.answered > 0) memory.orphans = count.result(momentOf(needs).standOf);
	else if (memory.orphans?.key !== stream.key) memory.orphans = undefined;
};

/** One round of the list: the leaders, and what else it is time for. */
export const listRound = async (needs: StreamRoundNeeds): Promise<StreamsSnapshot> => {
	const { wire, before, memory, rounds, watching, round, isWished } = needs;
	const { accountNames } = watching.events.get();
	const scope = scopeOf(round.asked, before.streams, accountNames);
	const { asked, off } = withJetStream(watching.servers.get().fleet.rows);
	const servers = asked.filter(scope.leads);
	const isFirst = before.round.at === undefined;
	const isDenied = before.round.denied !== undefined;
	const hear = hearing(needs, 'leaders', scope.account);
	// Who sees nothing yet sees rows as they come.
	const early = paced(() =>
		round.show(snapshotOf(needs, memory.book.now(momentOf(needs)), rounds.facts('leaders'))),
	);
	const facts = await rounds.ask(wire, {
		...{ kind: 'leaders', base: leadersBase, servers, off, signal: round.signal },
		isNow: isWished || (!isDenied && (memory.isStirred || memory.scope !== scope.key)),
		...(scope.account !== undefined && { account: scope.account }),
		onAnswer(answer) {
			hear(answer);
			if (isFirst) early.soon();
		},
	});
	early.stop();
	if (round.signal.aborted) return before;
	const names = new Set(servers.map(({ name }) => name));
	const isAsked = (server: string): boolean => names.has(server) || scope.leads({ name: server });
	let { streams } = before;
	if (facts !== undefined) {
		streams = await inSteps(memory.book.steps(momentOf(needs, isAsked), 'leaders'));
		if (isFirst) round.show(snapshotOf(needs, streams, facts));
	}
	const next = facts ?? rounds.facts('leaders');
	if (next.denied !== undefined) return snapshotOf(needs, streams, next);
	streams = (await askCopies(needs, scope, asked)) ?? streams;
	if (isFirst && streams !== before.streams) round.show(snapshotOf(needs, streams, next));
	streams = (await askConfigs(needs, scope, asked)) ?? streams;
	streams = (await askUnled(needs, streams, asked)) ?? streams;
	await askOrphans(needs, streams, asked);
	return round.signal.aborted ? before : snapshotOf(needs, streams, next);
};
