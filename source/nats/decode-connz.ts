// Reads an answer to CONNZ. Tokens of users are left behind before anything else looks at a connection.

import type {
	ClientSubscription,
	Connection,
	ConnectionCounters,
	ConnectionKind,
	ConnectionServer,
	Identity,
} from '../model/connection.ts';
import { redactUser } from '../system/redact.ts';
import { decodeServer } from './decode.ts';
import { goDuration } from './go-duration.ts';
import { type Fields, readCount, readFields, readList, readText, readTexts, readTime } from './read.ts';

/** One page of the connections of one server; its rows are read by whoever wants them. */
export type UnreadPage = {
	server: ConnectionServer;
	/** When it was true, by the server's clock. */
	at: number;
	/** How many there are in all, as the server says. */
	total: number;
	rows: readonly ConnzRow[];
	/** Rows as they came, those that could not be read among them. */
	received: number;
	/** A user's token came with a row: to ask who somebody is costs as much again. */
	hasTokens: boolean;
};

/** The same with its rows read. */
export type ConnzPage = Omit<UnreadPage, 'rows'> & { rows: readonly Connection[] };

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

/** What all rows of a page have in common. */
type PageFacts = {
	server: ConnectionServer;
	at: number;
	withIdentity: boolean;
	noStalls: number | undefined;
};

/**
 * One connection of a page: its counters, and all the rest once it is read. Most rows of a large system never are. Rows of
 * an archive were told at times of their own, which stand in each, and have null for an account that is not known.
 */
export class ConnzRow implements ConnectionCounters {
	readonly cid: number;
	readonly at: number;
	readonly inMsgs?: number;
	readonly outMsgs?: number;
	readonly inBytes?: number;
	readonly outBytes?: number;
	readonly stalls?: number;
	/** Bytes that wait to be sent to the client. */
	readonly pending?: number;

	constructor(
		cid: number,
		readonly fields: Fields,
		readonly page: PageFacts,
	) {
		this.cid = cid;
		this.at = 'now' in fields ? (readTime(fields, 'now') ?? page.at) : page.at;
		this.inMsgs = readCount(fields, 'in_msgs');
		this.outMsgs = readCount(fields, 'out_msgs');
		this.inBytes = readCount(fields, 'in_bytes');
		this.outBytes = readCount(fields, 'out_bytes');
		this.stalls = readCount(fields, 'stalls') ?? page.noStalls;
		this.pending = readCount(fields, 'pending_bytes');
	}

	/** Milliseconds. */
	get rtt(): number | undefined {
		return readDuration(this.fields, 'rtt');
	}

	/** The whole connection. What never changes is taken from what is known of it already. */
	read(known?: Connection): Connection {
		const { fields, page } = this;
		const { server } = page;
		const same = known?.cid === this.cid && known.server.id === server.id ? known : unchanging(fields);
		// Written out: thousands of them are made in a round, and spreads take several times as long.
		return {
			server,
			cid: this.cid,
			at: this.at,
			kind: same.kind,
			name: same.name,
			mqttClient: same.mqttClient,
			ip: same.ip,
			port: same.port,
			lang: same.lang,
			version: same.version,
			start: same.start,
			lastActivity: readTime(fields, 'last_activity'),
			stop: readTime(fields, 'stop'),
			reason: readText(fields, 'reason'),
			rtt: this.rtt,
			pending: this.pending,
			inMsgs: this.inMsgs,
			outMsgs: this.outMsgs,
			inBytes: this.inBytes,
			outBytes: this.outBytes,
			stalls: this.stalls,
			subscriptions: readCount(fields, 'subscriptions'),
			tlsVersion: same.tlsVersion,
			tlsCipher: same.tlsCipher,
			identity: page.withIdentity && fields.account !== null ? identityOf(fields, server.version) : undefined,
			subjects: subjectsOf(fields),
		};
	}
}

type Unchanging = Omit<
	Connection,
	'server' | 'cid' | 'at' | 'identity' | 'subjects' | keyof ConnectionCounters
>;

/** What a connection is from its beginning to its end. */
const unchanging = (fields: Fields): Unchanging => {
	const port = readCount(fields, 'port');
	return {
		kind: kindOf(fields),
		name: readText(fields, 'name'),
		mqttClient: readText(fields, 'mqtt_client'),
		ip: readText(fields, 'ip'),
		port: port !== undefined && port > 0 && port < 65_536 ? port : undefined,
		lang: readText(fields, 'lang'),
		version: readText(fields, 'version'),
		start: readTime(fields, 'start'),
		tlsVersion: readText(fields, 'tls_version'),
		tlsCipher: readText(fields, 'tls_cipher_suite'),
	};
};

const rowOf = (fields: Fields, page: PageFacts): ConnzRow | undefined => {
	const cid = readCount(fields, 'cid');
	// What is rounded names somebody else.
	return cid === undefined || !Number.isSafeInteger(cid) || cid === 0
		? undefined
		: new ConnzRow(cid, fields, page);
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

/** The page in an answer, its rows unread; nothing where it is none. `withIdentity`: it was asked with `auth`. */
export const readConnzPage = (answer: Fields, withIdentity: boolean): UnreadPage | undefined => {
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
	const facts = { server, at, withIdentity, noStalls: countsStalls(version) ? 0 : undefined };
	const rows = raw.flatMap((each) => rowOf(each, facts) ?? []);
	return {
		server,
		at,
		total: readCount(data, 'total') ?? rows.length,
		rows,
		received: raw.length,
		hasTokens,
	};
};

/** The same with its rows read. */
export const readConnz = (answer: Fields, withIdentity: boolean): ConnzPage | undefined => {
	const page = readConnzPage(answer, withIdentity);
	return page && { ...page, rows: page.rows.map((row) => row.read()) };
};
