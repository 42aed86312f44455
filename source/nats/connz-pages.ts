// All connections of one server, page after page, so that none is skipped although clients come and go meanwhile.

import type { Connection } from '../model/connection.ts';
import type { ConnzPage } from './decode-connz.ts';
import type { Failure, Result } from './requests.ts';

/** Rows of a page. */
export const pageSize = 4096;

/**
 * Each page begins so many rows before the end of the last one: a connection that closes moves all later ones up by one.
 * Rows are known by their cid, so that those which come twice do no harm.
 */
const overlap = 64;

/** Where even that was not enough, the page is asked for again so many rows lower, and twice as many the next time. */
const firstStep = 512;

/** The most rows that are read of one server, whatever it says it has. */
export const mostRows = 32_768;

/** Pages that neither bring anything new nor lead on, one after the other, after which nothing more is waited for. */
const mostIdle = 2;

export type Pages = {
	server?: ConnzPage['server'];
	/** By cid. */
	rows: ReadonlyMap<number, Connection>;
	/** How many there are in all, as the server said last. */
	total: number;
	/** What failed, where there are not all of them. */
	failure?: Failure;
	/** The server says that there are more, and does not come to an end. */
	isCut?: true;
	hasTokens: boolean;
};

/** How a page is asked for: from which row on, in the order of cids. */
export type AskPage = (offset: number, limit: number) => Promise<Result<ConnzPage>>;

/**
 * Collects pages of `limit` rows. Whoever was connected all the while is in them; it always ends. With `isPart` only some
 * are asked for: servers before 2.14 count and page all of them and leave the others out afterwards, so that neither the
 * rows of a page nor the total say where the end is.
 */
export const collectPages = async (ask: AskPage, limit = pageSize, isPart = false): Promise<Pages> => {
	const rows = new Map<number, Connection>();
	const step = Math.min(overlap, Math.floor(limit / 2));
	let mostPages = 8 + 2 * Math.ceil(mostRows / (limit - step));
	let [offset, last, reachedCid, total, back, idle] = [0, 0, 0, 0, firstStep, 0];
	let hasTokens = false;
	let server: ConnzPage['server'] | undefined;
	while (rows.size < mostRows && idle < mostIdle && mostPages-- > 0) {
		const result = await ask(offset, limit);
		if (!result.ok) return { server, rows, total, hasTokens, failure: result.failure };
		const { value: page } = result;
		({ server, total } = page);
		hasTokens ||= page.hasTokens;
		// Between the last row and this page there may be others, which have moved up.
		if (!isPart && offset > 0 && (page.rows[0]?.cid ?? Number.POSITIVE_INFINITY) > last) {
			offset = Math.max(0, Math.min(offset - back, total - step));
			back *= 2;
			continue;
		}
		const before = rows.size;
		const reached = offset + (isPart ? limit : page.received);
		for (const row of page.rows.slice(0, limit)) {
			rows.set(row.cid, row);
			if (row.cid > last) last = row.cid;
		}
		const pageEnd = page.rows.at(-1)?.cid ?? 0;
		idle = !isPart && rows.size === before && pageEnd <= reachedCid ? idle + 1 : 0;
		reachedCid = pageEnd;
		if (isPart ? reached >= total : page.received < limit && reached >= total)
			return { server, rows, total: isPart ? rows.size : total, hasTokens };
		offset = Math.max(0, reached - step);
		back = firstStep;
	}
	return { server, rows, total, hasTokens, isCut: true };
};
