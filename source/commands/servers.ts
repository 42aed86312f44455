// `natstop servers`: one gathering or two, as a table or as JSON.

import type { Config } from '../config.ts';
import { longestInterval, shortestInterval } from '../duration.ts';
import { columnCell } from '../format/column-cell.ts';
import { serverJson } from '../format/server-json.ts';
import type { FleetSnapshot, ServerRow } from '../model/fleet.ts';
import { fleetFacts } from '../model/fleet-facts.ts';
import { stateWords } from '../model/server-facts.ts';
import { gatherServers } from '../nats/gather-servers.ts';
import { serverColumns, serverOrder } from '../screens/servers/columns.ts';
import type { ColumnHead } from '../table/column.ts';
import { sortRows } from '../table/sort-rows.ts';
import { tableWish } from '../table-wish.ts';
import { createTheme } from '../theme.ts';
import { inSystemAccount } from './connected.ts';
import { type ExitCode, exitCodes, type Output } from './output.ts';

/** What a table of one moment can show: rates need two, trends more. */
const ofOneMoment: readonly string[] = [
	'cluster',
	'host',
	'ver',
	'cpu',
	'mem',
	'conns',
	'subs',
	'slow',
	'js',
	'rts',
	'gws',
	'up',
	'rtt',
];

/** What a second sample adds. */
const ofTwoMoments: readonly string[] = ['in', 'out', 'bin', 'bout'];

/** What is not a figure is printed whole, within reason: nothing has to fit a screen here. */
const longestText = 100;

/** The table as text. What draws it is loaded only now: JSON needs none of it. */
const printedTable = async (
	rows: readonly ServerRow[],
	fleet: FleetSnapshot,
	config: Config,
	hasRates: boolean,
): Promise<string> => {
	const { tableText } = await import('./table-text.tsx');
	const theme = createTheme('mono', config.ascii);
	const look = {
		...{ now: fleet.at, theme, glyphs: theme.glyphs, exact: false, totals: false },
		...fleetFacts(fleet),
	};
	const shown = [...ofOneMoment, ...(hasRates ? ofTwoMoments : [])];
	const name = serverColumns.filter(({ id }) => id === 'name');
	const picked = serverColumns.filter(({ id }) => shown.includes(id));
	const cellsOf = (row: ServerRow, some: typeof serverColumns): Record<string, string> =>
		Object.fromEntries(
			some.map((column) => {
				const cells = column.align === 'left' ? longestText : column.width;
				return [column.title, columnCell(row, column, cells, look).text.trim()];
			}),
		);
	const data = rows.map((row) => ({
		...cellsOf(row, name),
		STATE: stateWords[row.state],
		...cellsOf(row, picked),
	}));
	const heads = (some: readonly ColumnHead[]) => some.map(({ title, align }) => ({ key: title, align }));
	return tableText(data, [...heads(name), { key: 'STATE' }, ...heads(picked)], config.ascii);
};

/** `n1, n2, n3 and 4 more`. */
const namesText = (names: readonly string[]): string => {
	const more = names.length - 3;
	return names.slice(0, 3).join(', ') + (more > 0 ? ` and ${more} more` : '');
};

/** `rates` is the time between two samples, milliseconds; without it there is one. */
export type ServersFlags = { json?: boolean; rates?: number };

/** Prints all servers; exit 1 when none answered. */
export const serversCommand = (config: Config, flags: ServersFlags, output: Output): Promise<ExitCode> => {
	const wish = tableWish(config);
	if (!wish.ok) {
		output.complain(wish.error);
		return Promise.resolve(exitCodes.usage);
	}
	const { rates: again } = flags;
	if (again !== undefined && (again < shortestInterval || again > longestInterval)) {
		output.complain(`--rates is at least ${shortestInterval}ms and at most 1h`);
		return Promise.resolve(exitCodes.usage);
	}
	const { matches, column = { id: 'name', title: 'NAME', descending: false } } = wish;
	return inSystemAccount(config, output, async ({ nc }) => {
		const { timeout, inboxPrefix } = config.connection;
		const { fleet, why, silent } = await gatherServers(nc, { timeout, inboxPrefix, again });
		if (fleet.rows.length === 0) {
			output.complain(`no server answered: ${why}`);
			return exitCodes.failure;
		}
		if (again === undefined && ofTwoMoments.includes(column.id)) {
			output.complain(`sorted by name: ${column.title} needs two samples, such as --rates 1s takes`);
		}
		if (silent.length > 0)
			output.complain(`no answer from ${namesText(silent)}, to which others have a route`);
		const descending = (column.descending ?? false) !== (config.reverse ?? false);
		const sort = { column: column.id, descending };
		const rows = sortRows(
			fleet.rows.filter((row) => matches(row, fleet.at)),
			serverColumns,
			sort,
			{ now: fleet.at, totals: false },
			serverOrder,
		);
		if (flags.json)
			output.print(
				JSON.stringify(
					rows.map((row) => serverJson(row)),
					undefined,
					2,
				),
			);
		else if (rows.length === 0) output.print('no server matches the filter');
		else output.print(await printedTable(rows, fleet, config, again !== undefined));
		return exitCodes.fine;
	});
};
