// Which servers should have routes to each other, the groups with trouble first.

import { compareNames } from '../../table/name-order.ts';
import { meshOf } from '../checks/neighbours.ts';
import type { ServerRow } from '../fleet.ts';

/** Servers that should have routes to each other, in order of name. */
export type GroupMembers = { id: string; name: string; members: readonly ServerRow[]; rank: number };

/** Whether a server is still there to have routes. */
const isThere = ({ state }: ServerRow): boolean => state !== 'down';

/** Groups of two servers and more, the worst first; and the names of those that stand alone. */
export const routeGroups = (
	rows: readonly ServerRow[],
	rankOf: (row: ServerRow) => number,
): { groups: readonly GroupMembers[]; alone: readonly ServerRow[] } => {
	const byId = new Map<string, ServerRow[]>();
	const alone: ServerRow[] = [];
	for (const row of rows) {
		if (!isThere(row)) continue;
		const id = meshOf(row);
		if (id === undefined) {
			alone.push(row);
			continue;
		}
		const known = byId.get(id);
		if (known) known.push(row);
		else byId.set(id, [row]);
	}
	const groups: GroupMembers[] = [];
	for (const [id, members] of byId) {
		const [first] = members;
		if (first === undefined) continue;
		// One server of a cluster that lacks another one is not alone.
		if (members.length === 1 && first.routeTroubles === undefined) alone.push(first);
		else {
			members.sort((a, b) => compareNames(a.info.name, b.info.name));
			const rank = Math.max(...members.map(rankOf));
			groups.push({ id, name: first.info.cluster ?? first.info.name, members, rank });
		}
	}
	groups.sort((a, b) => b.rank - a.rank || compareNames(a.name, b.name));
	return { groups, alone };
};
