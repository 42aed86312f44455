// What is wrong with all servers together: how many are in trouble, and the first thing that somebody should look at.

import type { Severity, Trouble } from './checks/check.ts';
import { rankOf } from './checks/trouble.ts';
import type { FleetSnapshot, ServerRow } from './fleet.ts';
import { type FleetFacts, fleetFacts, troublesIn } from './fleet-facts.ts';
import { isOld } from './server-facts.ts';

export type Problem = { row: ServerRow; trouble: Trouble };

/**
 * Servers by the worst of what is wrong with them, and checks that fail on them; `first` is the worst of all, which is first
 * in the table too.
 */
export type Problems = { critical: number; warn: number; failing: Record<Severity, number>; first?: Problem };

const cpuOf = (row: ServerRow): number => (isOld(row) ? -1 : (row.statsz?.cpu ?? -1));

/** Whether `a` stands before `b` where their trouble is equally bad: as in the table, by CPU and then by name. */
const isBefore = (a: ServerRow, b: ServerRow): boolean => {
	const more = cpuOf(a) - cpuOf(b);
	return more > 0 || (more === 0 && a.info.name < b.info.name);
};

const known = new WeakMap<FleetFacts, Problems>();

const count = ({ rows }: FleetSnapshot, facts: FleetFacts): Problems => {
	const sum: Problems = { critical: 0, warn: 0, failing: { critical: 0, warn: 0 } };
	let most = 0;
	for (const row of rows) {
		const troubles = troublesIn(facts, row);
		const [trouble] = troubles;
		if (trouble === undefined) continue;
		sum[trouble.severity]++;
		for (const { severity } of troubles) sum.failing[severity]++;
		const rank = rankOf(troubles);
		if (rank < most || (rank === most && sum.first && !isBefore(row, sum.first.row))) continue;
		most = rank;
		sum.first = { row, trouble };
	}
	return sum;
};

/** Once for the facts of a snapshot. */
export const problemsOf = (snapshot: FleetSnapshot): Problems => {
	const facts = fleetFacts(snapshot);
	const before = known.get(facts);
	if (before) return before;
	const problems = count(snapshot, facts);
	known.set(facts, problems);
	return problems;
};
