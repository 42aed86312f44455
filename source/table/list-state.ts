// What a person has chosen in one list, and in one object opened from it.

import type { Sort } from './column.ts';

export type ListState = {
	/** Key of the selected row; absent until there is one, and in a log while it follows its end. */
	cursor?: string;
	/** Set anew by each turn of the wheel: the row of the view that the cursor is in then, counted from 0. */
	placed?: { row: number };
	sort: Sort;
	filter: string;
	/** What is searched for, which hides nothing; absent where nothing is. */
	search?: string;
	/** Ids or aliases of columns in the order they are wanted; absent or empty where they follow from the room there is. */
	chosen?: readonly string[];
	/** Only rows that something is wrong with. */
	bad?: boolean;
	/** All columns, scrolled sideways. */
	wide: boolean;
	/** In a wide table the first column after the pinned one; in a log the cells its text is scrolled to the left. */
	offset: number;
	/** Groups of rows that are switched off. */
	off: readonly string[];
};

/** A list that stands in a tab of an open object: narrowed by terms of a filter, or opened on the object's key. */
export type ListInTab = { screen: string; scope?: string; of?: string };

/** A tab of an object: its picture, or a list and how many rows it has, where that is known. */
export type Tab = { id: string; list?: ListInTab; rows?: number };

/** An object opened from a list. */
export type Opened = {
	key: string;
	tab: string;
	/** Set where that tab is a list: it has the keys then. */
	list?: ListInTab;
	/** As JSON instead of in words. */
	raw: boolean;
	/** Rows scrolled away. */
	scroll: number;
};

/** An opened object as drawn: rows of its pane's size, how many of them scroll by a page, the furthest scroll. */
export type OpenedView = { rows: readonly string[]; page: number; last: number };
