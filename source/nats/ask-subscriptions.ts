// Asks all servers what the connections of one account listen to: by the account's own service, page after page.

import type { GatherEnd } from './gather.ts';
import type { Cost } from './governor.ts';
import { readSubscriptions, type SubscriptionsPage } from './read-subscriptions.ts';
import { accountConnzSubject } from './subjects.ts';
import type { Wire } from './wire.ts';

/** Connections of one page; each begins a few before the end of the last, as one may be gone meanwhile. */
const pageSize = 1024;
const overlap = 16;

/** More pages are not asked for: by then no screen tells more. */
const mostPages = 32;

/** A page with a hundred thousand subscriptions is a tenth of this, unpacked; bytes. */
const longestAnswer = 64 * 1024 * 1024;

/** Servers asked by name at the same time. */
const mostAtOnce = 8;

export type SubscriptionsOptions = {
	/** Name or key of the account; absent for our own. */
	account?: string;
	/** Ids of the servers that are expected to answer. */
	expected?: ReadonlySet<string>;
	/** The only servers that are asked, by name and each by itself: where of one question to all only one answer comes. */
	names?: readonly string[];
	timeout: number;
	limit?: number;
	signal?: AbortSignal;
	spend?: (cost: Cost) => void;
	onPage: (page: SubscriptionsPage) => void;
};

/** What came of a round. */
export type SubscriptionsRound = {
	end: GatherEnd;
	/** Ids of those that answered every page. */
	answered: ReadonlySet<string>;
	/** There are more connections than pages that are asked for, or more subscriptions than are read. */
	isCut: boolean;
};

/** One question and its pages; `name` is that of the only server that is asked. */
const askPages = async (
	wire: Wire,
	{ account, expected, timeout, limit = pageSize, signal, spend, onPage }: SubscriptionsOptions,
	name?: string,
): Promise<SubscriptionsRound> => {
	const answered = new Set<string>();
	let isCut = false;
	let offset = 0;
	for (let page = 0; page < mostPages; page++) {
		const here = new Set<string>();
		let hasMore = false;
		const end = await wire.gather(
			accountConnzSubject(account),
			{
				...{ subscriptions_detail: true, sort: 'cid', offset, limit },
				...(name !== undefined && { server_name: name, exact_match: true }),
			},
			{
				...{ maxWait: timeout, gzip: true, longest: longestAnswer, signal },
				...(page > 0 ? { expected: answered } : expected && name === undefined && { expected }),
				onAnswer({ fields, ms, bytes, readMs }) {
					const began = performance.now();
					const found = readSubscriptions(fields);
					const spent = readMs + performance.now() - began;
					spend?.({ bytes, readMs: spent, busyMs: ms });
					// Before 2.12 a server takes a name for the beginning of its own.
					if (found === undefined || (name !== undefined && found.server.name !== name)) return undefined;
					here.add(found.server.id);
					isCut ||= found.isCut;
					hasMore ||= found.received >= limit && offset + found.received < found.total;
					if (!signal?.aborted) onPage(found);
					return found.server.id;
				},
				...(name !== undefined && { enough: () => here.size > 0 }),
			},
		);
		if (page === 0) for (const id of here) answered.add(id);
		if (!hasMore || signal?.aborted) return { end, answered, isCut };
		offset += limit - overlap;
	}
	return { end: 'all', answered, isCut: true };
};

/** Asks everybody at once, or those that are named one by one. */
export const askSubscriptions = async (
	wire: Wire,
	options: SubscriptionsOptions,
): Promise<SubscriptionsRound> => {
	const { names } = options;
	if (names === undefined) return askPages(wire, options);
	const waiting = [...names];
	const rounds: SubscriptionsRound[] = [];
	const work = async (): Promise<void> => {
		for (let name = waiting.shift(); name !== undefined; name = waiting.shift())
			rounds.push(await askPages(wire, options, name));
	};
	await Promise.all(Array.from({ length: Math.min(mostAtOnce, names.length) }, work));
	return {
		end: rounds.find(({ end }) => end === 'denied' || end === 'unheard')?.end ?? 'all',
		answered: new Set(rounds.flatMap(({ answered }) => [...answered])),
		isCut: rounds.some(({ isCut }) => isCut),
	};
};
