// Records which cell of the screen shows which row of a list, for the mouse; every list tells it as it is drawn.

import { createContext, useContext, useLayoutEffect } from 'react';

/** A place in the pane of a list: a row of its view counted from 0, or the head of a column by its id. */
export type PlaceInList = { row: number } | { head: string };

/** One list as it is drawn. */
export type SeenList = {
	/** Keys of the list, of which those from `first` on are in view; below 0 rows stay blank. */
	keys: readonly string[];
	first: number;
	/** The first position once the wheel's turns since it was drawn are applied. */
	wheeledTo?: number;
	/** Rows that there is room for. */
	rows: number;
	/** The row of tabs as it is drawn under the title; absent where there is none. */
	tabs?: string;
	/** The place at a cell of the pane. */
	at: (x: number, y: number) => PlaceInList | undefined;
};

/** Lists in view, by the ids of their screens. */
export type SeenLists = Map<string, SeenList>;

/** The record that lists write to. */
export const SeenListsContext = createContext<SeenLists>(new Map());

/** Records a list as soon as it is drawn. */
export const useSeen = (id: string, seen: SeenList): void => {
	const lists = useContext(SeenListsContext);
	useLayoutEffect(() => {
		lists.set(id, seen);
		return () => {
			lists.delete(id);
		};
	});
};
