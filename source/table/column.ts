// A column of a table as one object: its name, its width, what it sorts and filters by, and how it is drawn.

import type { Glyphs, Theme, Token } from '../theme.ts';
import type { Unit } from './filter-quantity.ts';

/** What a value depends on besides its row. */
export type Moment = {
	/** Our time, ms since the epoch. */
	now: number;
	/** Totals since the start in place of rates. */
	totals: boolean;
};

/** Text of a cell before it is fitted to its width, and what it means. */
export type Content = { text: string; token?: Token };

/** What drawing depends on besides the row; `Facts` is what a screen works out once for all its rows. */
export type Look<Facts = unknown> = Moment & {
	theme: Theme;
	glyphs: Glyphs;
	/** Exact numbers where they fit. */
	exact: boolean;
	/** Set while the picture does not move, paused or disconnected: since when. */
	asOf?: number;
} & Facts;

export type Column<Row, Facts = unknown> = {
	/** Lower case; names the column in `:sort`, in filters, in the configuration. */
	id: string;
	title: string;
	/** The title while totals are shown, where it differs. */
	totalsTitle?: string;
	/** What it holds, in words. */
	about: string;
	/** What people call it elsewhere; each sorts and filters as the id does. */
	aliases?: readonly string[];
	/** Cells; one space stands between two columns. */
	width: number;
	/** Holds names: the cells that the one of a row takes. The column is as wide as the longest, up to `most`. */
	nameWidth?: (row: Row) => number;
	/** The most cells a column of names grows to. */
	most?: number;
	/** Stays also where a name is cut for it. */
	stays?: true;
	/** Leaves before all others where a name would be cut. */
	yields?: true;
	/** Exact numbers make it as wide as they are. */
	isExact?: boolean;
	/** Who leaves first where room is short: the greatest. */
	priority: number;
	align: 'left' | 'right';
	/** True where sorting starts with the greatest. */
	descending?: boolean;
	/** The column that decides between rows that are equal under it, before their names do. */
	ties?: string;
	/** It is about the glyph before a row: the sign of sorting stands over that. */
	isLead?: true;
	/** A figure that changes from round to round: one that is old sorts as unknown. */
	ofNow?: boolean;
	/** Texts a filter may ask for, where all of them are known. */
	known?: readonly string[];
	/** Sorts, and filters as a number where there is a unit. Undefined is unknown. */
	value: (row: Row, moment: Moment, facts?: Facts) => number | string | undefined;
	/** What a number counts in; gives the default cell too. Absent for text. */
	unit?: Unit;
	/** Texts that `id:text` is looked for in, where they are not the value itself. */
	texts?: (row: Row, facts?: Facts) => readonly (string | undefined)[];
	/** Where the default cell of the unit is not enough. */
	cell?: (row: Row, width: number, look: Look<Facts>) => Content;
	/** Keeps its colour in a row whose values are old: always, or where it is marked. */
	lit?: 'always' | 'marked';
	/**
	 * The snake_case path of the field in `--json` that holds what it shows, such as `jetstream.storage`: the value itself, the
	 * time that an age is counted from, the list that a count is of; or why there is none.
	 */
	json: string | { none: string };
	/** Left out of tables made of one sample. */
	needsTwoSamples?: true;
	/** Not in printed tables: it says too little there, or takes too much room. */
	printed?: false;
	/** In ASCII it is only drawn on screens at least this wide. */
	asciiFrom?: number;
};

/** A column without its row: all that choosing, heads, help and documentation need. */
export type ColumnHead = Omit<Column<never>, 'value' | 'unit' | 'texts' | 'known' | 'cell' | 'nameWidth'>;

/** A column and the way its values stand. */
export type Sort = {
	column: string;
	descending: boolean;
	/** What decides between equals, where it is not what the column says. */
	ties?: string;
};

/** A column by its id, title or alias; case does not matter. */
export const columnNamed = <C extends Pick<ColumnHead, 'id' | 'title' | 'aliases'>>(
	columns: readonly C[],
	name: string,
): C | undefined => {
	const wanted = name.trim().toLowerCase();
	return (
		columns.find((column) => column.id === wanted) ??
		columns.find((column) => column.title.toLowerCase() === wanted || column.aliases?.includes(wanted))
	);
};

/** The sort by a column, the way it starts. */
export const sortBy = (column: Pick<ColumnHead, 'id' | 'descending'>, reverse = false): Sort => ({
	column: column.id,
	descending: (column.descending ?? false) !== reverse,
});
