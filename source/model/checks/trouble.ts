// What is wrong with a server, by every check: marks, order, header and JSON ask here, so that they cannot disagree.

import type { ServerRow } from '../fleet.ts';
import type { Health } from '../health.ts';
import type { Severity, Trouble } from './check.ts';
import { keptRankBy, rankBy, stateRankBy, troublesBy } from './judge.ts';
import type { Judgement, Standings } from './judgement.ts';
import { alone, type Neighbours } from './neighbours.ts';
import { serverChecks } from './server-checks.ts';

const atOnce: Judgement = {};

const good: Standings = new Map();

/** All that is left to judge where no figure has a standing, as of most servers. */
const stateChecks = serverChecks.filter(({ swings }) => !swings);

/** Everything that is wrong with a server, the worst first; empty where all is well. */
export const troublesOf = (
	row: ServerRow,
	neighbours: Neighbours = alone,
	judgement: Judgement = atOnce,
): readonly Trouble[] => {
	const { verdicts, settings } = judgement;
	const standings = verdicts && (verdicts.get(row.key) ?? good);
	const checks = standings?.size === 0 ? stateChecks : serverChecks;
	return troublesBy(checks, row, neighbours, settings, standings);
};

/** The mark of a severity. */
export const healthOf = (severity: Severity | undefined): Health =>
	severity === 'critical' ? 'crit' : severity;

/** What one check says, as a mark. */
export const healthByCheck = (troubles: readonly Trouble[], check: string): Health =>
	healthOf(troubles.find((trouble) => trouble.check === check)?.severity);

/** The mark of a cell: the worst of what is said about the figure in it. */
export const healthInColumn = (troubles: readonly Trouble[], column: string): Health =>
	healthOf(troubles.find((trouble) => trouble.column === column)?.severity);

/** How a row stands among others: 0 where nothing is wrong, and the greater the worse. */
export const rankOf = (troubles: readonly Trouble[]): number => rankBy(serverChecks, troubles);

/** The rank that a server keeps for a while after its trouble has ended. */
export const keptRankOf = (rank: number): number => keptRankBy(serverChecks, rank);

/** The same by states alone. */
export const stateRankOf = (troubles: readonly Trouble[]): number => stateRankBy(serverChecks, troubles);
