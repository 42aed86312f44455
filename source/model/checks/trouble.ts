// What is wrong with a server, by every check: marks, order, header and JSON ask here, so that they cannot disagree.

import type { ServerRow } from '../fleet.ts';
import type { Health } from '../health.ts';
import type { Severity, Trouble } from './check.ts';
import { alone, type Neighbours } from './neighbours.ts';
import { serverChecks } from './server-checks.ts';

type Known = { neighbours: Neighbours; troubles: readonly Trouble[] };

const known = new WeakMap<ServerRow, Known>();

const none: readonly Trouble[] = [];

const judge = (row: ServerRow, neighbours: Neighbours): readonly Trouble[] => {
	const critical: Trouble[] = [];
	const warn: Trouble[] = [];
	for (const check of serverChecks) {
		const found = check.judge(row, neighbours, check.thresholds ?? {});
		if (found === undefined) continue;
		const { id, column } = check;
		(found.severity === 'critical' ? critical : warn).push({
			check: id,
			...found,
			...(column && { column }),
		});
	}
	return critical.length + warn.length === 0 ? none : [...critical, ...warn];
};

/** Everything that is wrong with a server, the worst first; empty where all is well. */
export const troublesOf = (row: ServerRow, neighbours: Neighbours = alone): readonly Trouble[] => {
	const before = known.get(row);
	if (before?.neighbours === neighbours) return before.troubles;
	const troubles = judge(row, neighbours);
	known.set(row, { neighbours, troubles });
	return troubles;
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
export const rankOf = ([worst]: readonly Trouble[]): number => {
	if (worst === undefined) return 0;
	const place = serverChecks.findIndex(({ id }) => id === worst.check);
	return (worst.severity === 'critical' ? 2 : 1) * serverChecks.length + serverChecks.length - place;
};
