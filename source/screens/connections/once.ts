// Asks for connections once, or twice for rates, without staying.

import type { ServerRow } from '../../model/fleet.ts';
import { askVarz } from '../../nats/statsz.ts';
import type { Wire } from '../../nats/wire.ts';
import { partialText, untilNext } from '../answering.ts';
import type { Once, OnceOptions } from '../source.ts';
import { newMemory } from './memory.ts';
import { type ConnectionsSnapshot, noConnections } from './snapshot.ts';
import { connectionsRound } from './source.ts';

/** From here on it matters how much may wait for a connection. */
const muchPending = 1024 * 1024;

/** The servers with their limits, where something waits that may be judged by one. */
const withLimits = async (
	wire: Wire,
	servers: readonly ServerRow[],
	{ rows }: ConnectionsSnapshot,
	timeout: number,
): Promise<ServerRow[]> => {
	const ids = new Set(
		rows.flatMap(({ last }) => ((last.pending ?? 0) > muchPending ? [last.server.id] : [])),
	);
	return Promise.all(
		servers.map(async (row) => {
			if (!ids.has(row.info.id)) return row;
			const result = await askVarz(wire, row.info.id, timeout);
			return result.ok ? { ...row, varz: result.value } : row;
		}),
	);
};

/** `7 of 8 servers answered: west-3`; nothing where all did. `silent` are those that only others know of. */
const missingText = (
	{ asked, answered, unheard, isCut, rows, total }: ConnectionsSnapshot,
	silent: readonly string[],
): string | undefined => {
	const names = [...unheard.map(({ name }) => name), ...silent];
	const cut = isCut ? `${rows.length} of ${total} connections were told` : undefined;
	return partialText(answered, asked + silent.length, names) ?? cut;
};

export const connectionsOnce = async ({
	servers: askServers,
	wire,
	timeout,
	again,
	checks,
	asked,
	subs,
}: OnceOptions): Promise<Once<ConnectionsSnapshot>> => {
	const { fleet, why, silent } = await askServers('one');
	if (fleet.rows.length === 0) return { snapshot: noConnections, at: fleet.at, failed: why };
	const memory = newMemory({ settings: checks, atOnce: true });
	const { signal } = new AbortController();
	const round = { signal, isWished: true, spend: () => {}, show: () => {} };
	const ask = (servers: readonly ServerRow[], before: ConnectionsSnapshot) =>
		connectionsRound({ wire, memory, servers, timeout, limit: timeout, round, before, asked, subs });
	const began = performance.now();
	let snapshot = await ask(fleet.rows, noConnections);
	const servers = await withLimits(wire, fleet.rows, snapshot, timeout);
	if (again !== undefined) await untilNext(again, began);
	if (again !== undefined || servers.some(({ varz }) => varz)) snapshot = await ask(servers, snapshot);
	const at = wire.now();
	if (snapshot.denied !== undefined) {
		return { snapshot, at, failed: `not permitted to publish ${snapshot.denied}` };
	}
	if (snapshot.unclear !== undefined) return { snapshot, at, failed: snapshot.unclear };
	if (snapshot.answered === 0) {
		return { snapshot, at, failed: snapshot.unheard[0]?.why || `nothing in ${timeout / 1000}s` };
	}
	return { snapshot, at, partial: missingText(snapshot, silent) };
};
