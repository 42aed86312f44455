// Sums over the servers whose figures are current, for the header.

import type { FleetTotals, ServerRow, TrafficSum } from './fleet.ts';
import type { Traffic } from './server.ts';
import { isOld } from './server-facts.ts';

const plus = (a: number | undefined, b: number | undefined): number | undefined =>
	b === undefined ? a : (a ?? 0) + b;

/** What one server says of its traffic, over every kind of connection and with clients alone. */
type Said = { in?: Traffic; out?: Traffic; clientsIn?: Traffic; clientsOut?: Traffic };

const sumOf = (said: readonly Said[], figure: keyof Said): Traffic | undefined => {
	let isKnown = false;
	let msgs = 0;
	let bytes = 0;
	for (const each of said) {
		const traffic = each[figure];
		if (traffic === undefined) continue;
		isKnown = true;
		msgs += traffic.msgs;
		bytes += traffic.bytes;
	}
	return isKnown ? { msgs, bytes } : undefined;
};

/**
 * Clients only where every server tells that (2.12.9, 2.14.1), else every kind of connection for all of them: one
 * meaning a sum, and the sum says which. Of a single server nothing is counted again.
 */
const trafficSum = (said: readonly Said[]): TrafficSum => {
	const telling = said.filter((each) => each.in !== undefined || each.out !== undefined);
	const byClients = telling.every((each) => each.clientsIn !== undefined);
	const sums =
		telling.length === 0
			? {}
			: {
					in: sumOf(telling, byClients ? 'clientsIn' : 'in'),
					out: sumOf(telling, byClients ? 'clientsOut' : 'out'),
				};
	return { ...sums, of: byClients ? 'clients' : 'all', servers: telling.length };
};

const nothing: Said = {};

const sinceStart = ({ statsz }: ServerRow): Said =>
	statsz === undefined
		? nothing
		: {
				in: statsz.received,
				out: statsz.sent,
				clientsIn: statsz.receivedFromClients,
				clientsOut: statsz.sentToClients,
			};

const sumUp = (rows: readonly ServerRow[]): FleetTotals => {
	const states = { ok: 0, stale: 0, lameduck: 0, down: 0, unknown: 0 };
	const counted: ServerRow[] = [];
	let connections: number | undefined;
	let subscriptions: number | undefined;
	for (const row of rows) {
		states[row.state]++;
		if (row.statsz === undefined || isOld(row)) continue;
		counted.push(row);
		connections = plus(connections, row.statsz.connections);
		subscriptions = plus(subscriptions, row.statsz.subscriptions);
	}
	return {
		...states,
		counted: counted.length,
		connections,
		subscriptions,
		rates: trafficSum(counted.map((row) => row.rates ?? nothing)),
		sinceStart: trafficSum(counted.map(sinceStart)),
	};
};

const known = new WeakMap<readonly ServerRow[], FleetTotals>();

/**
 * Totals, once for a list of rows. A server that is silent for more than a round and a half is in no sum, be it down,
 * hung or a lame duck that answers nothing more: its clients are counted where they went.
 */
export const totalsOf = (rows: readonly ServerRow[]): { totals: FleetTotals } => {
	const totals = known.get(rows) ?? sumUp(rows);
	known.set(rows, totals);
	return { totals };
};
