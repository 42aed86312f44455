// The pane of any log: newest at the bottom, following until someone looks back.

import { useState } from 'react';
import { count } from '../format/number.ts';
import { fillRows, paneTitle } from '../format/pane-title.ts';
import { roomyColumns } from '../format/screen-sizes.ts';
import { zoneAt } from '../model/local-time.ts';
import type { ListHonesty } from '../screens/honesty.ts';
import type { LogCounts } from '../screens/list-facts.ts';
import type { BaseLook, ListView, Screen } from '../screens/screen.ts';
import type { ListState } from '../table/list-state.ts';
import type { Token } from '../theme.ts';
import { logPage } from '../ui/geometry.ts';
import { emptyRows } from './empty-rows.ts';
import { type LogAnchor, type LogSlice, logSlice } from './log-slice.ts';
import { Rows } from './rows.tsx';
import { searchTitle } from './search-title.ts';
import { useSeen } from './seen-lists.ts';

export type LogPaneProps = {
	screen: Pick<Screen, 'id' | 'key' | 'title' | 'noun' | 'empty'>;
	/** The words for the scope of the log; empty for the whole system. */
	scope: string;
	/** The rows that filter and groups let through, oldest first. */
	view: ListView;
	/** Rows kept, shown or not. */
	total: number;
	counts: LogCounts;
	list: ListState;
	/** Why nothing new is shown; absent while the log runs. */
	halted?: 'paused' | 'waiting';
	/** The row of tabs, which stands under the title; absent where there is none. */
	tabs?: string;
	/** How complete and how fresh the log is; its title says the worst of it. */
	honesty?: ListHonesty;
	look: BaseLook;
	focused: boolean;
	width: number;
	/** Height of the pane: title and tabs included. */
	height: number;
};

/** From this width on the title has room for the rate. */
const rateColumns = 120;

const stateOf = ({ halted, look }: LogPaneProps, slice: LogSlice): string => {
	if (halted) return halted;
	if (slice.selected === undefined) return 'following';
	const { dot, sortDown } = look.glyphs;
	return slice.newer > 0 ? `not following ${dot} ${sortDown} ${slice.newer} new` : 'not following';
};

const titleRow = (props: LogPaneProps, slice: LogSlice): string => {
	const { screen, view, total, counts, list, width: columns, look } = props;
	const { filter } = list;
	const { theme, glyphs } = look;
	const shown = view.keys.length;
	const wide = columns >= rateColumns;
	const state = stateOf(props, slice);
	const gap = slice.selected === undefined ? '  ' : '   ';
	// A narrow header has no clock, so the zone is named here.
	const zone = columns < roomyColumns ? `${zoneAt(look.now)}${gap}` : '';
	const sized = filter !== '' || wide || shown !== total ? `${shown} of ${total}` : String(total);
	const size = view.unfinished ? `${sized} so far` : sized;
	const fallen = Object.values(counts.dropped).reduce((sum, lines) => sum + lines, 0);
	const lost =
		fallen > 0 && (wide || slice.selected === undefined) ? `   dropped ${count(fallen, glyphs)}` : '';
	// With a filter, the rate is that of the shown rows.
	const rate = view.rate?.(look.now) ?? counts.rate;
	const speed = wide ? `   ${count(rate, glyphs)}/s` : '';
	const [worst] = props.honesty?.parts ?? [];
	const token: Token = slice.newer > 0 || props.halted ? 'info' : 'muted';
	const filtered = filter === '' ? '' : `   /${filter}`;
	const cursor = slice.selected === undefined ? undefined : view.keys[slice.selected];
	const scope = props.scope === '' ? '' : `   ${props.scope}`;
	const title = `${screen.key} ${screen.title}${scope}${filtered}${searchTitle(list, view, cursor, glyphs)}`;
	return paneTitle({
		title,
		right: `${worst === undefined ? '' : `${worst.text}${gap}`}${zone}${state}${gap}${size}${lost}${speed}`,
		mark: worst ?? { text: state, token },
		columns,
		focused: props.focused,
		theme,
	});
};

/** Why the list is empty, and what to do about it. */
const emptyText = ({ screen, view, total, counts, list }: LogPaneProps): string => {
	const [one, many] = screen.noun;
	if (total === 0) return screen.empty(counts);
	if (view.unfinished) return `No ${one} matches "${list.filter}" so far.`;
	if (list.filter !== '') return `No ${one} matches "${list.filter}".  Esc clears the filter.`;
	return `${total === 1 ? `The one ${one} is` : `All ${total} ${many} are`} of a kind that is off.  t chooses kinds.`;
};

/** The pane as `height` rows of exactly `width`; `slice` is of the rows of its page. */
export const logPaneRows = (props: LogPaneProps, slice: LogSlice): string[] => {
	const { view, list, look, focused, width, height, tabs } = props;
	const top = [titleRow(props, slice), ...(tabs === undefined ? [] : [tabs])];
	const room = height - top.length;
	const { offset } = list;
	const lines = Array.from({ length: room }, (_, row) => {
		const position = slice.start + row;
		const selected = position === slice.selected;
		return view.line(position, { columns: [], width, look, selected, focused, offset });
	});
	const body = view.keys.length === 0 ? fillRows(emptyRows(emptyText(props), props), room, width) : lines;
	return [...top, ...body];
};

/** The row that keeps its place on screen, and the turn of the wheel that put it there. */
type Hung = { filter: string; placed?: ListState['placed']; anchor?: LogAnchor };

/** The pane; it remembers from one snapshot to the next which row keeps its place. */
export const LogPane = (props: LogPaneProps) => {
	const { filter, cursor, placed } = props.list;
	const [hung, setHung] = useState<Hung>({ filter, placed });
	const wheeled = placed === hung.placed || cursor === undefined ? undefined : placed;
	const before = hung.filter === filter ? hung.anchor : undefined;
	const { tabs } = props;
	const { keys } = props.view;
	const rows = logPage(props.height, tabs !== undefined);
	const slice = logSlice(keys, rows, cursor, wheeled ? { seq: Number(cursor), row: wheeled.row } : before);
	const { anchor } = slice;
	const isOther = hung.filter !== filter || hung.placed !== placed;
	if (isOther || hung.anchor?.seq !== anchor?.seq || hung.anchor?.row !== anchor?.row) {
		setHung({ filter, placed, ...(anchor ? { anchor } : {}) });
	}
	const top = props.height - rows;
	useSeen(props.screen.id, {
		...{ keys, first: slice.start, rows, at: (_, y) => (y < top ? undefined : { row: y - top }) },
		...(tabs !== undefined && { tabs }),
	});
	return <Rows lines={logPaneRows(props, slice)} />;
};
