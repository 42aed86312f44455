// Reads an answer to CONNZ. Tokens of users are left behind before anything else looks at a connection.

import type {
	ClientSubscription,
	Connection,
	ConnectionKind,
	ConnectionServer,
	Identity,
} from '../model/connection.ts';
import { redactUser } from '../system/redact.ts';
import { decodeServer } from './decode.ts';
import { goDuration } from './go-duration.ts';
import { type Fields, readCount, readFields, readList, readText, readTexts, readTime } from './read.ts';

/** One page of the connections of one server. */
export type ConnzPage = {
	server: ConnectionServer;
	/** When it was true, by the server's clock. */
	at: number;
	/** How many there are in all, as the server says. */
	total: number;
	rows: readonly Connection[];
	/** Rows as they came, those that could not be read among them. */
	received: number;
	/** A user's token came with a row: to ask who somebody is costs as much again. */
	hasTokens: boolean;
};

/** The most subscriptions that are kept of one connection. */
const mostSubjects = 4096;

const kindOf = (fields: Fields): ConnectionKind => {
	if (fields.kind === 'Leafnode') return 'leaf';
	if (fields.type === 'mqtt') return 'mqtt';
	return fields.type === 'websocket' ? 'ws' : 'client';
};

const readDuration = (fields: Fields, key: string): number | undefined => {
	const value = fields[key];
	// `0s` is a server's word for "not measured yet".
	return typeof value === 'string' ? goDuration(value) || undefined : undefined;
};

/** An answer that was asked for identities has no account where it is the global one. */
const identityOf = (fields: Fields, version: string | undefined): Identity => {
	const account = readText(fields, 'account') ?? '$G';
	const tags = readTexts(fields, 'tags');
	return {
		account,
		user: redactUser(readText(fields, 'authorized_user'), account, version),
		issuer: readText(fields, 'issuer_key'),
		...(tags.length > 0 && { tags }),
	};
};

const subjectsOf = (fields: Fields): readonly ClientSubscription[] | undefined =>
	readList(fields, 'subscriptions_list_detail')
		?.slice(0, mostSubjects)
		.flatMap((each) => {
			const subject = readText(each, 'subject');
			if (subject === undefined) return [];
			return [
				{
					subject,
					queue: readText(each, 'qgroup'),
					msgs: readCount(each, 'msgs'),
					max: readCount(each, 'max') || undefined,
				},
			];
		});

const connectionOf = (
	fields: Fields,
	server: ConnectionServer,
	at: number,
	withIdentity: boolean,
	noStalls: number | undefined,
): Connection | undefined => {
	const cid = readCount(fields, 'cid');
	// What is rounded names somebody else.
	if (cid === undefined || !Number.isSafeInteger(cid) || cid === 0) return undefined;
	const port = readCount(fields, 'port');
	return {
		server,
		cid,
		at,
		kind: kindOf(fields),
		name: readText(fields, 'name'),
		mqttClient: readText(fields, 'mqtt_client'),
		ip: readText(fields, 'ip'),
		port: port !== undefined && port > 0 && port < 65_536 ? port : undefined,
		lang: readText(fields, 'lang'),
		version: readText(fields, 'version'),
		start: readTime(fields, 'start'),
		lastActivity: readTime(fields, 'last_activity'),
		stop: readTime(fields, 'stop'),
		reason: readText(fields, 'reason'),
		rtt: readDuration(fields, 'rtt'),
		pending: readCount(fields, 'pending_bytes'),
		inMsgs: readCount(fields, 'in_msgs'),
		outMsgs: readCount(fields, 'out_msgs'),
		inBytes: readCount(fields, 'in_bytes'),
		outBytes: readCount(fields, 'out_bytes'),
		stalls: readCount(fields, 'stalls') ?? noStalls,
		subscriptions: readCount(fields, 'subscriptions'),
		tlsVersion: readText(fields, 'tls_version'),
		tlsCipher: readText(fields, 'tls_cipher_suite'),
		...(withIdentity && { identity: identityOf(fields, server.version) }),
		subjects: subjectsOf(fields),
	};
};

/** True where stalls are counted: since then a server leaves them out while there are none. */
const countsStalls = (version: string | undefined): boolean => {
	const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
	return major > 2 || (major === 2 && minor >= 12);
};

/** Takes the tokens of users out of what was parsed; true where there were any. */
const dropTokens = (rows: readonly Record<string, unknown>[]): boolean => {
	let found = false;
	for (const row of rows) {
		found ||= row.jwt !== undefined;
		delete row.jwt;
	}
	return found;
};

/** The page in an answer; nothing where it is none. `withIdentity`: it was asked with `auth`. */
export const readConnz = (answer: Fields, withIdentity: boolean): ConnzPage | undefined => {
	const info = decodeServer(readFields(answer, 'server'));
	const data = readFields(answer, 'data');
	if (info === undefined || data === undefined) return undefined;
	const at = readTime(data, 'now');
	// A server without connections says so with an empty list; who has no list says nothing of them.
	if (at === undefined || !('connections' in data)) return undefined;
	const { id, name, cluster, version } = info;
	const server = { id, name, cluster, version };
	const raw = readList(data, 'connections') ?? [];
	const hasTokens = dropTokens(raw);
	const noStalls = countsStalls(version) ? 0 : undefined;
	const rows = raw.flatMap((each) => connectionOf(each, server, at, withIdentity, noStalls) ?? []);
	return {
		server,
		at,
		total: readCount(data, 'total') ?? rows.length,
		rows,
		received: raw.length,
		hasTokens,
	};
};
