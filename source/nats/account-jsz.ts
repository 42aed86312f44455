// How much of JetStream accounts use: of all accounts from one server, or of one account from all servers.

import type { AccountUse } from '../model/account-claims.ts';
import { type JetStreamPlace, placeKey } from '../model/jetstream-place.ts';
import { decodeError, decodeServer } from './decode.ts';
import type { GatherEnd } from './gather.ts';
import type { Cost } from './governor.ts';
import { asFields, type Fields, readCount, readFields, readFlag, readList, readText } from './read.ts';
import type { Failure } from './requests.ts';
import { accountJszSubject, isSubjectToken, serverSubject, subjects } from './subjects.ts';
import type { Wire } from './wire.ts';

/** Accounts of one page, and how many of it the next one has again: one may be gone meanwhile. */
const pageSize = 1024;
const overlap = 8;

/** More pages are not asked for. */
const mostPages = 16;

/** A page of accounts, unpacked. */
const longestPage = 8 * 1024 * 1024;

/** Streams that are counted of one answer. */
const mostStreams = 10_000;

/** Consumers of each stream by its name, where streams were asked for. */
type StreamCounts = ReadonlyMap<string, number>;

/** What one server says of the use of one account. */
export type ToldUse = { server: string; use: AccountUse; streams?: StreamCounts };

/** A server that has none of them leaves the list out. */
const streamsOf = (detail: Fields): StreamCounts => {
	const found = new Map<string, number>();
	const list = Array.isArray(detail.stream_detail) ? detail.stream_detail : [];
	for (const item of list.slice(0, mostStreams)) {
		const stream = asFields(item);
		const name = stream && readText(stream, 'name');
		const state = stream && readFields(stream, 'state');
		if (name !== undefined) found.set(name, (state && readCount(state, 'consumer_count')) ?? 0);
	}
	return found;
};

const readUse = (
	detail: Fields,
	account: string | undefined,
	domain: string | undefined,
	receivedAt: number,
): AccountUse | undefined => {
	const named = account ?? readText(detail, 'id') ?? readText(detail, 'name');
	if (named === undefined) return undefined;
	const api = readFields(detail, 'api');
	return {
		account: named,
		domain,
		memory: readCount(detail, 'memory'),
		storage: readCount(detail, 'storage'),
		memoryLimit: readCount(detail, 'reserved_memory'),
		storageLimit: readCount(detail, 'reserved_storage'),
		apiTotal: api && readCount(api, 'total'),
		apiErrors: api && readCount(api, 'errors'),
		receivedAt,
	};
};

/** One page of the accounts of a server: absent where the answer is none. `total` is how many there are, since 2.10.28. */
export const readAccountsJsz = (
	answer: Fields,
	receivedAt: number,
): { uses: readonly AccountUse[]; received: number; total?: number } | undefined => {
	const server = decodeServer(readFields(answer, 'server'));
	const data = readFields(answer, 'data');
	if (server === undefined || data === undefined) return undefined;
	if (readFlag(data, 'disabled')) return { uses: [], received: 0 };
	const details = readList(data, 'account_details') ?? [];
	return {
		uses: details.flatMap((detail) => readUse(detail, undefined, server.domain, receivedAt) ?? []),
		received: details.length,
		total: readCount(data, 'total'),
	};
};

/** What a server says of one account, with its streams where they were asked for; nothing where it says nothing of it. */
export const readAccountJsz = (
	answer: Fields,
	account: string,
	receivedAt: number,
	withStreams: boolean,
): ToldUse | undefined => {
	const server = decodeServer(readFields(answer, 'server'));
	const data = readFields(answer, 'data');
	if (server === undefined || data === undefined) return undefined;
	// Asked for one account of all, a server puts it into a list; of the account itself it is the whole answer.
	const [listed] = readList(data, 'account_details') ?? [];
	const detail = listed ?? ('memory' in data && !('server_id' in data) ? data : undefined);
	if (detail === undefined) return undefined;
	const use = readUse(detail, account, server.domain, receivedAt);
	return use && { server: server.id, use, ...(withStreams && { streams: streamsOf(detail) }) };
};

export type JszOptions = {
	/** Milliseconds to wait for an answer. */
	timeout: number;
	rtt?: number;
	spend?: (cost: Cost) => void;
};

/** All accounts that one server knows, page by page; a failure after the first page gives what came before it. */
export const askAccountsJsz = async (
	wire: Wire,
	id: string,
	{ timeout, rtt = 0, spend }: JszOptions,
): Promise<{ uses: readonly AccountUse[]; failure?: Failure }> => {
	const uses = new Map<string, AccountUse>();
	let offset = 0;
	for (let page = 0; page < mostPages; page++) {
		const body = { accounts: true, limit: pageSize, offset };
		const options = { timeout, longest: longestPage, gzip: true };
		const result = await wire.ask(serverSubject(id, 'JSZ'), body, options);
		if (!result.ok) return { uses: [...uses.values()], failure: result.failure };
		const { fields, ms, readMs, bytes } = result.value;
		const began = performance.now();
		const answer = readAccountsJsz(fields, wire.now());
		spend?.({ bytes, readMs: readMs + performance.now() - began, busyMs: Math.max(0, ms - rtt) });
		if (answer === undefined) return { uses: [...uses.values()], failure: { kind: 'broken' } };
		const known = uses.size;
		for (const use of answer.uses) uses.set(use.account, use);
		const { received, total } = answer;
		const isLast = total === undefined ? received < pageSize : offset + received >= total;
		// A server that tells the same again and again has no more to tell.
		if (isLast || received <= overlap || uses.size === known) break;
		offset += received - overlap;
	}
	return { uses: [...uses.values()] };
};

/** The largest that is told in one JetStream system: each server tells of the use in all of it, as far as it has heard. */
const largest = (told: readonly ToldUse[]): AccountUse | undefined => {
	const [first] = told;
	if (first === undefined) return undefined;
	const most = (figure: (use: AccountUse) => number | undefined): number | undefined => {
		const known = told.flatMap(({ use }) => figure(use) ?? []);
		return known.length === 0 ? undefined : Math.max(...known);
	};
	const streams = new Map<string, number>();
	let isCounted = false;
	for (const { streams: own } of told) {
		if (own === undefined) continue;
		isCounted = true;
		for (const [name, consumers] of own) streams.set(name, Math.max(consumers, streams.get(name) ?? 0));
	}
	return {
		...first.use,
		memory: most(({ memory }) => memory),
		storage: most(({ storage }) => storage),
		apiTotal: most(({ apiTotal }) => apiTotal),
		apiErrors: most(({ apiErrors }) => apiErrors),
		...(isCounted && {
			streams: streams.size,
			consumers: [...streams.values()].reduce((sum, consumers) => sum + consumers, 0),
		}),
	};
};

/** What servers tell of one account as its use in each JetStream system; never a sum over its servers. */
export const usesOf = (told: readonly ToldUse[]): AccountUse[] => {
	const systems = new Map<string, ToldUse[]>();
	for (const one of told) {
		const key = placeKey(one.use);
		const known = systems.get(key);
		if (known) known.push(one);
		else systems.set(key, [one]);
	}
	return [...systems.values()].flatMap((ones) => largest(ones) ?? []);
};

export type AccountJszOptions = JszOptions & {
	/** Ids of the servers with JetStream. */
	expected: ReadonlySet<string>;
	/** The JetStream system of a server by its id, where it is known. */
	placeOf: (id: string) => JetStreamPlace | undefined;
	/** Streams and consumers are to be counted as well, by the leaders of the streams. */
	streams: boolean;
	signal?: AbortSignal;
};

/** The use of one account by all servers that know it. Servers where it has no JetStream answer with an error, which is none. */
export const gatherAccountJsz = async (
	wire: Wire,
	account: string,
	{ timeout, spend, expected, placeOf, streams, signal }: AccountJszOptions,
): Promise<{ uses: readonly AccountUse[]; end: GatherEnd; refused: number }> => {
	const told = new Map<string, ToldUse>();
	let refused = 0;
	const counts = streams ? { streams: true, stream_leader_only: true } : {};
	// A name that is no token of a subject can only be asked for in the body.
	const [subject, body] = isSubjectToken(account)
		? [accountJszSubject(account), counts]
		: [subjects.pingJsz, { ...counts, account }];
	const end = await wire.gather(subject, body, {
		...{ expected, maxWait: timeout, signal },
		onAnswer({ fields, bytes, readMs }) {
			const began = performance.now();
			const id = decodeServer(readFields(fields, 'server'))?.id;
			if (decodeError(fields) !== undefined) refused++;
			else {
				const answer = readAccountJsz(fields, account, wire.now(), streams);
				if (answer !== undefined)
					told.set(answer.server, { ...answer, use: { ...answer.use, ...placeOf(answer.server) } });
			}
			spend?.({ bytes, readMs: readMs + performance.now() - began, busyMs: 0 });
			return id;
		},
	});
	return { uses: usesOf([...told.values()]), end, refused };
};
