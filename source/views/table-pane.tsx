// The pane of any table: its title, the heads of its columns, and the rows in view.

import { createContext, use, useState } from 'react';
import { tellsChange } from '../format/change-cell.ts';
import { headText, leadText } from '../format/column-head.ts';
import { fillRows, paneTitle } from '../format/pane-title.ts';
import { width as cellsOf, fit, fitMiddle } from '../format/text.ts';
import { clock, zonedClock } from '../format/time.ts';
import { withCommas } from '../model/count-words.ts';
import type { ListHonesty } from '../screens/honesty.ts';
import type { OwnPaneView } from '../screens/own-pane.ts';
import type { BaseLook, ListView, Screen } from '../screens/screen.ts';
import { modeWords } from '../screens/servers/server-view.ts';
import { chooseColumns, leadWidth } from '../table/choose-columns.ts';
import { columnNamed } from '../table/column.ts';
import type { ListState } from '../table/list-state.ts';
import { tablePage } from '../ui/geometry.ts';
import { emptyRows } from './empty-rows.ts';
import { Rows } from './rows.tsx';
import { searchTitle } from './search-title.ts';
import { type PlaceInList, useSeen } from './seen-lists.ts';
import { type TableSlice, tableSlice } from './table-slice.ts';

export type TablePaneProps = {
	screen: Pick<Screen, 'id' | 'key' | 'title' | 'noun' | 'columns' | 'empty'>;
	/** The rows that the filter lets through, in the order of the table. */
	view: ListView;
	/** How many rows are known, before the filter. */
	total: number;
	/** The words in place of how many rows there are. */
	summary?: string;
	/** The words for the scope of the list; empty for the whole system. */
	scope: string;
	list: ListState;
	/** Key of the row that a person chose; without one the first row is under the cursor. */
	following?: string;
	/** Keys of the rows that a person marked. */
	marked?: ReadonlySet<string>;
	/** The row of tabs, which stands under the title; absent where there is none. */
	tabs?: string;
	/** Draws the lines above the heads, for the size of the pane. */
	above?: (size: { width: number; height: number }) => readonly string[];
	/** How complete and how fresh the list is; its title says the worst of it. */
	honesty?: ListHonesty;
	look: BaseLook;
	focused: boolean;
	width: number;
	/** Height of the pane: title, tabs and heads included. */
	height: number;
};

const sizeText = (
	{ view, total, list, look, honesty, summary, marked }: TablePaneProps,
	slice: TableSlice,
): string => {
	const known = honesty?.hasMore ? ' known' : '';
	const commas = (count: number): string => (honesty?.hasMore ? withCommas(count) : `${count}`);
	const shown = view.keys.length;
	const of =
		(list.filter === '' && !list.bad) || shown === total
			? commas(shown)
			: `${commas(shown)} of ${commas(total)}`;
	const marks = marked === undefined || marked.size === 0 ? '' : `${commas(marked.size)} marked`;
	const size = (text: string, between: string): string => (marks === '' ? text : marks + between + text);
	if (slice.end - slice.start >= shown)
		return shown === total && summary !== undefined
			? summary
			: size(of, shown === total ? ' of ' : '  ') + known;
	const range = `${slice.start + 1}${look.glyphs.range}${slice.end} of ${commas(shown)}`;
	return size(shown === total ? range : `${range} (${commas(total)})`, '  ') + known;
};

/** The most cells of a title row that rules, spaces and gaps take. */
const mostBeside = 10;

/** The least cells that tell a name from others, and the most that a title spends on one. */
const leastName = 8;
const mostName = 24;

/** `following east-7`, its name cut in the middle to so many cells; empty without a row, or where they say nothing. */
const followingText = ({ view, following, look }: TablePaneProps, room: number): string => {
	const at = following === undefined ? -1 : view.keys.indexOf(following);
	const name = view.at(at)?.name ?? '';
	const most = Math.min(mostName, room - cellsOf('following '));
	return name === '' || most < Math.min(leastName, cellsOf(name))
		? ''
		: `following ${cellsOf(name) > most ? fitMiddle(name, most, look.glyphs) : name}`;
};

/** The state of the list, at the right of its title. The sort gives way to the followed row, since the heads show it too. */
const stateText = (props: TablePaneProps, state: readonly string[], sort: string, room: number): string => {
	const whole = followingText(props, mostName * 2);
	const join = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('  ');
	for (const parts of [[...state, sort], state]) {
		const right = join([whole, ...parts]);
		if (whole === '' || cellsOf(right) <= room) return right;
	}
	return join([followingText(props, room - cellsOf(join(state)) - 2), ...state]);
};

const titleRow = (props: TablePaneProps, slice: TableSlice, own?: OwnPaneView): string => {
	const { screen, list, look, width: columns, focused } = props;
	const { sort, filter, wide, bad } = list;
	const { asOf, totals, theme } = look;
	const column = columnNamed(screen.columns, sort.column);
	const heading = (totals && column?.totalsTitle) || column?.title || sort.column;
	const isChange = props.view.since !== undefined && column !== undefined && tellsChange(column);
	const name = column?.isLead ? column.id : (isChange ? theme.glyphs.changed : '') + heading;
	const sign = sort.descending ? theme.glyphs.sortDown : theme.glyphs.sortUp;
	const aged = asOf === undefined ? '' : `as of ${zonedClock(asOf)}`;
	const scope = props.scope === '' ? '' : `   ${props.scope}`;
	const filtered = `${bad ? '   bad only' : ''}${filter === '' ? '' : `   /${filter}`}`;
	const found = searchTitle(list, props.view, props.following ?? props.view.keys[0], look.glyphs);
	const about = own?.title === undefined ? '' : `   ${own.title}`;
	const title = `${screen.key} ${screen.title}${about}${scope}${filtered}${found}`;
	const [worst] = props.honesty?.parts ?? [];
	const { since } = props.view;
	const news =
		since &&
		`${since.fresh > 0 ? `, ${since.fresh} new` : ''}${since.gone > 0 ? `, ${since.gone} gone` : ''}`;
	const state = [
		since ? `${theme.glyphs.change} since ${clock(since.at)}${news}` : '',
		worst?.text ?? '',
		aged,
		sizeText(props, slice),
		props.view.unfinished ? 'so far' : '',
		wide ? 'wide' : '',
		...modeWords(look),
	];
	return paneTitle({
		title,
		right: stateText(
			props,
			state,
			own?.state ?? (name === '' ? '' : `sort ${name}${sign}`),
			columns - mostBeside - cellsOf(title),
		),
		mark: worst ?? { text: since && aged === '' ? (state[0] ?? '') : aged, token: 'info' },
		columns,
		focused,
		theme,
	});
};

const emptyText = ({ screen, total, list, scope, honesty }: TablePaneProps): string => {
	// Servers may have been asked only for what the list is narrowed to.
	const isAnswer = honesty?.isAnswered && (scope !== '' || list.filter !== '');
	if (total === 0 && honesty?.none !== undefined) return honesty.none;
	if (total === 0 && !isAnswer) return screen.empty(undefined);
	if (list.bad && list.filter === '') return 'Nothing is wrong.  ! shows all.';
	if (list.filter === '') return `No ${screen.noun[0]} of ${scope}.  Esc shows all ${screen.noun[1]}.`;
	return `No ${screen.noun[0]} matches "${list.filter}".  Esc clears the filter.`;
};

/** The columns there is room for. */
const columnsOf = ({ screen, view, list, look, width }: TablePaneProps) =>
	chooseColumns(screen.columns, width, {
		wide: list.wide,
		offset: list.offset,
		chosen: list.chosen,
		names: view.nameWidths(),
		...(look.exact ? { widths: view.exactWidths(look) } : {}),
		ascii: look.glyphs.ascii,
	});

/** The lines above the heads; a pane of a screen's own has none. */
const linesAbove = ({ view, above, width, height }: TablePaneProps): readonly string[] =>
	view.pane ? [] : (above?.({ width, height }) ?? []);

/** The place at a cell of the pane under its title and tabs: a head, or a row. */
export const tablePlace = (props: TablePaneProps, x: number, y: number): PlaceInList | undefined => {
	const heads = (props.tabs === undefined ? 1 : 2) + linesAbove(props).length;
	// A pane that a screen draws itself does not tell where its rows are.
	if (y < heads || props.view.pane) return undefined;
	if (y > heads) return { row: y - heads - 1 };
	const lead = props.screen.columns.find(({ isLead }) => isLead);
	if (x < leadWidth) return lead && { head: lead.id };
	let end = leadWidth;
	for (const { id, width } of columnsOf(props)) {
		end += width + 1;
		if (x < end) return { head: id };
	}
	return undefined;
};

/** The pane as `height` rows of exactly `width`; `slice` is of the rows of its page. */
export const tablePaneRows = (props: TablePaneProps, slice: TableSlice): string[] => {
	const { screen, view, list, look, focused, width, height, following, honesty, tabs, marked } = props;
	const cursor = following ?? view.keys[0];
	const { theme, glyphs } = look;
	const columns = columnsOf(props);
	const heads = columns
		.map((column) => headText(column, list.sort, look, view.since !== undefined))
		.join(' ');
	const body = view.keys.slice(slice.start, slice.end).map((key, row) =>
		view.line(slice.start + row, {
			...{ columns, width, look, focused, offset: 0 },
			selected: key === cursor,
			marked: marked?.has(key) ?? false,
			old: honesty?.oldSince !== undefined,
		}),
	);
	const under = tabs === undefined ? [] : [tabs];
	const own =
		view.keys.length === 0
			? undefined
			: view.pane?.({ width, height: height - 1 - under.length }, look, {
					...{ cursor, offset: list.offset, figure: list.figure },
				});
	const top = [titleRow(props, slice, own), ...under];
	if (own) return fillRows([...top, ...own.rows], height, width);
	return fillRows(
		[
			...top,
			...linesAbove(props),
			theme.paint('title', fit(leadText(screen.columns, list.sort, look) + heads, width, glyphs)),
			...(view.keys.length === 0 ? emptyRows(emptyText(props), props) : body),
		],
		height,
		width,
	);
};

/** The first row in view of each table, by screen and scope, so that a list comes back as it was left. */
export const TableStarts = createContext<Map<string, number> | undefined>(undefined);

/** The pane; it remembers its first row in view from one snapshot to the next, and while another screen is shown. */
export const TablePane = (props: TablePaneProps) => {
	const starts = use(TableStarts);
	const { placed } = props.list;
	const place = `${props.screen.title} ${props.scope}`;
	const [hung, setHung] = useState(() => ({ start: starts?.get(place) ?? 0, placed }));
	const { keys } = props.view;
	const rows = tablePage(props.height, props.tabs !== undefined, linesAbove(props).length);
	const at = props.following === undefined ? -1 : keys.indexOf(props.following);
	// A turn of the wheel sets the row of the screen that the followed row stands in.
	const before = placed === undefined || placed === hung.placed ? hung.start : at - placed.row;
	const slice = tableSlice(keys.length, rows, at < 0 ? undefined : at, before);
	if (slice.start !== hung.start || placed !== hung.placed) setHung({ start: slice.start, placed });
	starts?.set(place, slice.start);
	const { tabs } = props;
	useSeen(props.screen.id, {
		...{ keys, first: slice.start, rows, at: (x, y) => tablePlace(props, x, y) },
		...(tabs !== undefined && { tabs }),
	});
	return <Rows lines={tablePaneRows(props, slice)} />;
};
