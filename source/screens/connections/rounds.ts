// Both ways to ask for the connections in a scope: for all of them, and for a part of too many.

import type { Connection } from '../../model/connection.ts';
import type { ServerRow } from '../../model/fleet.ts';
import { maxPendingOf } from '../../model/max-pending.ts';
import { type AskedServer, askAllConnections } from '../../nats/connections-round.ts';
import { type Failure, whyText } from '../../nats/requests.ts';
import { permissionPattern } from '../../nats/subjects.ts';
import { paced } from '../paced.ts';
import type { RoundNeeds } from './memory.ts';
import { type SampledRound, Sampler } from './sampled.ts';
import type { ConnectionScope } from './scope.ts';
import type { ConnectionsSnapshot, Unheard } from './snapshot.ts';

const allSubjects = { subscriptions: true, subscriptions_detail: true } as const;

/** Whom a round asks: those that answer, and how long it waits for each. */
export type Whom = { servers: readonly ServerRow[]; asked: readonly AskedServer[]; timeout: number };

/** By the id of a server. */
const limitsOf = (servers: readonly ServerRow[]): ReadonlyMap<string, number> =>
	new Map(
		servers.flatMap((row) => {
			const limit = maxPendingOf(row);
			return limit === undefined ? [] : [[row.info.id, limit] as const];
		}),
	);

const deniedBy = (denied: Failure | undefined): { denied?: string } =>
	denied?.kind === 'denied' ? { denied: permissionPattern(denied.subject) } : {};

/** Asks for all connections in a scope. */
export const exactRound = async (
	scope: ConnectionScope,
	{ wire, memory, log, round, before, subs }: RoundNeeds,
	{ servers, asked, timeout }: Whom,
): Promise<ConnectionsSnapshot> => {
	const { book, tokens } = memory;
	const { signal, spend, show } = round;
	const wanted = { ...scope.body, ...(subs && allSubjects) };
	const { acc: account, filter_subject: listens } = scope.body;
	const maxPending = limitsOf(servers);
	let [answered, total, isCut] = [0, 0, false];
	const unheard: Unheard[] = [];
	const take = (serverId: string, rows: readonly Connection[], isWhole: boolean): void => {
		const rest = { heardAt: wire.now(), maxPending: maxPending.get(serverId), listens, account };
		book.answered({ serverId, rows, isWhole, ...rest });
	};
	const snapshot = (): ConnectionsSnapshot => ({
		...{ rows: book.rows(), total, asked: asked.length, answered, unheard: [...unheard], isCut },
		accountNames: log?.accountNames ?? before.accountNames,
		at: before.at,
	});
	// Who sees nothing yet sees rows as they come.
	const early = paced(() => show(snapshot()));
	const showEarly = (): void => {
		if (before.at === undefined) early.soon();
	};
	const denied = await askAllConnections(asked, {
		...{ wire, tokens, timeout, signal, spend, scope: wanted, cid: scope.cid },
		onFirst({ id }, rows) {
			take(id, rows, false);
			showEarly();
		},
		onServer({ server, rows, isWhole, total: count, failure }) {
			if (failure === undefined) {
				answered++;
				total += count;
				isCut ||= !isWhole;
			} else unheard.push({ name: server.name, why: whyText(failure) });
			const known = [...rows];
			if (failure === undefined || known.length > 0) take(server.id, known, isWhole);
			else book.silent(server.id, wire.now());
			showEarly();
		},
	});
	early.stop();
	return { ...snapshot(), ...deniedBy(denied) };
};

/** Asks for a part of all connections in a scope. */
export const sampledRound = async (
	scope: ConnectionScope,
	{ wire, memory, log, round, before }: RoundNeeds,
	{ servers, asked, timeout }: Whom,
): Promise<ConnectionsSnapshot> => {
	const { book, tokens } = memory;
	if (memory.sampler?.book !== book) memory.sampler = new Sampler(book);
	const accountNames = log?.accountNames ?? before.accountNames;
	let soFar: (() => Omit<SampledRound, 'denied'>) | undefined;
	const early = paced(() => soFar && round.show({ ...soFar(), rows: book.rows(), accountNames }));
	const { denied, ...result } = await memory.sampler.round({
		...{ wire, tokens, timeout, servers: asked, rows: servers, scope: scope.body, round },
		...{ maxPending: limitsOf(servers), lookedAt: round.lookedAt },
		counts: memory.counts.get(scope.key)?.servers,
		onPage: (known) => {
			soFar = known;
			if (before.at === undefined) early.soon();
		},
	});
	early.stop();
	return { ...result, rows: book.rows(), accountNames, ...deniedBy(denied) };
};
