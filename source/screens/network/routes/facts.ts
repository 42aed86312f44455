// The facts that a cell of a route depends on besides its row.

import type { RouteGroup, RouteRow } from '../../../model/network/route-row.ts';
import type { RouteTrends } from '../../../model/network/route-trends.ts';
import type { Column } from '../../../table/column.ts';
import type { ScreenLook } from '../../screen.ts';
import type { RoutesSnapshot } from './snapshot.ts';

export type RouteFacts = {
	/** The worst first. */
	groups: readonly RouteGroup[];
	/** By the id of a group, its rows in order of name. */
	members: ReadonlyMap<string, readonly RouteRow[]>;
	/** Names of servers that should have no routes, with the names of their clusters. */
	alone: readonly { name: string; cluster?: string }[];
	trends?: RouteTrends;
};

export type RouteColumn = Column<RouteRow, RouteFacts>;

export type RouteLook = ScreenLook<RouteFacts>;

export const routeFacts = ({ rows, groups, alone, trends }: RoutesSnapshot): RouteFacts => {
	const members = new Map<string, RouteRow[]>();
	for (const row of rows) {
		const known = members.get(row.group.id);
		if (known) known.push(row);
		else members.set(row.group.id, [row]);
	}
	const names = alone.map(({ info: { name, cluster } }) => ({ name, cluster }));
	return { groups, members, alone: names, ...(trends && { trends }) };
};
