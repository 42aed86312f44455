// The table of servers as rows, for tests that look at many of them.

import type { FleetSnapshot, ServerRow } from '../../source/model/fleet.ts';
import { servers as screen } from '../../source/screens/servers/servers.ts';
import type { Sort } from '../../source/table/column.ts';
import type { Theme } from '../../source/theme.ts';
import { tablePaneRows } from '../../source/views/table-pane.tsx';
import { lookOf, shotsOf } from './drawn.tsx';

export type ServerTable = {
	fleet: FleetSnapshot;
	servers?: readonly ServerRow[];
	theme: Theme;
	columns: number;
	rows: number;
	cursor?: string;
	sort?: Sort;
	wide?: boolean;
	offset?: number;
	now: number;
	exact?: boolean;
	totals?: boolean;
	focused?: boolean;
};

/** All rows of the table from the first, title and heads included. */
export const serverTableRows = (table: ServerTable): string[] => {
	const { theme, columns, rows, now, sort = screen.sort, wide = false, offset = 0 } = table;
	const { exact = false, totals = false, cursor, focused = true } = table;
	const fleet = { ...table.fleet, rows: table.servers ?? table.fleet.rows };
	const { servers: shot } = shotsOf({ size: { columns, rows }, fleet });
	if (shot === undefined) throw new Error('no servers');
	const look = lookOf(theme, columns, { now, totals, exact });
	const list = { cursor, sort, filter: '', wide, offset, off: [] };
	const view = shot.list(list, look, look.choices);
	return tablePaneRows(
		{
			screen,
			view,
			total: shot.total,
			scope: '',
			list,
			following: cursor,
			look,
			focused,
			width: columns,
			height: rows,
		},
		{ start: 0, end: view.keys.length },
	);
};
