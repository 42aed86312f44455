// The facts of the screen that the reducer works with.

import type { ColumnHead } from '../table/column.ts';
import type { Tab } from '../table/list-state.ts';
import type { Mark, Pane, Place } from './ui-state.ts';

/** The facts of the list that keys act on. */
export type ListFacts = {
	kind: 'table' | 'log';
	/** Keys of the rows in their order; those of a log are rising numbers. */
	keys: readonly string[];
	/** Positions of the rows that a search finds; absent where nothing is searched for. */
	found?: readonly number[];
	/** Rows of a page. */
	page: number;
	/** Sortable columns in reading order. */
	columns: readonly ColumnHead[];
	/** Furthest offset to the right: of a table in wide mode, or of a pane of its own. */
	lastOffset: number;
	/** True where the screen draws its own pane, which always scrolls sideways. */
	hasOwnPane?: boolean;
	/** How many figures its cells can show, where it is more than one. */
	figures?: number;
	/** The key of the first row of each block; absent where rows stand in no blocks. */
	blocks?: readonly string[];
	/** Tabs that Enter opens for the selected row; none where the row has no tabs. */
	tabs: readonly Tab[];
	/** The list that Enter opens for the selected row, and the row of it that the cursor goes to; absent where it opens none. */
	opens?: Place & { cursor?: string };
	/** By the id of the screen of a number key: what the key opens on the selected row. */
	leads?: Readonly<Record<string, Place>>;
};

/** The facts of the screen on top. */
export type Facts = {
	list: ListFacts;
	/** The open object's rows of a page, and its furthest scroll. */
	open?: { page: number; last: number };
	/** Keys of the rows with a problem, and the list they are in; absent where there are none. */
	problems?: { list: string; keys: readonly string[] };
	/** The server under the cursor and all that are shown, as marks; absent where servers are not listed. */
	marks?: { at?: Mark; shown: readonly Mark[] };
	/** Scopes by screen id: a number key narrows its screen to the marked servers. */
	markedScopes?: Readonly<Record<string, string>>;
	/** Tabs of the object on top; absent where a list is on top. */
	tabs: readonly Tab[];
	/** Panes that are on screen. */
	panes: readonly Pane[];
	/** The screens that share a number key with the one on top, in order, narrowed as that one is where they know the terms. */
	siblings: readonly Place[];
};
