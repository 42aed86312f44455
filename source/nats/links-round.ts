// One round of one question about links to many servers, a few of them at a time.

import type { LinkCounters, LinkTeller, ToldLinks } from '../model/network/told.ts';
import type { AskedServer } from './connections-round.ts';
import { decodeServer } from './decode.ts';
import { goDuration } from './go-duration.ts';
import type { Cost } from './governor.ts';
import { type Fields, readCount, readFields, readText, readTime } from './read.ts';
import type { Failure } from './requests.ts';
import { type ServerService, serverSubject } from './subjects.ts';
import type { Wire } from './wire.ts';
import { workThrough } from './work-through.ts';

/** A thousand servers with a pool of routes to all others are half of it, unpacked. */
const longestAnswer = 16 * 1024 * 1024;

/** A duration as Go writes it; `0s` is a server's word for "not measured yet". */
const readRtt = (fields: Fields): number | undefined => {
	const { rtt } = fields;
	return typeof rtt === 'string' ? goDuration(rtt) || undefined : undefined;
};

/** What links of all kinds count; what waits has one name in routes and another one in gateways. */
export const readCounters = (fields: Fields): LinkCounters => ({
	inMsgs: readCount(fields, 'in_msgs'),
	outMsgs: readCount(fields, 'out_msgs'),
	inBytes: readCount(fields, 'in_bytes'),
	outBytes: readCount(fields, 'out_bytes'),
	subscriptions: readCount(fields, 'subscriptions'),
	pending: readCount(fields, 'pending_size') ?? readCount(fields, 'pending_bytes'),
	rtt: readRtt(fields),
});

/** A port, where it can be one. */
export const readPort = (fields: Fields): number | undefined => {
	const port = readCount(fields, 'port');
	return port !== undefined && Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
};

/** A number that names a connection; what is rounded names another one. */
export const readId = (fields: Fields, key: string): number | undefined => {
	const id = readCount(fields, key);
	return id !== undefined && Number.isSafeInteger(id) && id > 0 ? id : undefined;
};

/** Where a link leads to, and since when. */
export const readAddress = (fields: Fields): { ip?: string; port?: number; start?: number } => ({
	ip: readText(fields, 'ip'),
	port: readPort(fields),
	start: readTime(fields, 'start'),
});

/** What of an answer is the same for all kinds of links: who told it, and when; nothing where it is none. */
export const readTeller = (answer: Fields): { server: LinkTeller; at: number; data: Fields } | undefined => {
	const info = decodeServer(readFields(answer, 'server'));
	const data = readFields(answer, 'data');
	if (info === undefined || data === undefined) return undefined;
	const at = readTime(data, 'now') ?? info.time;
	if (at === undefined) return undefined;
	const { id, name, cluster, version } = info;
	return { server: { id, name, cluster, version }, at, data };
};

export type LinksRound<Links> = {
	wire: Wire;
	/** Milliseconds to wait for an answer. */
	timeout: number;
	signal?: AbortSignal;
	spend?: (cost: Cost) => void;
	/** Takes what one server said, or why it did not, as soon as that is known. */
	onServer: (server: AskedServer, answer: { told?: ToldLinks<Links>; failure?: Failure }) => void;
};

/** What is asked of each server, and how its answer is read; nothing where it is none. */
export type LinksQuestion<Links> = {
	service: ServerService;
	body?: Fields;
	read: (answer: Fields) => ToldLinks<Links> | undefined;
};

/** Asks these servers; ends early where our user may not ask, and then gives why. An answer in the name of another server is none. */
export const askLinks = <Links>(
	{ service, body = {}, read }: LinksQuestion<Links>,
	servers: readonly AskedServer[],
	{ wire, timeout, signal, spend, onServer }: LinksRound<Links>,
): Promise<Failure | undefined> => {
	const ask = async (server: AskedServer): Promise<Failure | undefined> => {
		const { id, rtt = 0 } = server;
		const options = { timeout, longest: longestAnswer, gzip: true };
		const result = await wire.ask(serverSubject(id, service), body, options);
		if (signal?.aborted) return undefined;
		if (!result.ok) {
			onServer(server, { failure: result.failure });
			return result.failure;
		}
		const { fields, ms, readMs, bytes } = result.value;
		const began = performance.now();
		const told = read(fields);
		spend?.({ bytes, readMs: readMs + performance.now() - began, busyMs: Math.max(0, ms - rtt) });
		onServer(server, told?.server.id === id ? { told } : { failure: { kind: 'broken' } });
		return undefined;
	};
	return workThrough(servers, ask, { signal });
};
