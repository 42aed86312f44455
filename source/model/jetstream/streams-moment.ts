// What streams are judged by beside what was told of them: the time, the servers that have them, what was announced.

import type { ServerStand } from './copies.ts';

/** What the streams are judged by beside what was told of them. */
export type StreamsMoment = {
	/** Our clock. */
	at: number;
	/** How a server stands by its name. */
	standOf: (server: string) => Exclude<ServerStand, 'unknown'> | undefined;
	/** When a server said last that a stream has lost its quorum. */
	quorumLostAt?: (account: string, stream: string) => number | undefined;
	/** The name of an account. */
	nameOf?: (account: string) => string | undefined;
	/** Whether a server was asked in this round; all were without it. */
	isAsked?: (server: string) => boolean;
};
