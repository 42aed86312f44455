// Where to go on in the list of one server's connections, so that none is skipped although clients come and go between pages.

/** Rows of a page. */
export const pageSize = 4096;

/**
 * Each page begins so many rows before the end of the last one: a connection that closes moves all later ones up by one.
 * Rows are known by their cid, so that those which come twice do no harm.
 */
const overlap = 64;

/** Where even that was not enough, the page is asked for again so many rows lower, and twice as many the next time. */
const firstStep = 512;

/** Pages that neither bring anything new nor lead on, one after the other, after which nothing more is waited for. */
const mostIdle = 2;

/** What is looked at of a page in the order of cids. */
export type SortedPage = {
	rows: readonly { cid: number }[];
	/** Rows as they came, those that could not be read among them. */
	received: number;
	/** How many there are in all, as the server says. */
	total: number;
};

/**
 * Leads through pages of `limit` rows. Whoever was connected all the while is in those that it takes; it always ends. With
 * `isPart` only some are asked for: servers before 2.14 count and page all of them and leave the others out afterwards, so
 * that neither the rows of a page nor the total say where the end is.
 */
export class PageCursor {
	/** The row that the next page begins with. */
	offset = 0;
	/** `end`: all there are have come. `cut`: the server says that there are more, and does not come to an end. */
	state: 'open' | 'end' | 'cut' = 'open';
	/** Greatest cid that was taken, and that of the last page's end. */
	#last = 0;
	#reached = 0;
	#back = firstStep;
	#idle = 0;
	#pagesLeft: number;
	readonly #step: number;

	constructor(
		readonly limit = pageSize,
		readonly mostRows = Number.POSITIVE_INFINITY,
		readonly isPart = false,
	) {
		this.#step = Math.min(overlap, Math.floor(limit / 2));
		this.#pagesLeft = 8 + 2 * Math.ceil(mostRows / (limit - this.#step));
	}

	/** True where the page is to be used; not where others may stand between it and the last one, and it is asked for again. */
	take({ rows, received, total }: SortedPage): boolean {
		if (--this.#pagesLeft <= 0) this.state = 'cut';
		const { offset, limit, isPart } = this;
		if (!isPart && offset > 0 && (rows[0]?.cid ?? Number.POSITIVE_INFINITY) > this.#last) {
			this.offset = Math.max(0, Math.min(offset - this.#back, total - this.#step));
			this.#back *= 2;
			// What lies lower leads on from there, although it brings nothing new at first.
			this.#reached = 0;
			return false;
		}
		let last = this.#last;
		for (const { cid } of rows) if (cid > last) last = cid;
		const end = rows.at(-1)?.cid ?? 0;
		this.#idle = !isPart && last === this.#last && end <= this.#reached ? this.#idle + 1 : 0;
		this.#last = last;
		this.#reached = end;
		const reached = offset + (isPart ? limit : received);
		if (reached >= total && (isPart || received < limit)) this.state = 'end';
		else if (this.#idle >= mostIdle || reached >= this.mostRows) this.state = 'cut';
		this.offset = Math.max(0, reached - this.#step);
		this.#back = firstStep;
		return true;
	}
}
