// A pane that a screen draws itself, rows that stand together in blocks, and rows that are several objects of JSON.

/** An object of JSON. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The objects of rows, each of which stands for one or for several. */
export const objectsOf = <Row>(
	rows: readonly Row[],
	json: (row: Row) => JsonObject | readonly JsonObject[],
): readonly JsonObject[] => rows.flatMap((row) => json(row));

/** The key of the first row of each block, in order. */
export const blocksOf = <Row>(
	rows: readonly Row[],
	keyOf: (row: Row) => string,
	blockOf: ((row: Row) => number) | undefined,
): readonly string[] => {
	if (blockOf === undefined) return [];
	let before: number | undefined;
	const keys: string[] = [];
	for (const row of rows) {
		const block = blockOf(row);
		if (block !== before) keys.push(keyOf(row));
		before = block;
	}
	return keys;
};

/** Rows that stand together, and what a pane shows of them. */
export type Blocks<Row> = {
	/** The place of the block that a row belongs to; rows of one stand together, and a key goes from one to the next. */
	blockOf?: (row: Row) => number;
	/** The figures that cells of a pane of its own can show, by name; a key goes from one to the next. */
	figures?: readonly string[];
};

/** The inputs of a pane that a screen draws itself. */
export type OwnPane = {
	/** Key of the row under the cursor. */
	cursor?: string;
	/** How far the pane is scrolled to the right, in steps of its own. */
	offset: number;
	/** The place of the figure that its cells show, where there are several. */
	figure?: number;
};

/**
 * A pane of a screen's own as drawn: rows of its size, how many of them are a page, the furthest step to the right; and what
 * stands behind its title, and at the right end of it in place of the sort.
 */
export type OwnPaneView = {
	rows: readonly string[];
	page?: number;
	lastOffset?: number;
	title?: string;
	state?: string;
};
