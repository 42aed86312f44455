// Sums over the servers whose figures are current, for the header.

import type { FleetTotals, ServerRow, TrafficSum } from './fleet.ts';
import type { Traffic } from './server.ts';
import { isOld } from './server-facts.ts';

const plus = (a: number | undefined, b: number | undefined): number | undefined =>
	b === undefined ? a : (a ?? 0) + b;

const plusTraffic = (a: Traffic | undefined, b: Traffic | undefined): Traffic | undefined =>
	b === undefined ? a : { msgs: (a?.msgs ?? 0) + b.msgs, bytes: (a?.bytes ?? 0) + b.bytes };

/** What one server says of its traffic, over every kind of connection and with clients alone. */
type Said = { in?: Traffic; out?: Traffic; clientsIn?: Traffic; clientsOut?: Traffic };

/**
 * Clients only where every server tells that (2.12.9, 2.14.1), else every kind of connection for all of them: one
 * meaning a sum, and the sum says which. Of a single server nothing is counted again.
 */
const trafficSum = (said: readonly Said[]): TrafficSum => {
	const telling = said.filter((each) => each.in !== undefined || each.out !== undefined);
	const byClients = telling.every((each) => each.clientsIn !== undefined);
	let sum: Pick<TrafficSum, 'in' | 'out'> = {};
	for (const each of telling) {
		sum = {
			in: plusTraffic(sum.in, byClients ? each.clientsIn : each.in),
			out: plusTraffic(sum.out, byClients ? each.clientsOut : each.out),
		};
	}
	return { ...sum, of: byClients ? 'clients' : 'all', servers: telling.length };
};

const sinceStart = ({ statsz }: ServerRow): Said => ({
	in: statsz?.received,
	out: statsz?.sent,
	clientsIn: statsz?.receivedFromClients,
	clientsOut: statsz?.sentToClients,
});

const sumUp = (rows: readonly ServerRow[]): FleetTotals => {
	const states = { ok: 0, stale: 0, lameduck: 0, down: 0, unknown: 0 };
	for (const row of rows) states[row.state]++;
	const counted = rows.filter((row) => row.statsz !== undefined && !isOld(row));
	return {
		...states,
		counted: counted.length,
		connections: counted.reduce<number | undefined>(
			(sum, row) => plus(sum, row.statsz?.connections),
			undefined,
		),
		subscriptions: counted.reduce<number | undefined>(
			(sum, row) => plus(sum, row.statsz?.subscriptions),
			undefined,
		),
		rates: trafficSum(counted.map((row) => row.rates ?? {})),
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
