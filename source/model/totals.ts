// Sums over the servers that answer, for the header.

import type { FleetSnapshot, FleetTotals, ServerRow } from './fleet.ts';
import type { Traffic } from './server.ts';
import { versionNumber } from './server-facts.ts';

const plus = (a: number | undefined, b: number | undefined): number | undefined =>
	b === undefined ? a : (a ?? 0) + b;

const plusTraffic = (a: Traffic | undefined, b: Traffic | undefined): Traffic | undefined =>
	b === undefined ? a : { msgs: (a?.msgs ?? 0) + b.msgs, bytes: (a?.bytes ?? 0) + b.bytes };

/** The version most servers run; ties go to the newest, so that every natstop marks the same ones. */
const majority = (rows: readonly ServerRow[]): string | undefined => {
	const counts = new Map<string, number>();
	for (const { info } of rows)
		if (info.version) counts.set(info.version, (counts.get(info.version) ?? 0) + 1);
	const rank = (version: string): number => versionNumber(version) ?? 0;
	let best: [version: string, count: number] | undefined;
	for (const [version, count] of counts) {
		const more = best === undefined || count > best[1];
		if (more || (count === best?.[1] && rank(version) > rank(best[0]))) best = [version, count];
	}
	return best?.[0];
};

/**
 * Totals and the majority's version. Traffic counts clients only where every server tells it (2.12.9, 2.14.1):
 * the sum over all kinds counts a routed message more than once.
 */
export const totalsOf = (rows: readonly ServerRow[]): Pick<FleetSnapshot, 'totals' | 'majorityVersion'> => {
	const states = { ok: 0, stale: 0, lameduck: 0, down: 0, unknown: 0 };
	const counted = rows.filter(({ state }) => state !== 'down' && state !== 'stale');
	const measured = counted.filter((row) => row.rates !== undefined);
	const byClients = measured.every((row) => row.rates?.clientsIn !== undefined);
	let totals: Omit<FleetTotals, keyof typeof states> = {};
	for (const row of rows) states[row.state]++;
	for (const row of counted) {
		totals = {
			connections: plus(totals.connections, row.statsz?.connections),
			subscriptions: plus(totals.subscriptions, row.statsz?.subscriptions),
			in: plusTraffic(totals.in, byClients ? row.rates?.clientsIn : row.rates?.in),
			out: plusTraffic(totals.out, byClients ? row.rates?.clientsOut : row.rates?.out),
		};
	}
	return { totals: { ...totals, ...states }, majorityVersion: majority(rows) };
};
