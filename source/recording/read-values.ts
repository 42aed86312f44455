// Reads what natstop itself wrote into a recording: a file can hold anything, so each value is checked and each text cleaned.

import type { CheckSettings } from '../model/checks/check.ts';
import { type EventClient, eventKinds, type MonitorEvent, severities } from '../model/event.ts';
import type { LinkPhase, LinkState } from '../model/link.ts';
import { modes } from '../model/mode.ts';
import type { ConfigFact, Healthz, ServerInfo, Varz } from '../model/server.ts';
import type { SystemAccess } from '../nats/connect/system-access.ts';
import type { LinkSnapshot } from '../nats/link-snapshot.ts';
import {
	asFields,
	type Fields,
	readCount,
	readFields,
	readFlag,
	readNumber,
	readText,
	readTexts,
	readTraffic,
} from '../nats/read.ts';
import { redactPayload } from '../system/redact.ts';

/** The member of a list that a value is; nothing where it is none of them. */
export const oneOf = <T extends string>(value: unknown, all: readonly T[]): T | undefined =>
	all.find((one) => one === value);

const kinds = Object.keys(eventKinds) as (keyof typeof eventKinds)[];

const textsIn = (fields: Fields | undefined): Record<string, string> =>
	Object.fromEntries(
		Object.keys(fields ?? {}).flatMap((key) => {
			const value = fields && readText(fields, key);
			return value === undefined ? [] : [[key, value]];
		}),
	);

const flagsIn = (fields: Fields | undefined): Record<string, boolean> =>
	Object.fromEntries(
		Object.keys(fields ?? {}).flatMap((key) => {
			const value = fields && readFlag(fields, key);
			return value === undefined ? [] : [[key, value]];
		}),
	);

/** The description of a server, as natstop decoded it. */
export const readServerInfo = (value: unknown): ServerInfo | undefined => {
	const fields = asFields(value);
	const id = fields && readText(fields, 'id');
	const name = fields && readText(fields, 'name');
	if (fields === undefined || id === undefined || name === undefined) return undefined;
	return {
		...{ id, name },
		host: readText(fields, 'host'),
		cluster: readText(fields, 'cluster'),
		domain: readText(fields, 'domain'),
		version: readText(fields, 'version'),
		tags: readTexts(fields, 'tags'),
		metadata: textsIn(readFields(fields, 'metadata')),
		featureFlags: flagsIn(readFields(fields, 'featureFlags')),
		jetstream: readFlag(fields, 'jetstream'),
		seq: readCount(fields, 'seq'),
		time: readNumber(fields, 'time'),
	};
};

const readClient = (fields: Fields): EventClient => ({
	cid: readCount(fields, 'cid'),
	name: readText(fields, 'name'),
	user: readText(fields, 'user'),
	host: readText(fields, 'host'),
	lang: readText(fields, 'lang'),
	version: readText(fields, 'version'),
	kind: readText(fields, 'kind'),
	clientType: readText(fields, 'clientType'),
	clientId: readText(fields, 'clientId'),
	rtt: readCount(fields, 'rtt'),
	start: readNumber(fields, 'start'),
	stop: readNumber(fields, 'stop'),
	sent: readTraffic(fields, 'sent'),
	received: readTraffic(fields, 'received'),
});

/** An event that natstop made. */
export const readEvent = (value: unknown): MonitorEvent | undefined => {
	const fields = asFields(value);
	const kind = oneOf(fields?.kind, kinds);
	const severity = oneOf(fields?.severity, severities);
	const at = fields && readNumber(fields, 'at');
	if (fields === undefined || kind === undefined || severity === undefined || at === undefined)
		return undefined;
	const client = readFields(fields, 'client');
	return {
		...{ kind, severity, at },
		serverTime: readNumber(fields, 'serverTime'),
		subject: readText(fields, 'subject'),
		server: readServerInfo(fields.server),
		serverName: readText(fields, 'serverName'),
		account: readText(fields, 'account'),
		accountName: readText(fields, 'accountName'),
		client: client && readClient(client),
		reason: readText(fields, 'reason'),
		flap: typeof fields.flap === 'string' ? fields.flap.slice(0, 1000) : undefined,
		text: readText(fields, 'text'),
		...(fields.data !== undefined && { data: redactPayload(fields.data, false) }),
	};
};

/** What a server said of its health, as natstop decoded it. */
export const readHealthz = (value: unknown): Healthz | undefined => {
	const fields = asFields(value);
	const isOk = fields && readFlag(fields, 'isOk');
	const at = fields && readNumber(fields, 'at');
	const form = oneOf(fields?.form, ['cheap', 'full'] as const);
	if (fields === undefined || isOk === undefined || at === undefined || form === undefined) return undefined;
	return { isOk, words: readTexts(fields, 'words'), more: readCount(fields, 'more') ?? 0, at, form };
};

/** A configuration, as natstop decoded it. */
export const readVarzFacts = (value: unknown): Varz | undefined => {
	const fields = asFields(value);
	if (fields === undefined) return undefined;
	const facts = readFields(fields, 'facts');
	const read = Object.entries(facts ?? {}).flatMap(([key, fact]): [string, ConfigFact][] => {
		if (typeof fact === 'number' || typeof fact === 'boolean') return [[key, fact]];
		const text = facts && readText(facts, key);
		return text === undefined ? [] : [[key, text]];
	});
	return {
		configLoadTime: readNumber(fields, 'configLoadTime'),
		configDigest: readText(fields, 'configDigest'),
		go: readText(fields, 'go'),
		leafnodes: readCount(fields, 'leafnodes'),
		maxConnections: readCount(fields, 'maxConnections'),
		authRequired: readFlag(fields, 'authRequired'),
		...(Array.isArray(fields.gateways) && { gateways: readTexts(fields, 'gateways') }),
		tlsCertNotAfter: readNumber(fields, 'tlsCertNotAfter'),
		...(facts && { facts: Object.fromEntries(read) }),
	};
};

const phases: readonly LinkPhase[] = ['connecting', 'connected', 'disconnected', 'closed'];
const accesses: readonly SystemAccess[] = ['yes', 'other', 'no', 'denied', 'silent'];

const readState = (fields: Fields, at: number): LinkState => ({
	phase: oneOf(fields.phase, phases) ?? 'connected',
	url: readText(fields, 'url') ?? '',
	serverName: readText(fields, 'serverName'),
	user: readText(fields, 'user'),
	accountName: readText(fields, 'accountName'),
	mode: oneOf(fields.mode, modes),
	origin: readText(fields, 'origin') ?? '',
	since: readNumber(fields, 'since') ?? at,
	attempt: readCount(fields, 'attempt') ?? 0,
	nextTryAt: readNumber(fields, 'nextTryAt'),
	error: readText(fields, 'error'),
	reconnectedAt: readNumber(fields, 'reconnectedAt'),
	lostFor: readNumber(fields, 'lostFor'),
	expiresAt: readNumber(fields, 'expiresAt'),
});

/** A picture of the link at `at`; one that says nothing where there is none. */
export const readLink = (value: unknown, at: number): LinkSnapshot => {
	const fields = asFields(value) ?? {};
	return {
		link: readState(readFields(fields, 'link') ?? {}, at),
		access: oneOf(fields.access, accesses),
		outcome: readText(fields, 'outcome') ?? '',
		stepsDone: readCount(fields, 'stepsDone') ?? 0,
		serverVersion: readText(fields, 'serverVersion'),
	};
};

/** Thresholds as they were recorded; what is none is passed over. */
export const readChecks = (value: unknown): CheckSettings | undefined => {
	if (!Array.isArray(value)) return undefined;
	const settings = new Map<string, { warn?: number; critical?: number } | 'off'>();
	for (const entry of value.slice(0, 1000)) {
		const [id, setting]: unknown[] = Array.isArray(entry) ? entry : [];
		const fields = asFields(setting);
		if (typeof id !== 'string' || id.length > 200) continue;
		if (setting === 'off') settings.set(id, 'off');
		else if (fields)
			settings.set(id, { warn: readNumber(fields, 'warn'), critical: readNumber(fields, 'critical') });
	}
	return settings;
};
