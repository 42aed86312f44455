// `natstop servers`: one gathering, as a table or as JSON.

import { renderToString } from 'ink';
import { Table } from 'ink-table';
import type { Config } from '../config.ts';
import { cellText } from '../format/server-cell.ts';
import { serverJson } from '../format/server-json.ts';
import { toAscii } from '../format/text.ts';
import { columnNamed, columns } from '../model/columns.ts';
import { parseServerFilter } from '../model/filter.ts';
import type { FleetSnapshot, ServerRow } from '../model/fleet.ts';
import { fleetFacts } from '../model/fleet-facts.ts';
import { sortRows } from '../model/table.ts';
import { gatherServers } from '../nats/gather-servers.ts';
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

/** The borders of ink-table where there are no box characters. */
const inAscii = (table: string): string =>
	table
		.replaceAll('─', '-')
		.replaceAll('│', '|')
		.replace(/[┌┬┐├┼┤└┴┘]/g, '+');

/** The table as text; ink-table draws it as wide as its cells. */
const tableText = (rows: readonly ServerRow[], fleet: FleetSnapshot, config: Config): string => {
	const { glyphs } = createTheme('mono', config.ascii);
	const context = { now: fleet.at, glyphs, exact: false, totals: false, ...fleetFacts(fleet) };
	const picked = columns.filter(({ id }) => id === 'name' || shown.includes(id));
	const data = rows.map((row) =>
		Object.fromEntries(
			picked.map((column) => [
				column.title,
				cellText(row, { ...column, width: column.id === 'name' ? 40 : column.width }, context).text.trim(),
			]),
		),
	);
	const text = renderToString(
		<Table data={data} columns={picked.map(({ title, align }) => ({ key: title, align }))} padding={1} />,
		{ columns: 400 },
	);
	return config.ascii ? toAscii(inAscii(text)) : text;
};

/** Prints all servers; exit 1 when none answered. */
export const serversCommand = (
	config: Config,
	flags: { json?: boolean },
	output: Output,
): Promise<ExitCode> => {
	const filter = parseServerFilter(config.filter ?? '');
	if (!filter.ok) {
		output.complain(`--filter: ${filter.error}`);
		return Promise.resolve(exitCodes.usage);
	}
	const column = columnNamed(config.sort ?? 'name');
	if (column === undefined) {
		output.complain(
			`--sort: no column ${JSON.stringify(config.sort)}; there are ${columns.map(({ id }) => id).join(', ')}`,
		);
		return Promise.resolve(exitCodes.usage);
	}
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
			fleet.rows.filter((row) => filter.matches(row, fleet.at)),
			sort,
			{ now: fleet.at, totals: false },
		);
		if (flags.json) output.print(JSON.stringify(rows.map(serverJson), undefined, 2));
		else output.print(rows.length === 0 ? 'no server matches the filter' : tableText(rows, fleet, config));
		return exitCodes.fine;
	});
};
