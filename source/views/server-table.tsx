// The servers pane: one row a server, in view around the cursor.

import { useState } from 'react';
import { type CellContext, exactWidths, headText } from '../format/server-cell.ts';
import { fit, width } from '../format/text.ts';
import { zonedClock } from '../format/time.ts';
import { columnNamed } from '../model/columns.ts';
import type { ServerRow } from '../model/fleet.ts';
import type { FleetFacts } from '../model/fleet-facts.ts';
import { lastOnly } from '../model/last-only.ts';
import { isMetaLeader } from '../model/server-facts.ts';
import { chooseColumns, leadWidth } from '../model/table.ts';
import type { Theme } from '../theme.ts';
import { fillRows, paneTitle } from './pane.tsx';
import { Rows } from './rows.tsx';
import { serverRow } from './server-row.ts';
import { modeWords } from './server-view.ts';
import { type TableSlice, tableSlice } from './table-slice.ts';

export type ServerTableProps = {
	/** What the filter lets through, in the order of the table. */
	servers: readonly ServerRow[];
	/** True where the filter has not come to all of them yet. */
	unfinished?: boolean;
	/** Servers known, before the filter. */
	total: number;
	facts: FleetFacts;
	/** Key of the selected row. */
	cursor?: string;
	sort: { column: string; descending: boolean };
	filter: string;
	/** Columns scroll sideways; `offset` is the first one after NAME. */
	wide: boolean;
	offset: number;
	/** Columns from the configuration. */
	chosen?: readonly string[];
	/** Set while the picture does not move: paused or disconnected. */
	asOf?: number;
	now: number;
	exact: boolean;
	totals: boolean;
	focused: boolean;
	columns: number;
	/** Height of the pane, title and heads included. */
	rows: number;
	theme: Theme;
};

/** Title and column heads. */
const headHeight = 2;

/** Rows of servers in a pane of this height: what a page is. */
export const serverPage = (rows: number): number => Math.max(1, rows - headHeight);

const sizeText = ({ servers, total, filter, theme }: ServerTableProps, slice: TableSlice): string => {
	const shown = servers.length;
	const of = filter === '' || shown === total ? `${shown}` : `${shown} of ${total}`;
	if (slice.end - slice.start >= shown) return of;
	const range = `${slice.start + 1}${theme.glyphs.range}${slice.end} of ${shown}`;
	return shown === total ? range : `${range} (${total})`;
};

const titleRow = (props: ServerTableProps, slice: TableSlice): string => {
	const { sort, filter, unfinished, asOf, totals, wide, theme, columns, focused } = props;
	const column = columnNamed(sort.column);
	const name = (totals && column?.totalsTitle) || column?.title || sort.column;
	const sign = sort.descending ? theme.glyphs.sortDown : theme.glyphs.sortUp;
	const aged = asOf === undefined ? '' : `as of ${zonedClock(asOf)}`;
	return paneTitle({
		title: filter === '' ? '1 Servers' : `1 Servers   /${filter}`,
		right: [
			aged,
			sizeText(props, slice),
			unfinished ? 'so far' : '',
			wide ? 'wide' : '',
			...modeWords(props),
			`sort ${name}${sign}`,
		]
			.filter((part) => part !== '')
			.join('  '),
		mark: { text: aged, token: 'info' },
		columns,
		focused,
		theme,
	});
};

const emptyRow = ({ total, filter, columns, theme }: ServerTableProps): string => {
	const text =
		total === 0 ? 'No server has answered yet.' : `No server matches "${filter}".  Esc clears the filter.`;
	return theme.paint('muted', fit(` ${text}`, columns, theme.glyphs));
};

/** Cells of the longest name, with the mark of the meta leader behind it. */
const longestName = lastOnly((servers: readonly ServerRow[]): number =>
	servers.reduce((most, row) => Math.max(most, width(row.info.name) + (isMetaLeader(row) ? 2 : 0)), 0),
);

/** The pane as `rows` rows of exactly `columns`; `slice` is of its `serverPage(rows)` rows. */
export const serverTableRows = (props: ServerTableProps, slice: TableSlice): string[] => {
	const { servers, sort, columns, rows, theme, facts, now, exact, totals, focused } = props;
	const { glyphs } = theme;
	const context: CellContext = { ...facts, now, exact, totals, glyphs };
	const shown = chooseColumns(columns, {
		wide: props.wide,
		offset: props.offset,
		...(props.chosen ? { chosen: props.chosen } : {}),
		nameWidth: longestName(servers),
		...(exact ? { widths: exactWidths(servers, context) } : {}),
		ascii: glyphs.ascii,
	});
	const heads = shown.map((column) => headText(column, sort, context)).join(' ');
	const body = servers.slice(slice.start, slice.end).map((server) =>
		serverRow(server, shown, context, {
			selected: server.key === props.cursor,
			focused,
			columns,
			theme,
		}),
	);
	return fillRows(
		[
			titleRow(props, slice),
			theme.paint('title', fit(' '.repeat(leadWidth) + heads, columns, glyphs)),
			...(servers.length === 0 ? [emptyRow(props)] : body),
		],
		rows,
		columns,
	);
};

/** The pane; it remembers where its view began from one picture to the next. */
export const ServerTable = (props: ServerTableProps) => {
	const [start, setStart] = useState(0);
	const at = props.servers.findIndex((server) => server.key === props.cursor);
	const height = serverPage(props.rows);
	const slice = tableSlice(props.servers.length, height, at < 0 ? undefined : at, start);
	if (slice.start !== start) setStart(slice.start);
	return <Rows lines={serverTableRows(props, slice)} />;
};
