// Decodes event messages: the kind that a subject stands for, its severity, and the fields of the payload that are kept.

import type { EventClient, EventKind, MonitorEvent, Severity } from '../model/event.ts';
import { redactsTokens, redactUser, safeText } from '../system/redact.ts';
import { decodeServer } from './decode.ts';
import { decodeJetStreamAdvisory } from './decode-advisory.ts';
import { decodeClaims } from './decode-claims.ts';
import {
	type Fields,
	parseFields,
	readCount,
	readFields,
	readText,
	readTime,
	readTraffic,
	textOf,
} from './read.ts';
import { ReceivedEvent } from './received-event.ts';

/** What a message on an event subject says, and the account name that can be learned from it. */
type Decoded = MonitorEvent | undefined;

/** Close reasons that deserve a warning: authentication and slow consumers (server/client.go, ClosedState). */
const worrying = /auth|slow consumer|revoked|expired|stale|exceeded|violation|kicked|error|duplicate/i;

const decodeClient = (fields: Fields, client: Fields, version: string | undefined): EventClient => ({
	cid: readCount(client, 'id'),
	name: readText(client, 'name'),
	user: redactUser(readText(client, 'user'), readText(client, 'acc'), version),
	host: readText(client, 'host'),
	lang: readText(client, 'lang'),
	version: readText(client, 'ver'),
	kind: readText(client, 'kind'),
	clientType: readText(client, 'client_type'),
	clientId: readText(client, 'client_id'),
	rtt: readCount(client, 'rtt'),
	start: readTime(client, 'start'),
	stop: readTime(client, 'stop'),
	sent: readTraffic(fields, 'sent'),
	received: readTraffic(fields, 'received'),
});

/** `name_tag` is the name of the account since 2.11; before, it is the name of the user. */
const accountNameOf = (client: Fields, version: string | undefined): string | undefined => {
	const minor = Number(version?.split('.')[1]);
	const major = Number(version?.split('.')[0]);
	return major > 2 || (major === 2 && minor >= 11) ? readText(client, 'name_tag') : undefined;
};

const clientEvent = (kind: EventKind, fields: Fields, subject: string, at: number): Decoded => {
	const server = decodeServer(readFields(fields, 'server'));
	const client = readFields(fields, 'client');
	if (client === undefined) return undefined;
	const account = readText(client, 'acc');
	const reason = readText(fields, 'reason');
	const severity: Severity =
		kind === 'AUTH ERR' || (reason !== undefined && worrying.test(reason)) ? 'warn' : 'info';
	return {
		kind,
		severity,
		at,
		subject,
		server,
		account,
		reason,
		serverTime: readTime(fields, 'timestamp'),
		accountName: accountNameOf(client, server?.version),
		client: decodeClient(fields, client, server?.version),
	};
};

const serverEvent = (
	kind: EventKind,
	severity: Severity,
	text: string,
	fields: Fields,
	subject: string,
	at: number,
): Decoded => {
	const server = decodeServer(fields);
	return (
		server && {
			kind,
			severity,
			at,
			subject,
			server,
			serverTime: server.time,
			text,
		}
	);
};

const connsEvent = (fields: Fields, subject: string, at: number): Decoded => {
	const account = readText(fields, 'acc');
	const connections = readCount(fields, 'conns') ?? 0;
	const leafnodes = readCount(fields, 'leafnodes') ?? 0;
	return {
		kind: 'CONNS',
		severity: 'info',
		at,
		subject,
		server: decodeServer(readFields(fields, 'server')),
		account,
		accountName: readText(fields, 'name'),
		serverTime: readTime(fields, 'timestamp'),
		text: `${connections} connections${leafnodes > 0 ? `, ${leafnodes} leafnodes` : ''}`,
	};
};

const ocspEvent = (fields: Fields, subject: string, at: number): Decoded => {
	const peer = readFields(fields, 'peer');
	const name = peer && readText(peer, 'subject');
	return {
		kind: 'OCSP',
		severity: 'warn',
		at,
		subject,
		server: decodeServer(readFields(fields, 'server')),
		client: name === undefined ? undefined : { name },
		reason: readText(fields, 'reason'),
		serverTime: readTime(fields, 'timestamp'),
		text: subject.endsWith('LINK.INVALID') ? 'invalid certificate chain' : 'peer rejected',
	};
};

const decode = (subject: string, fields: Fields, at: number): Decoded => {
	if (subject.startsWith('$JS.EVENT.ADVISORY.')) return decodeJetStreamAdvisory(fields, subject, at);
	if (subject.endsWith('.CLIENT.AUTH.ERR')) return clientEvent('AUTH ERR', fields, subject, at);
	if (subject.endsWith('.SERVER.CONNS')) return connsEvent(fields, subject, at);
	if (subject.includes('.OCSP.')) return ocspEvent(fields, subject, at);
	if (subject.endsWith('.DISCONNECT')) return clientEvent('DISCONNECT', fields, subject, at);
	if (subject.endsWith('.CONNECT')) return clientEvent('CONNECT', fields, subject, at);
	if (subject.endsWith('.LAMEDUCK')) {
		return serverEvent('LAME DUCK', 'warn', 'entered lame duck mode', fields, subject, at);
	}
	if (subject.endsWith('.SHUTDOWN'))
		return serverEvent('SHUTDOWN', 'error', 'shut down', fields, subject, at);
	return undefined;
};

/** True where the user in a payload can be a token; see `redactUser`. */
const canBeToken = ({ client, server, account }: MonitorEvent): boolean =>
	client !== undefined && !redactsTokens(server?.version) && (account === undefined || account === '$G');

/**
 * The event in a message, at our time `at`. Nothing where the payload is no event of this subject: a broken or
 * forged message never throws.
 */
export const decodeEvent = (rawSubject: string, payload: Uint8Array, at: number): Decoded => {
	const subject = safeText(rawSubject);
	if (/\.CLAIMS\.(UPDATE|DELETE)$/.test(subject)) return decodeClaims(payload, subject, at);
	const text = textOf(payload);
	const fields = parseFields(text);
	const event = fields && decode(subject, fields, at);
	return event && new ReceivedEvent(event, text, canBeToken(event));
};
