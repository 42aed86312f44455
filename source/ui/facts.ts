// What the reducer is told of the screen that a key acts on.

import type { ColumnHead } from '../table/column.ts';
import type { Tab } from '../table/list-state.ts';
import type { Pane, Place } from './ui-state.ts';

/** What the reducer must know of the list that keys act on. */
export type ListFacts = {
	kind: 'table' | 'log';
	/** Keys of the rows in view order; of a log they are rising numbers. */
	keys: readonly string[];
	/** Positions of the rows that a search finds; absent where nothing is searched for. */
	found?: readonly number[];
	/** Rows of a page. */
	page: number;
	/** Sortable columns in reading order. */
	columns: readonly ColumnHead[];
	/** Furthest offset to the right: of a table in wide mode, or of a pane of its own. */
	lastOffset: number;
	/** A pane of its own is drawn, which scrolls sideways at all times. */
	hasOwnPane?: boolean;
	/** Tabs of the selected row once it is opened; none where it cannot be. */
	tabs: readonly Tab[];
	/** The list that Enter opens for the selected row, where that is what it does. */
	opens?: Place;
	/** What other screens are narrowed to when their number is pressed on the selected row, by their ids. */
	leads?: Readonly<Record<string, string>>;
};

/** What the reducer must know of the screen it acts on. */
export type Facts = {
	list: ListFacts;
	/** Of the open object: rows of a page, and its furthest scroll. */
	open?: { page: number; last: number };
	/** Rows that something is wrong with, and the list they are in; absent where none is known. */
	problems?: { list: string; keys: readonly string[] };
	/** Tabs of the object on top, where one is. */
	tabs: readonly Tab[];
	/** Panes that are on screen. */
	panes: readonly Pane[];
	/** Ids of the screens that share a number key with the one on top, in order. */
	siblings: readonly string[];
};
