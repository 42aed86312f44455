// Asks all servers for their connections, round after round, for as long as somebody looks.

import { type ConnectionRow, connectionLoad } from '../../model/connection-row.ts';
import { maxPendingOf } from '../../model/max-pending.ts';
import { askConnection, askConnz } from '../../nats/connz.ts';
import { failureText } from '../../nats/requests.ts';
import type { Wire } from '../../nats/wire.ts';
import { answering } from '../answering.ts';
import { polledSource, type Round } from '../polled-source.ts';
import type { Source, Watching } from '../source.ts';
import { isTooMany, learnTotal } from './how-many.ts';
import { booksOf, type ConnectionsMemory, learnFromEvents, newMemory, type RoundNeeds } from './memory.ts';
import { exactRound, sampledRound } from './rounds.ts';
import { type ConnectionScope, isInScope, scopeOf } from './scope.ts';
import { type ConnectionsSnapshot, noConnections } from './snapshot.ts';

/** The class of these requests in the budget. */
export const connectionsClass = 'connections';

/** Longest wait for one answer, milliseconds. */
const answerLimit = 2000;

/** Where asking who somebody is brings tokens along, so many are asked for in a round. */
const identitiesARound = 8;

/** A word by which nobody was found is tried again every so many rounds: somebody may have come since. */
const triedAgainEvery = 10;

/** A round is late where it takes so many times what was wished. */
const late = 1.5;

const byTroubleAndLoad = (a: ConnectionRow, b: ConnectionRow): number =>
	b.rank - a.rank || connectionLoad(b) - connectionLoad(a);

/** Asks who some are that are not known yet, those first that stand on top. */
const identify = async (
	wire: Wire,
	memory: ConnectionsMemory,
	options: { timeout: number; spend: Round<unknown>['spend'] },
): Promise<void> => {
	const some: ConnectionRow[] = [];
	for (const row of memory.book.rows()) {
		if ((row.identity !== undefined && !row.identity.isPart) || row.isOld) continue;
		const last = some[identitiesARound - 1];
		if (last !== undefined && byTroubleAndLoad(row, last) >= 0) continue;
		// A few of thousands: to sort them all would take longer than to ask.
		const at = some.findIndex((other) => byTroubleAndLoad(row, other) < 0);
		some.splice(at < 0 ? some.length : at, 0, row);
		some.length = Math.min(some.length, identitiesARound);
	}
	await Promise.all(
		some.map(async ({ last: { server, cid } }) => {
			const result = await askConnz(wire, server.id, { cid, auth: true }, options);
			const row = result.ok ? result.value.rows.find((each) => each.cid === cid) : undefined;
			if (row?.identity) for (const book of booksOf(memory)) book.learn(server.id, cid, row.identity);
		}),
	);
};

/** Goes over to the book of a scope, which begins with what is known of it. */
const enter = (
	memory: ConnectionsMemory,
	scope: ConnectionScope,
	{ servers, wire }: Pick<RoundNeeds, 'servers' | 'wire'>,
): void => {
	if (scope.key === memory.scope) return;
	// What was not asked for meanwhile is not what is now.
	if (scope.key === '') for (const id of memory.whole.servers()) memory.whole.silent(id, wire.now());
	const ids = new Set(servers.filter(scope.isAsked).map(({ info }) => info.id));
	const { whole } = memory;
	memory.book = scope.key === '' ? whole : whole.part((row) => isInScope(row, scope, (id) => ids.has(id)));
	memory.scope = scope.key;
};

/** Whether all servers have said that nobody is there by that word. */
const isVain = (
	{ body, cid }: ConnectionScope,
	{ rows, denied, asked, answered }: ConnectionsSnapshot,
	{ signal }: RoundNeeds['round'],
): boolean => {
	const { acc, user, mqtt_client: mqtt, filter_subject: subject } = body;
	const isWord = subject === undefined && (acc ?? user ?? mqtt) !== undefined && cid === undefined;
	const haveAllAnswered = denied === undefined && asked > 0 && answered === asked;
	return isWord && rows.length === 0 && haveAllAnswered && !signal.aborted;
};

/** Asks every server once, or those of a scope. */
export const connectionsRound = async (needs: RoundNeeds): Promise<ConnectionsSnapshot> => {
	const { memory, log, before, asked = {} } = needs;
	const accountNames = log?.accountNames ?? before.accountNames;
	const wanted = scopeOf(asked, { rows: () => memory.whole.rows(), accountNames });
	const { unclear } = wanted;
	if (unclear !== undefined) return { ...noConnections, accountNames, unclear, at: needs.wire.now() };
	if (memory.vain?.scope !== wanted.key) memory.vain = undefined;
	const { vain } = memory;
	if (vain === undefined || ++vain.rounds % triedAgainEvery === 0) {
		// What is known of all connections stays as it is until somebody is found in the scope.
		const trial = { ...memory };
		enter(trial, wanted, needs);
		const snapshot = await roundIn(wanted, { ...needs, memory: trial });
		if (vain === undefined ? !isVain(wanted, snapshot, needs.round) : snapshot.rows.length > 0) {
			Object.assign(memory, trial, { vain: undefined });
			return snapshot;
		}
		memory.vain ??= { scope: wanted.key, rounds: 0 };
	}
	// Nobody is there by that word: all are asked, and looked through here.
	const everybody: ConnectionScope = { key: '', body: {}, isAsked: wanted.isAsked };
	enter(memory, everybody, needs);
	return roundIn(everybody, needs);
};

const roundIn = async (scope: ConnectionScope, needs: RoundNeeds): Promise<ConnectionsSnapshot> => {
	const { wire, memory, log, round } = needs;
	const { book, tokens } = memory;
	if (log) learnFromEvents(memory, log);
	const servers = needs.servers.filter(scope.isAsked);
	const asked = answering(servers);
	const ids = new Set(asked.map(({ id }) => id));
	const answers = servers.filter(({ info }) => ids.has(info.id));
	const timeout = Math.min(needs.timeout, needs.limit ?? answerLimit);
	const whom = { servers: answers, asked, timeout };
	const isSampled = needs.mayMiss === true && (await isTooMany(scope, needs, whom));
	if (!isSampled) memory.sampler = undefined;
	const next = await (isSampled ? sampledRound : exactRound)(scope, needs, whom);
	learnTotal(scope, needs, next);
	const leftOut = new Set(needs.servers.filter((row) => !scope.isAsked(row)).map(({ info }) => info.id));
	for (const id of book.servers()) if (!ids.has(id) && !leftOut.has(id)) book.silent(id, wire.now());
	const { denied } = next;
	if (denied === undefined) {
		if (tokens.users === 'tokens' && !round.signal.aborted)
			await identify(wire, memory, { timeout, spend: round.spend });
		book.prune();
	}
	return { ...next, rows: book.rows(), at: wire.now(), isNarrowed: scope.key !== '' };
};

/** Asks for the connection that is open alone; its row stays when it has ended, with how it did. */
const oneRound = async (needs: RoundNeeds, key: string): Promise<ConnectionsSnapshot> => {
	const { wire, memory, servers, log, round, before } = needs;
	const { book } = memory;
	const row = book.rows().find((each) => each.key === key);
	const rest = { accountNames: log?.accountNames ?? before.accountNames, events: log?.events };
	if (row === undefined || row.last.stop !== undefined) return { ...before, ...rest };
	const { server, cid } = row.last;
	const timeout = Math.min(needs.timeout, answerLimit);
	const result = await askConnection(wire, server.id, cid, { timeout, spend: round.spend });
	const found = result.ok ? result.value : undefined;
	const itsServer = servers.find(({ info }) => info.id === server.id);
	if (found) {
		book.answered({
			...{ serverId: server.id, rows: [found], isWhole: false, heardAt: wire.now() },
			...{ maxPending: (itsServer && maxPendingOf(itsServer)) ?? row.maxPending, usualRtt: row.usualRtt },
		});
	}
	const why = result.ok ? 'its server does not remember it' : failureText(result.failure);
	const one = { key, before: row.last, ...(found === undefined && { why }) };
	return { ...before, ...rest, rows: book.rows(), one, at: wire.now() };
};

/** What is remembered for whoever comes back. */
const memories = new WeakMap<Watching, ConnectionsMemory>();

export const openConnections = (watching: Watching): Source<ConnectionsSnapshot> => {
	const memory = memories.get(watching) ?? newMemory({ settings: watching.checks });
	memories.set(watching, memory);
	return polledSource<ConnectionsSnapshot>(
		watching,
		noConnections,
		async (wire, before, round) => {
			const servers = watching.servers.get().fleet.rows;
			const log = watching.events.get();
			const { timeout } = watching;
			const needs = { wire, memory, before, round, servers, log, timeout, asked: round.asked, mayMiss: true };
			if (round.focused !== undefined) return oneRound(needs, round.focused);
			// What is denied stays so until somebody has changed it, or there is another way to NATS.
			if (before.denied !== undefined && memory.deniedOn === wire && !round.isWished) return before;
			const next = await connectionsRound(needs);
			memory.deniedOn = next.denied === undefined ? undefined : wire;
			for (const { identity } of next.rows) if (identity) watching.wantName(identity.account);
			const period = watching.governor.period(connectionsClass, watching.interval());
			return period > late * watching.interval() ? { ...next, every: period } : next;
		},
		{ name: connectionsClass },
	);
};
