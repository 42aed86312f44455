// A column of a table as one object: its name, its width, what it sorts and filters by, and how it is drawn.

import type { Glyphs, Theme, Token } from '../theme.ts';
import type { Unit } from './filter-quantity.ts';

/** The facts that a value depends on besides its row. */
export type Moment = {
	/** Our time, ms since the epoch. */
	now: number;
	/** True for totals since the start in place of rates. */
	totals: boolean;
};

/** Text of a cell before it is fitted to its width, and what it means. */
export type Content = { text: string; token?: Token };

/** The facts that drawing depends on besides the row; `Facts` are those that a screen works out once for all its rows. */
export type Look<Facts = unknown> = Moment & {
	theme: Theme;
	glyphs: Glyphs;
	/** Exact numbers where they fit. */
	exact: boolean;
	/** The time since which the screen stands still, paused or disconnected; absent while it is live. */
	asOf?: number;
	/** What is looked at where it is not the system as it is now: what was kept of it, or its one sample in an archive. */
	past?: 'recording' | 'archive';
} & Facts;

export type Column<Row, Facts = unknown> = {
	/** The name of the column in `:sort`, in filters, in the configuration; lower case. */
	id: string;
	title: string;
	/** The title while totals are shown, where it differs. */
	totalsTitle?: string;
	/** The meaning of the column, in words. */
	about: string;
	/** Other names of the column; each sorts and filters as the id does. */
	aliases?: readonly string[];
	/** Cells; one space stands between two columns. */
	width: number;
	/** The cells that the name in a row takes, for a column of names: it is as wide as the longest, up to `most`. */
	nameWidth?: (row: Row) => number;
	/** The most cells a column of names grows to. */
	most?: number;
	/** True where the column stays although a name is cut for it. */
	stays?: true;
	/** True where the column leaves before all others when a name would be cut. */
	yields?: true;
	/** True where exact numbers widen the column. */
	isExact?: boolean;
	/** The column with the greatest number leaves first where room is short. */
	priority: number;
	align: 'left' | 'right';
	/** True where sorting starts with the greatest. */
	descending?: boolean;
	/** The column that decides between rows that are equal under it, before their names do. */
	ties?: string;
	/** True where the column is about the glyph before a row: the sign of sorting stands over the glyph. */
	isLead?: true;
	/** True for a figure that changes from round to round: an old one sorts as unknown. */
	ofNow?: boolean;
	/** All texts of the column, where they are known: a filter for another text is refused. */
	known?: readonly string[];
	/** The value to sort by, and to filter by as a number where there is a unit. Undefined is unknown. */
	value: (row: Row, moment: Moment, facts?: Facts) => number | string | undefined;
	/** The unit of a number, which also gives the default cell. Absent for text. */
	unit?: Unit;
	/** Texts that `id:text` is looked for in, where they are not the value itself. */
	texts?: (row: Row, facts?: Facts) => readonly (string | undefined)[];
	/** The cell, where the default cell of the unit is not enough. */
	cell?: (row: Row, width: number, look: Look<Facts>) => Content;
	/** When the cell keeps its colour in a row whose values are old: always, or where it is marked. */
	lit?: 'always' | 'marked';
	/**
	 * The snake_case path of the field in `--json` that holds what it shows, such as `jetstream.storage`: the value itself, the
	 * time that an age is counted from, the list that a count is of; or why there is none.
	 */
	json: string | { none: string };
	/** True where the column needs two samples; tables of one sample leave it out. */
	needsTwoSamples?: true;
	/** True where account mode leaves the column out: there it says the same in each row, or nothing. */
	ofSystem?: true;
	/** True where printed tables leave the column out, as it says too little or takes too much room. */
	printed?: false;
	/** The least width of an ASCII screen that draws the column, in cells. */
	asciiFrom?: number;
};

/** A column without its row: all that choosing, heads, help and documentation need. */
export type ColumnHead = Omit<Column<never>, 'value' | 'texts' | 'known' | 'cell' | 'nameWidth'>;

/** A column and the direction of its sort. */
export type Sort = {
	column: string;
	descending: boolean;
	/** The column that decides between equal rows, where it is not the one the column names. */
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

/** The sort by a column, in the direction that this column starts with. */
export const sortBy = (column: Pick<ColumnHead, 'id' | 'descending'>, reverse = false): Sort => ({
	column: column.id,
	descending: (column.descending ?? false) !== reverse,
});
