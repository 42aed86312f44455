// What a list says of itself beside its rows: how much of it there is, how complete and how fresh it is.

/** Counts of a log beside its rows. */
export type LogCounts = {
	/** Rows that fell off, of each part, and how many are kept at most. */
	dropped: Readonly<Record<string, number>>;
	most: number;
	/** Rows a second. */
	rate: number;
	/** When listening began. */
	since: number;
};

/** How complete and how fresh a snapshot is; all absent where there is nothing to say. */
export type Honesty = {
	/** When it was taken, our clock. */
	at?: number;
	/** Nobody answered: in the server's words. */
	failed?: string;
	/** We may not ask: the subject, and in a sentence what is known and true all the same. */
	denied?: { subject: string; still: string };
	/** Who did not answer, or what was cut; and the same where room is short. */
	partial?: string;
	short?: string;
	/** There are more rows than are known. */
	hasMore?: true;
	/** Milliseconds between two rounds, where they are longer than wished. */
	every?: number;
	/** What is worth saying of a list that is as it should be. */
	note?: string;
};
