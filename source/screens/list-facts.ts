// The facts of a list beside its rows: counts, completeness, freshness, and where it leads.

/** Counts of a log beside its rows. */
export type LogCounts = {
	/** Rows that were dropped, for each part, and the most rows that are kept. */
	dropped: Readonly<Record<string, number>>;
	most: number;
	/** Rows a second. */
	rate: number;
	/** When listening began. */
	since: number;
};

/** How complete and how fresh a snapshot is; all absent where there is nothing to say. */
export type Honesty = {
	/** When the snapshot was taken, by our clock, ms since the epoch. */
	at?: number;
	/** The error where nobody answered, in the server's words. */
	failed?: string;
	/** The subject that our user may not ask on, and a sentence about what is known all the same. */
	denied?: { subject: string; still: string };
	/** The servers that did not answer, or what was cut, in words; and shorter words for little room, of the note without it. */
	partial?: string;
	short?: string;
	/** True where there are more rows than are known. */
	hasMore?: true;
	/** Milliseconds between two rounds, where they are longer than wished. */
	every?: number;
	/** Why there can be no rows, as a sentence, where that is an answer and nothing is wrong. */
	none?: string;
	/** A note on a list that is as it should be. */
	note?: string;
};

/** What a list is as a whole, in one row: its load, and its worst in words where its checks do not say that. */
export type AreaFacts = {
	/** Messages, or what it counts in place of them, a second. */
	load?: number;
	worst?: string;
	/** 2 where that is critical; else a list with rows in trouble is a warning. */
	rank?: number;
	/** What is said where nothing is wrong. */
	note?: string;
};

/** What stands above a list, in place of how many rows it has. */
export type Heading = {
	/** How many rows the screens of its number have, by their ids, as far as it is known. */
	siblings?: Readonly<Record<string, number>>;
	/** The words in the title. */
	summary?: string;
	/** What the main screen of account mode says of the list as a whole. */
	area?: AreaFacts;
};

/** A list that is gone to, narrowed where there is a scope, or one object of it by its key. */
export type Target = { screen: string; scope?: string; key?: string };
