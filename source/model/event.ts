// What the event log holds: one type for what servers publish, what natstop derives and what it did itself.

import type { ServerInfo, Traffic } from './server.ts';

/** From the least to the most severe. */
export const severities = ['debug', 'info', 'warn', 'error'] as const;

export type Severity = (typeof severities)[number];

/** Groups that are switched on and off together in the log. */
export type EventGroup = 'connect' | 'auth' | 'server' | 'jetstream' | 'local' | 'conns' | 'naked' | 'statsz';

/** Every kind, the word shown for it, its group, and whether it is shown at start. */
export const eventKinds = {
	CONNECT: { group: 'connect', on: true },
	DISCONNECT: { group: 'connect', on: true },
	CLOSED: { group: 'connect', on: true },
	'AUTH ERR': { group: 'auth', on: true },
	OCSP: { group: 'auth', on: true },
	CLAIMS: { group: 'auth', on: true },
	'LAME DUCK': { group: 'server', on: true },
	SHUTDOWN: { group: 'server', on: true },
	NEW: { group: 'server', on: true },
	RESTART: { group: 'server', on: true },
	STALE: { group: 'server', on: true },
	DOWN: { group: 'server', on: true },
	BACK: { group: 'server', on: true },
	GONE: { group: 'server', on: true },
	SLOW: { group: 'server', on: true },
	ROUTE: { group: 'server', on: true },
	VERSION: { group: 'server', on: true },
	CONFIG: { group: 'server', on: true },
	'JS LEADER': { group: 'jetstream', on: true },
	'JS QUORUM': { group: 'jetstream', on: true },
	'JS STORAGE': { group: 'jetstream', on: true },
	'JS REMOVED': { group: 'jetstream', on: true },
	'JS LIMIT': { group: 'jetstream', on: true },
	'JS OTHER': { group: 'jetstream', on: true },
	CREATED: { group: 'jetstream', on: true },
	UPDATED: { group: 'jetstream', on: true },
	DELETED: { group: 'jetstream', on: true },
	DELIVERIES: { group: 'jetstream', on: true },
	TERMINATED: { group: 'jetstream', on: true },
	PAUSE: { group: 'jetstream', on: true },
	PINNED: { group: 'jetstream', on: true },
	SNAPSHOT: { group: 'jetstream', on: true },
	RESTORE: { group: 'jetstream', on: true },
	CHECK: { group: 'local', on: true },
	RELOAD: { group: 'local', on: true },
	KICK: { group: 'local', on: true },
	MOVE: { group: 'local', on: true },
	PROFILE: { group: 'local', on: true },
	LINK: { group: 'local', on: true },
	DENIED: { group: 'local', on: true },
	ARCHIVE: { group: 'local', on: true },
	CONNS: { group: 'conns', on: false },
	NAKED: { group: 'naked', on: false },
	STATSZ: { group: 'statsz', on: false },
} as const satisfies Record<string, { group: EventGroup; on: boolean }>;

export type EventKind = keyof typeof eventKinds;

/** What the text of an event says that stands for many, which were counted and not read. */
export const unreadText = 'not read: more came than natstop can take';

/** The client of a CONNECT, DISCONNECT or AUTH ERR. `sent` is from the client, `received` to it; rtt in nanoseconds. */
export type EventClient = {
	cid?: number;
	name?: string;
	/** Masked where it can be a token. */
	user?: string;
	host?: string;
	lang?: string;
	version?: string;
	kind?: string;
	/** `nats`, `mqtt` or `websocket`. */
	clientType?: string;
	/** The id an MQTT client gave itself. */
	clientId?: string;
	rtt?: number;
	/** Milliseconds since the epoch. */
	start?: number;
	stop?: number;
	sent?: Traffic;
	received?: Traffic;
};

/** One event. Strings are clean (no control characters) and hold no secret. */
export type MonitorEvent = {
	kind: EventKind;
	severity: Severity;
	/** When it reached us, our clock, ms since the epoch. */
	at: number;
	/** When the server says it happened. */
	serverTime?: number;
	subject?: string;
	/** The server it is about: its block, or only its name where that is all there is. */
	server?: ServerInfo;
	serverName?: string;
	/** Account name, or its public key in operator mode. */
	account?: string;
	/** Account name learned from this very event. */
	accountName?: string;
	client?: EventClient;
	reason?: string;
	/** What goes on and off: an event of the same a short while after the last counts in its line. */
	flap?: string;
	/** What happened, for kinds whose text is not composed of the fields above. */
	text?: string;
	/** The payload: parsed, cleaned, secrets replaced. Shown as raw JSON. Worked out anew by each look at it. */
	data?: unknown;
};

/** An event in the log: `seq` is its identity for cursors, `count` how many it stands for. */
export type LoggedEvent = MonitorEvent & {
	seq: number;
	count: number;
	/** More than one client is folded into this line. */
	mixed: boolean;
	/** When the last of the fold arrived. */
	lastAt: number;
	/** When the first did, where a failed login is tried again and again and its line moves along. */
	since?: number;
};
