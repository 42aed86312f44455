// One round of questions about connections that have ended: the newest of each server.

import type { Connection } from '../model/connection.ts';
import type { AskedServer } from './connections-round.ts';
import { askConnz } from './connz.ts';
import type { Cost } from './governor.ts';
import type { Failure } from './requests.ts';
import type { Wire } from './wire.ts';

/** Rows that are asked of each server. */
export const closedLimit = 64;

/** Servers that are asked at the same time. */
const atOnce = 8;

export type ClosedRound = {
	wire: Wire;
	timeout: number;
	/** Rows of each server. */
	limit?: number;
	signal?: AbortSignal;
	spend?: (cost: Cost) => void;
	onServer: (server: AskedServer, answer: { rows: readonly Connection[]; failure?: Failure }) => void;
};

/** Asks all servers; ends early where our user may not ask, and then gives why. */
export const askClosed = async (
	servers: readonly AskedServer[],
	{ wire, timeout, limit = closedLimit, signal, spend, onServer }: ClosedRound,
): Promise<Failure | undefined> => {
	const waiting = [...servers];
	let denied: Failure | undefined;
	const work = async (): Promise<void> => {
		for (let server = waiting.shift(); server !== undefined; server = waiting.shift()) {
			if (signal?.aborted || denied) return;
			const body = { state: 1, sort: 'stop', limit, auth: true };
			const result = await askConnz(wire, server.id, body, { timeout, spend, rtt: server.rtt });
			if (signal?.aborted) return;
			if (!result.ok && result.failure.kind === 'denied') denied = result.failure;
			onServer(server, result.ok ? { rows: result.value.rows } : { rows: [], failure: result.failure });
		}
	};
	await Promise.all(Array.from({ length: Math.min(atOnce, servers.length) }, work));
	return denied;
};
