// `natstop servers`: one gathering, as a table or as JSON.

import { renderToString } from 'ink';
import { Table } from 'ink-table';
import type { Config } from '../config.ts';
import { cellText } from '../format/server-cell.ts';
import { serverJson } from '../format/server-json.ts';
import { tableInAscii } from '../format/text.ts';
import { columns } from '../model/columns.ts';
import type { FleetSnapshot, ServerRow } from '../model/fleet.ts';
import { fleetFacts } from '../model/fleet-facts.ts';
import { sortRows } from '../model/table.ts';
import { gatherServers } from '../nats/gather-servers.ts';
import { tableWish } from '../table-wish.ts';
import { createTheme } from '../theme.ts';
import { inSystemAccount } from './connected.ts';
import { type ExitCode, exitCodes, type Output } from './output.ts';

/** What a table of one moment can show: rates and trends need two. */
const shown = [
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

/** What is not a figure is printed whole, within reason: nothing has to fit a screen here. */
const longestText = 100;

/** The table as text; ink-table draws it as wide as its cells. */
const tableText = (rows: readonly ServerRow[], fleet: FleetSnapshot, config: Config): string => {
	const { glyphs } = createTheme('mono', config.ascii);
	const context = { now: fleet.at, glyphs, exact: false, totals: false, ...fleetFacts(fleet) };
	const picked = columns.filter(({ id }) => id === 'name' || shown.includes(id));
	const data = rows.map((row) =>
		Object.fromEntries(
			picked.map((column) => [
				column.title,
				cellText(
					row,
					{ ...column, width: column.align === 'left' ? longestText : column.width },
					context,
				).text.trim(),
			]),
		),
	);
	const text = renderToString(
		<Table data={data} columns={picked.map(({ title, align }) => ({ key: title, align }))} padding={1} />,
		{ columns: 400 },
	);
	return config.ascii ? tableInAscii(text) : text;
};

/** Prints all servers; exit 1 when none answered. */
export const serversCommand = (
	config: Config,
	flags: { json?: boolean },
	output: Output,
): Promise<ExitCode> => {
	const wish = tableWish(config);
	if (!wish.ok) {
		output.complain(wish.error);
		return Promise.resolve(exitCodes.usage);
	}
	const { matches, column = { id: 'name', descending: false } } = wish;
	return inSystemAccount(config, output, async ({ nc }) => {
		const { timeout, inboxPrefix } = config.connection;
		const { fleet, end } = await gatherServers(nc, { timeout, inboxPrefix });
		if (fleet.rows.length === 0) {
			const why = end === 'no-responders' ? 'no responders' : `nothing in ${timeout / 1000}s`;
			output.complain(`no server answered: ${why}; the user may lack permission to publish there`);
			return exitCodes.failure;
		}
		const descending = config.reverse ? !column.descending : column.descending;
		const sort = { column: column.id, descending };
		const rows = sortRows(
			fleet.rows.filter((row) => matches(row, fleet.at)),
			sort,
			{ now: fleet.at, totals: false },
		);
		if (flags.json) output.print(JSON.stringify(rows.map(serverJson), undefined, 2));
		else output.print(rows.length === 0 ? 'no server matches the filter' : tableText(rows, fleet, config));
		return exitCodes.fine;
	});
};
