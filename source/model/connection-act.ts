// What natstop asks of one connection: to be closed, or to move; and what came of it, as states.

import { versionNumber } from '../table/version-number.ts';

/** `kick`: its server closes it. `move`: its server tells it that it is in lame duck mode, which its program may ignore. */
export type ConnectionAct = 'kick' | 'move';

/** The connection, as it was when the question was asked. */
export type ConnectionTarget = {
	server: { id: string; name: string; version?: string };
	cid: number;
	kind: string;
	/** What it is called; empty where it was named by its number alone. */
	name: string;
	/** For who comes back: the same client has the same of all these. */
	account?: string;
	user?: string;
	clientName?: string;
	ip?: string;
	/** Shown in the question, in words. */
	accountName?: string;
	facts: string;
	/** Bytes that wait for it. */
	pending?: number;
};

/** How a connection ended. `ms` is from our request to its end. */
export type ActEnd = { ms: number; reason?: string; inMsgs?: number; outMsgs?: number };

/** What its server says of a connection after it refused, or did not answer. */
export type Aftermath =
	| { is: 'open' }
	| { is: 'closed'; stop: number; reason?: string }
	| { is: 'nobody' }
	/** It did not answer that either. */
	| { is: 'unknown'; why: string };

export type ActState =
	| { step: 'asked' }
	| { step: 'sending'; at: number }
	/** The server said yes after `ms`; what follows is watched until `isOver`. */
	| {
			step: 'accepted';
			ms: number;
			end?: ActEnd;
			back?: { ms: number; cid: number; server: string };
			isOver: boolean;
	  }
	/** The server said no. */
	| { step: 'refused'; code: number; description: string; after: Aftermath }
	| { step: 'no-answer'; ms: number; after: Aftermath }
	/** No responders: the server is older than 2.10, or has gone. */
	| { step: 'unsupported' }
	| { step: 'denied'; subject: string }
	| { step: 'failed'; message: string };

/** How long is watched for the end of a connection, milliseconds. */
export const endSpan: Readonly<Record<ConnectionAct, number>> = { kick: 10_000, move: 30_000 };

/** How long is watched for it to come back, milliseconds. */
export const backSpan = 10_000;

/** Why a server can not do it, by what it is and what is asked; nothing where it can. */
export const tooOldFor = (act: ConnectionAct, { server, kind }: ConnectionTarget): string | undefined => {
	const version = versionNumber(server.version);
	const needs = act === 'kick' && kind === 'leaf' ? '2.10.17' : '2.10.0';
	if (act === 'move' && kind === 'leaf') return 'Only clients can be asked to move, and this is a leafnode.';
	if (version === undefined || version >= (versionNumber(needs) ?? 0)) return undefined;
	return `That needs nats-server ${needs}; ${server.name} is ${server.version}.`;
};
