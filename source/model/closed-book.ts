// Connections that have ended, as servers and events tell of them: one row each, the newest ones.

import { type Connection, connectionKey, connectionName, type Identity } from './connection.ts';
import type { LoggedEvent } from './event.ts';

export type ClosedRow = { key: string; last: Connection; identity?: Identity };

/** Rows that are kept. */
const mostRows = 5000;

/** Ends that somebody wished for, and those of routes, which come and go by themselves. */
const fineReasons = new Set([
	'Client Closed',
	'Route Removed',
	'Duplicate Route',
	'Duplicate Remote LeafNode Connection',
]);

/** Whether an end is worth a look. */
export const isBadEnd = ({ reason }: Connection): boolean => reason !== undefined && !fineReasons.has(reason);

/** What a DISCONNECT event says of a connection; nothing where it does not name one. */
const connectionOf = ({
	kind,
	server,
	client,
	reason,
	serverTime,
	at,
	account,
}: LoggedEvent): ClosedRow | undefined => {
	if (kind !== 'DISCONNECT' || server === undefined || client?.cid === undefined) return undefined;
	const { cid, name, host, lang, version, start, stop = serverTime ?? at, sent, received } = client;
	const { id, name: serverName, cluster, version: serverVersion } = server;
	return {
		key: connectionKey(id, cid),
		last: {
			server: { id, name: serverName, cluster, version: serverVersion },
			...{ cid, at: serverTime ?? at, kind: client.kind === 'Leafnode' ? 'leaf' : 'client', name, ip: host },
			...{ lang, version, start, stop, reason },
			...{ inMsgs: sent?.msgs, inBytes: sent?.bytes, outMsgs: received?.msgs, outBytes: received?.bytes },
		},
		...(account !== undefined && { identity: { account, user: client.user } }),
	};
};

/** Collects them; what a server tells is more than what an event does. */
export class ClosedBook {
	#rows = new Map<string, ClosedRow>();
	#seenEvents = 0;

	/** Takes what servers told. */
	told(connections: readonly Connection[]): void {
		for (const last of connections) {
			if (last.stop === undefined) continue;
			const key = connectionKey(last.server.id, last.cid);
			this.#rows.set(key, { key, last, identity: last.identity });
		}
	}

	/** Takes the events that came since the last time. */
	heard(events: readonly LoggedEvent[]): void {
		for (let index = events.length - 1; index >= 0; index--) {
			const event = events[index];
			if (event === undefined || event.seq <= this.#seenEvents) break;
			const row = connectionOf(event);
			if (row && !this.#rows.has(row.key)) this.#rows.set(row.key, row);
		}
		this.#seenEvents = events.at(-1)?.seq ?? this.#seenEvents;
	}

	/** The newest ones; older ones are forgotten. */
	rows(): ClosedRow[] {
		const rows = [...this.#rows.values()].sort((a, b) => (b.last.stop ?? 0) - (a.last.stop ?? 0));
		if (rows.length > mostRows) {
			rows.length = mostRows;
			this.#rows = new Map(rows.map((row) => [row.key, row]));
		}
		return rows;
	}
}

/** Why connections ended lately, and who comes and goes. */
export type Ends = {
	count: number;
	/** The most frequent first. */
	reasons: readonly { reason: string; count: number; isBad: boolean }[];
	/** The client that ended most often, where it did at least three times. */
	comer?: { name: string; account?: string; count: number; lived?: number };
};

const leastComes = 3;

/** What ended within `span` milliseconds before `now`. */
export const endsWithin = (rows: readonly ClosedRow[], now: number, span: number): Ends => {
	const reasons = new Map<string, { reason: string; count: number; isBad: boolean }>();
	const comers = new Map<string, { name: string; account?: string; count: number; lived: number }>();
	let count = 0;
	for (const { last, identity } of rows) {
		if (last.stop === undefined || now - last.stop > span) continue;
		count++;
		const reason = last.reason ?? 'no reason told';
		const of = reasons.get(reason) ?? { reason, count: 0, isBad: isBadEnd(last) };
		reasons.set(reason, { ...of, count: of.count + 1 });
		const name = connectionName(last);
		if (name === undefined) continue;
		const key = `${identity?.account} ${name}`;
		const comer = comers.get(key) ?? { name, account: identity?.account, count: 0, lived: 0 };
		const lived = last.start === undefined ? 0 : Math.max(0, last.stop - last.start);
		comers.set(key, { ...comer, count: comer.count + 1, lived: comer.lived + lived });
	}
	const [most] = [...comers.values()].sort((a, b) => b.count - a.count);
	return {
		count,
		reasons: [...reasons.values()].sort((a, b) => b.count - a.count),
		...(most !== undefined &&
			most.count >= leastComes && { comer: { ...most, lived: most.lived / most.count } }),
	};
};
