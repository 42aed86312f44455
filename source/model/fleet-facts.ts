// Facts about all servers that the cells of a single row need.

import type { Severity, Trouble } from './checks/check.ts';
import type { Judgement } from './checks/judgement.ts';
import { alone, type Neighbours, neighboursOf, peerKey } from './checks/neighbours.ts';
import { rankOf, troublesOf } from './checks/trouble.ts';
import type { FleetSnapshot, ServerRow } from './fleet.ts';
import { isOld } from './server-facts.ts';

export type FleetFacts = {
	/** What checks of one server need to know about the others. */
	neighbours: Neighbours;
	/** The highest CPU held in any history: the scale of trends where the cores of a server are unknown. */
	cpuTop: number;
	/** When the first server was seen. */
	since?: number;
	/** By key: how bad rows were that keep their rank for some rounds. */
	ranks?: FleetSnapshot['ranks'];
	/** What they were judged by so far. */
	judgement?: Judgement;
	/** What was found to be wrong with a row, by the first who asked. */
	found?: Map<ServerRow, readonly Trouble[]>;
};

/** The least scale of a trend, percent: below it the noise of idle servers would fill the cell. */
const leastCpuTop = 25;

/** What is known where there is no picture. */
export const noFacts: FleetFacts = { neighbours: alone, cpuTop: leastCpuTop };

const factsOf = ({ rows, judgement }: FleetSnapshot, neighbours: Neighbours): FleetFacts => {
	let cpuTop = leastCpuTop;
	let since: number | undefined;
	for (const { history, firstSeen } of rows) {
		cpuTop = Math.max(cpuTop, history.range('cpu')?.max ?? 0);
		since = Math.min(since ?? firstSeen, firstSeen);
	}
	return { neighbours, cpuTop, since, judgement, found: new Map() };
};

/** The facts of rows without the ranks that are kept, and with the last ones that were. */
type Known = { facts: FleetFacts; ranked?: FleetFacts };

const known = new WeakMap<readonly ServerRow[], Known>();

/** Once per picture, for all its rows. */
export const fleetFacts = (snapshot: FleetSnapshot): FleetFacts => {
	const { rows, ranks, judgement } = snapshot;
	const neighbours = neighboursOf(snapshot);
	let held = known.get(rows);
	if (held?.facts.neighbours !== neighbours || held.facts.judgement !== judgement) {
		held = { facts: factsOf(snapshot, neighbours) };
		known.set(rows, held);
	}
	if (ranks === undefined) return held.facts;
	if (held.ranked?.ranks !== ranks) held.ranked = { ...held.facts, ranks };
	return held.ranked;
};

/** What is wrong with a server, the worst first. */
export const troublesIn = (
	{ neighbours, judgement, found }: FleetFacts,
	row: ServerRow,
): readonly Trouble[] => {
	const before = found?.get(row);
	if (before !== undefined) return before;
	const troubles = troublesOf(row, neighbours, judgement);
	found?.set(row, troubles);
	return troubles;
};

const peerChecks: readonly string[] = ['meta-peers', 'meta-lag'];

/** How bad a peer of the meta group is, by what is said in the row of its server; `unknown` where it has none. */
export const peerSeverityIn = (
	facts: FleetFacts,
	leader: ServerRow,
	name: string,
): Severity | undefined | 'unknown' => {
	const peer = facts.neighbours.peers.get(peerKey(leader, name));
	// What an old leader told is how it was then, and judged by that alone.
	if (peer === undefined || isOld(leader)) return 'unknown';
	return troublesIn(facts, peer).find(({ check }) => peerChecks.includes(check))?.severity;
};

/** How a row stands among others: 0 where nothing is wrong, the greater the worse; for some rounds what it was before. */
export const rankIn = (facts: FleetFacts, row: ServerRow): number =>
	Math.max(facts.ranks?.get(row.key) ?? 0, rankOf(troublesIn(facts, row)));
