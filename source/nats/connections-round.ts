// One round of questions about connections to many servers, a few of them at a time.

import type { Connection } from '../model/connection.ts';
import { askConnections, askConnz, askConnzPage, type ConnzOptions, type ConnzScope } from './connz.ts';
import type { Cost } from './governor.ts';
import type { Failure } from './requests.ts';
import type { Wire } from './wire.ts';
import { workThrough } from './work-through.ts';

/** Rows of the page that shows whether users have tokens, and who the first of them are. */
const firstPage = 64;

/** A server to ask, and milliseconds to it and back where they are known. */
export type AskedServer = { id: string; name: string; version?: string; rtt?: number };

/**
 * Whether asking who somebody is brings a token along: then it is done once for each. It is not known before the first
 * client was seen.
 */
export type TokenMemory = { users?: 'plain' | 'tokens' };

/** What came of one server. */
export type ServerConnections = {
	server: AskedServer;
	rows: Iterable<Connection>;
	/** All there are. */
	isWhole: boolean;
	total: number;
	failure?: Failure;
};

export type RoundOptions = {
	wire: Wire;
	scope: ConnzScope;
	/** The only one that is asked for, by each server. */
	cid?: number;
	tokens: TokenMemory;
	timeout: number;
	signal?: AbortSignal;
	spend?: (cost: Cost) => void;
	/** Takes the first rows of a server, where there are more to come. */
	onFirst?: (server: AskedServer, rows: readonly Connection[]) => void;
	/** Takes what one server said, as soon as it has. */
	onServer: (answer: ServerConnections) => void;
};

/** Whether so many rows are those of users without tokens, or with some. */
export const learnTokens = (tokens: TokenMemory, hasTokens: boolean, rows: number): void => {
	if (hasTokens) tokens.users = 'tokens';
	else if (rows > 0) tokens.users ??= 'plain';
};

const askServer = async (server: AskedServer, round: RoundOptions): Promise<ServerConnections> => {
	const { wire, scope, tokens, timeout, spend } = round;
	const options: ConnzOptions = { timeout, spend, rtt: server.rtt };
	if (round.cid !== undefined) {
		const one = await askConnz(wire, server.id, { ...scope, cid: round.cid, auth: true }, options);
		return one.ok
			? { server, rows: one.value.rows, isWhole: true, total: one.value.rows.length }
			: { server, rows: [], isWhole: false, total: 0, failure: one.failure };
	}
	const known = new Map<number, Connection>();
	if (tokens.users === undefined) {
		const body = { ...scope, auth: true, sort: 'cid', offset: 0, limit: firstPage };
		const first = await askConnz(wire, server.id, body, options);
		if (!first.ok) return { server, rows: [], isWhole: false, total: 0, failure: first.failure };
		const { rows, total, received, hasTokens } = first.value;
		learnTokens(tokens, hasTokens, rows.length);
		for (const row of rows) known.set(row.cid, row);
		if (received < firstPage && received >= total) return { server, rows, isWhole: true, total };
		if (!round.signal?.aborted) round.onFirst?.(server, rows);
	}
	const pages = await askConnections(wire, server.id, { ...scope, auth: tokens.users === 'plain' }, options);
	learnTokens(tokens, pages.hasTokens, 0);
	const rows = [...pages.rows.values()].map((row) =>
		row.identity === undefined && known.has(row.cid)
			? { ...row, identity: known.get(row.cid)?.identity }
			: row,
	);
	const isWhole = pages.failure === undefined && !pages.isCut;
	return { server, rows, isWhole, total: pages.total, failure: pages.failure };
};

/** Asks all servers; ends early where our user may not ask, and then gives why. */
export const askAllConnections = (
	servers: readonly AskedServer[],
	round: RoundOptions,
): Promise<Failure | undefined> =>
	workThrough(
		servers,
		async (server) => {
			const answer = await askServer(server, round);
			if (!round.signal?.aborted) round.onServer(answer);
			return answer.failure;
		},
		round,
	);

/** Asks how many there are in the scope of an account, by the id of each server that answers. */
export const countConnections = async (
	servers: readonly AskedServer[],
	{ wire, scope, timeout, signal, spend }: Omit<RoundOptions, 'tokens' | 'onServer'>,
): Promise<ReadonlyMap<string, number>> => {
	const counts = new Map<string, number>();
	const count = async ({ id, rtt }: AskedServer): Promise<Failure | undefined> => {
		const body = { ...scope, sort: 'cid', offset: 0, limit: 1 };
		const result = await askConnzPage(wire, id, body, { timeout, spend, rtt });
		if (result.ok) counts.set(id, result.value.total);
		return result.ok ? undefined : result.failure;
	};
	await workThrough(servers, count, { signal });
	return counts;
};
