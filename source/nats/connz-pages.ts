// All connections of one server, page after page.

import type { Connection } from '../model/connection.ts';
import type { ConnzPage } from './decode-connz.ts';
import { PageCursor, pageSize } from './page-cursor.ts';
import type { Failure, Result } from './requests.ts';

/** The most rows that are read of one server, whatever it says it has. */
export const mostRows = 32_768;

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

/** Collects pages of `limit` rows; `isPart`: only some connections of the server are asked for. It always ends. */
export const collectPages = async (ask: AskPage, limit = pageSize, isPart = false): Promise<Pages> => {
	const rows = new Map<number, Connection>();
	const cursor = new PageCursor(limit, mostRows, isPart);
	let total = 0;
	let hasTokens = false;
	let server: ConnzPage['server'] | undefined;
	while (cursor.state === 'open') {
		const result = await ask(cursor.offset, limit);
		if (!result.ok) return { server, rows, total, hasTokens, failure: result.failure };
		const { value: page } = result;
		({ server, total } = page);
		hasTokens ||= page.hasTokens;
		if (cursor.take(page)) for (const row of page.rows.slice(0, limit)) rows.set(row.cid, row);
	}
	if (cursor.state === 'cut') return { server, rows, total, hasTokens, isCut: true };
	return { server, rows, total: isPart ? rows.size : total, hasTokens };
};
