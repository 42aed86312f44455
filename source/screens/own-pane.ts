// A pane that a screen draws itself: what it is drawn for, and what comes of it.

/** The inputs of a pane that a screen draws itself. */
export type OwnPane = {
	/** Key of the row under the cursor. */
	cursor?: string;
	/** How far the pane is scrolled to the right, in steps of its own. */
	offset: number;
};

/** A pane of a screen's own as drawn: rows of its size, how many of them are a page, the furthest step to the right. */
export type OwnPaneView = { rows: readonly string[]; page?: number; lastOffset?: number };
