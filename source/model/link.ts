// The connection to NATS as a screen needs it: where it goes, as whom, since when, and what happens next.

import type { Mode } from './mode.ts';

/** `closed` is the end: the client gave up or was told to; `disconnected` goes on trying. */
export type LinkPhase = 'connecting' | 'connected' | 'disconnected' | 'closed';

/** One picture of the connection. Times are our clock, milliseconds since the epoch; durations milliseconds. */
export type LinkState = {
	phase: LinkPhase;
	/** The server connected to, or the one being tried; without user and password. */
	url: string;
	/** Name of the server that took the connection. */
	serverName?: string;
	user?: string;
	/** Account name, or its public key where the server tells no name. */
	accountName?: string;
	/** Absent before it is decided, and where a person insists on the system account and this is none. */
	mode?: Mode;
	/** Where the settings came from, short: the context's name, or `--server`. */
	origin: string;
	/** When the phase began. */
	since: number;
	/** Tries since the connection was lost; 0 while connected. */
	attempt: number;
	nextTryAt?: number;
	/** Why it was lost or refused, in the words of the server or the system. */
	error?: string;
	/** When it came back, and after how long; kept until the next loss. */
	reconnectedAt?: number;
	lostFor?: number;
	/** When the credentials run out. */
	expiresAt?: number;
};

/** How long a screen says that the connection is back, milliseconds. */
export const reconnectedNotice = 4_000;
