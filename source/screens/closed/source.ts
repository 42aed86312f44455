// Asks all servers for their newest closed connections, and adds the ones from DISCONNECT events.

import { ClosedBook, type ClosedRow } from '../../model/closed-book.ts';
import type { EventLogSnapshot } from '../../model/event-log.ts';
import type { ServerRow } from '../../model/fleet.ts';
import { askClosed, closedLimit } from '../../nats/closed-round.ts';
import { whyText } from '../../nats/requests.ts';
import { permissionPattern } from '../../nats/subjects.ts';
import type { Wire } from '../../nats/wire.ts';
import { answering, partialText } from '../answering.ts';
import type { Unheard } from '../connections/snapshot.ts';
import type { Honesty } from '../list-facts.ts';
import { polledSource, type Round } from '../polled-source.ts';
import type { Once, OnceOptions, Source, Watching } from '../source.ts';

/** Longest wait for one answer, milliseconds. */
const answerLimit = 2000;

/** The interval of these rounds, as a multiple of that of other lists. */
const seldom = 2.5;

export type ClosedSnapshot = {
	rows: readonly ClosedRow[];
	asked: number;
	answered: number;
	unheard: readonly Unheard[];
	/** Rows that were asked of each server. */
	limit: number;
	/** The subject that our user may not ask on. */
	denied?: string;
	/** When the last round ended, by our clock, ms since the epoch; absent before. */
	at?: number;
	accountNames: ReadonlyMap<string, string>;
};

const nothing: ClosedSnapshot = {
	...{ rows: [], asked: 0, answered: 0, unheard: [], limit: closedLimit },
	accountNames: new Map(),
};

/** `newest 64 of each server   7 of 8 answered: west-3`. */
export const closedHonesty = ({ at, asked, answered, unheard, limit, denied }: ClosedSnapshot): Honesty => {
	if (denied !== undefined) {
		const still = 'Those that end from now on come here by their DISCONNECT events.';
		return { at, denied: { subject: denied, still } };
	}
	if (at === undefined) return { partial: asked === 0 ? undefined : `asking ${asked} servers` };
	const names = unheard.slice(0, 3).map(({ name }) => name);
	const missing = names.length === 0 ? '' : `: ${names.join(', ')}${unheard.length > 3 ? ' …' : ''}`;
	const said = `newest ${limit} of each server   ${answered} of ${asked} answered${missing}`;
	return { at, ...(answered < asked ? { partial: said } : { note: said }) };
};

type Needs = {
	wire: Wire;
	book: ClosedBook;
	servers: readonly ServerRow[];
	log?: EventLogSnapshot;
	timeout: number;
	limit?: number;
	round?: Pick<Round<ClosedSnapshot>, 'signal' | 'spend'>;
};

const closedRound = async (needs: Needs): Promise<ClosedSnapshot> => {
	const { wire, book, servers, log, timeout, limit = closedLimit, round } = needs;
	const asked = answering(servers);
	const unheard: Unheard[] = [];
	const denied = await askClosed(asked, {
		...{ wire, timeout, limit, signal: round?.signal, spend: round?.spend },
		onServer(server, { rows, failure }) {
			if (failure === undefined) book.told(rows);
			else unheard.push({ name: server.name, why: whyText(failure) });
		},
	});
	if (log) book.heard(log.events);
	return {
		...{ rows: book.rows(), asked: asked.length, answered: asked.length - unheard.length, unheard, limit },
		...{ at: wire.now(), accountNames: log?.accountNames ?? new Map() },
		...(denied?.kind === 'denied' && { denied: permissionPattern(denied.subject) }),
	};
};

/** What is remembered for whoever comes back, and the way to NATS on which our user may not ask. */
type ClosedMemory = { book: ClosedBook; deniedOn?: Wire };

const memories = new WeakMap<Watching, ClosedMemory>();

export const openClosed = (watching: Watching): Source<ClosedSnapshot> => {
	const memory = memories.get(watching) ?? { book: new ClosedBook() };
	memories.set(watching, memory);
	const { book } = memory;
	return polledSource<ClosedSnapshot>(
		watching,
		nothing,
		async (wire, before, round) => {
			const log = watching.events.get();
			if (before.denied !== undefined && memory.deniedOn === wire && !round.isWished) {
				book.heard(log.events);
				return { ...before, rows: book.rows(), at: wire.now(), accountNames: log.accountNames };
			}
			const servers = watching.servers.get().fleet.rows;
			const timeout = Math.min(watching.timeout, answerLimit);
			const next = await closedRound({ wire, book, servers, log, timeout, round });
			memory.deniedOn = next.denied === undefined ? undefined : wire;
			return next;
		},
		{ name: 'closed', base: (interval) => interval * seldom },
	);
};

export const closedOnce = async ({
	servers: ask,
	wire,
	timeout,
}: OnceOptions): Promise<Once<ClosedSnapshot>> => {
	const { fleet, why, silent } = await ask('one');
	if (fleet.rows.length === 0) return { snapshot: nothing, at: fleet.at, failed: why };
	const snapshot = await closedRound({
		...{ wire, book: new ClosedBook(), servers: fleet.rows, timeout },
		limit: 1024,
	});
	const at = wire.now();
	if (snapshot.denied !== undefined)
		return { snapshot, at, failed: `not permitted to publish ${snapshot.denied}` };
	const { asked, answered, unheard } = snapshot;
	if (answered === 0) return { snapshot, at, failed: unheard[0]?.why || `nothing in ${timeout / 1000}s` };
	const names = [...unheard.map(({ name }) => name), ...silent];
	const partial = partialText(answered, asked + silent.length, names);
	return { snapshot, at, ...(partial && { partial }) };
};
