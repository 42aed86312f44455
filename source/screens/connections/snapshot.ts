// What the screen of connections is drawn from, and how complete it is.

import type { Connection } from '../../model/connection.ts';
import type { ConnectionRow } from '../../model/connection-row.ts';
import type { LoggedEvent } from '../../model/event.ts';
import type { Honesty } from '../screen.ts';

/** A server that was asked in vain, and why. */
export type Unheard = { name: string; why: string };

export type OpenConnection = {
	key: string;
	before?: Connection;
	/** Its server does not remember it, or did not answer: why, in words. */
	why?: string;
};

export type ConnectionsSnapshot = {
	rows: readonly ConnectionRow[];
	/** How many there are, as the servers say that answered. */
	total: number;
	/** Servers asked in the last round, or so far in the first. */
	asked: number;
	answered: number;
	unheard: readonly Unheard[];
	/** A server has more than are read. */
	isCut: boolean;
	/** The subject that our user may not ask on. */
	denied?: string;
	/** When the last round ended, our clock; absent before. */
	at?: number;
	/** Milliseconds between two rounds, where they are longer than wished. */
	every?: number;
	/** The connection that is open alone: what it listened to before, and what came of asking for it. */
	one?: OpenConnection;
	/** What happened lately, for the events of a connection. */
	events?: readonly LoggedEvent[];
	/** By their keys. */
	accountNames: ReadonlyMap<string, string>;
};

export const noConnections: ConnectionsSnapshot = {
	...{ rows: [], total: 0, asked: 0, answered: 0, unheard: [], isCut: false },
	accountNames: new Map(),
};

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)}s`;

const commas = (n: number): string => String(n).replace(/\B(?=(?:\d{3})+$)/g, ',');

/** `all 312 counted, every 3.6s   8 of 8 answered`, `297 counted   7 of 8 answered: west-3`. */
export const connectionsHonesty = (snapshot: ConnectionsSnapshot): Honesty => {
	const { at, asked, answered, unheard, total, every, denied, isCut, rows } = snapshot;
	if (denied !== undefined) {
		const still = 'Who came and went is in the log (3), and how many there are with the servers (1).';
		return { at, denied: { subject: denied, still } };
	}
	if (asked === 0) return { at };
	const whom = `${answered} of ${asked} answered`;
	if (at === undefined) return { at, partial: `asking ${asked} servers   ${answered} answered` };
	if (answered === 0) return { at, failed: `${whom}: ${unheard[0]?.why ?? 'no answer'}` };
	const all = answered < asked ? '' : 'all ';
	const counted = isCut
		? `${commas(rows.length)} of ${commas(total)} known`
		: `${all}${commas(total)} counted`;
	const pace = every === undefined ? '' : `, every ${seconds(every)}`;
	const names = unheard.map(({ name, why }) => (why === '' ? name : `${name} (${why})`));
	const missing =
		names.length === 0 ? '' : `: ${names.slice(0, 3).join(', ')}${names.length > 3 ? ' …' : ''}`;
	return { at, partial: `${counted}${pace}   ${whom}${missing}` };
};
