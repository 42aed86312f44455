// One round of questions about connections that have ended: the newest of each server.

import type { Connection } from '../model/connection.ts';
import type { AskedServer } from './connections-round.ts';
import { askConnz } from './connz.ts';
import type { Cost } from './governor.ts';
import type { Failure } from './requests.ts';
import type { Wire } from './wire.ts';
import { workThrough } from './work-through.ts';

/** Rows that are asked of each server. */
export const closedLimit = 64;

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
export const askClosed = (
	servers: readonly AskedServer[],
	{ wire, timeout, limit = closedLimit, signal, spend, onServer }: ClosedRound,
): Promise<Failure | undefined> => {
	const askServer = async (server: AskedServer): Promise<Failure | undefined> => {
		const body = { state: 1, sort: 'stop', limit, auth: true };
		const result = await askConnz(wire, server.id, body, { timeout, spend, rtt: server.rtt });
		if (signal?.aborted) return undefined;
		onServer(server, result.ok ? { rows: result.value.rows } : { rows: [], failure: result.failure });
		return result.ok ? undefined : result.failure;
	};
	return workThrough(servers, askServer, { signal });
};
