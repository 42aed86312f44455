// The choices of a person in one list, and in one object opened from it.

import type { Sort } from './column.ts';

export type ListState = {
	/** Key of the selected row; absent until there is one, and in a log while it follows its end. */
	cursor?: string;
	/** The row of the view that a turn of the wheel leaves the cursor in, counted from 0; a new object for each turn. */
	placed?: { row: number };
	sort: Sort;
	filter: string;
	/** The text of a search, which hides no rows; absent without a search. */
	search?: string;
	/** Ids or aliases of columns in the order they are wanted; absent or empty where they follow from the room there is. */
	chosen?: readonly string[];
	/** True for only the rows with a problem. */
	bad?: boolean;
	/** True for all columns, scrolled sideways. */
	wide: boolean;
	/** In a wide table the first column after the pinned one; in a log the cells its text is scrolled to the left. */
	offset: number;
	/** The place of the figure that cells of a pane of its own show, where there are several. */
	figure?: number;
	/** Groups of rows that are switched off. */
	off: readonly string[];
};

/** A list that stands in a tab of an open object: narrowed by terms of a filter, or opened on the object's key. */
export type ListInTab = { screen: string; scope?: string; of?: string };

/** A tab of an object: rows that the object draws, or a list with the number of its rows, where that is known. */
export type Tab = { id: string; list?: ListInTab; rows?: number };

/** An object opened from a list. */
export type Opened = {
	key: string;
	tab: string;
	/** The list in the open tab, where it is one; keys act on this list then. */
	list?: ListInTab;
	/** True for JSON instead of words. */
	raw: boolean;
	/** Rows scrolled away. */
	scroll: number;
};

/** An opened object as drawn: rows of its pane's size, how many of them scroll by a page, the furthest scroll. */
export type OpenedView = { rows: readonly string[]; page: number; last: number };
