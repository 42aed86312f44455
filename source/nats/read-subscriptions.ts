// Reads an answer to CONNZ for what its connections listen to, without making a connection of each.

import type { ListeningConnection } from '../model/subjects/subject-book.ts';
import { decodeServer } from './decode.ts';
import { type Fields, readCount, readFields, readList, readText, readTime } from './read.ts';

/** Subscriptions that are read of one connection, and of all of one answer. */
const mostOfOne = 200_000;
const mostOfAll = 500_000;

/** A subject or queue group is no longer than this, in UTF-16 units: servers refuse more in a protocol line. */
const longestName = 4096;

/** What one server told in one page. */
export type SubscriptionsPage = {
	server: { id: string; name: string; version?: string };
	/** By the clock of the server. */
	at: number;
	connections: readonly ListeningConnection[];
	/** Connections as they came, and how many there are in all. */
	received: number;
	total: number;
	/** More came than is read. */
	isCut: boolean;
};

/** Texts met in an answer: most subjects stand in it many times, and each is cleaned once. */
class Names {
	readonly #clean = new Map<string, string | undefined>();

	read(fields: Fields, key: string): string | undefined {
		const raw = fields[key];
		if (typeof raw !== 'string' || raw === '' || raw.length > longestName) return undefined;
		if (this.#clean.has(raw)) return this.#clean.get(raw);
		// Line ends are what keys of rows are joined by; cleaning takes them out.
		const text = readText(fields, key);
		this.#clean.set(raw, text);
		return text;
	}
}

/** Nothing where it is no answer to CONNZ. */
export const readSubscriptions = (answer: Fields): SubscriptionsPage | undefined => {
	const info = decodeServer(readFields(answer, 'server'));
	const data = readFields(answer, 'data');
	const at = data && readTime(data, 'now');
	// Without a connection in the account servers write null; who has no list says nothing.
	if (info === undefined || data === undefined || at === undefined || !('connections' in data))
		return undefined;
	const { id, name, version } = info;
	const raw = readList(data, 'connections') ?? [];
	const names = new Names();
	let left = mostOfAll;
	let isCut = false;
	const connections = raw.flatMap((fields): ListeningConnection[] => {
		const cid = readCount(fields, 'cid');
		if (cid === undefined || cid === 0 || !Number.isSafeInteger(cid)) return [];
		const details = readList(fields, 'subscriptions_list_detail', Math.min(mostOfOne, left)) ?? [];
		const listed = fields.subscriptions_list_detail;
		if (Array.isArray(listed) && listed.length > details.length) isCut = true;
		left -= details.length;
		const start = readTime(fields, 'start');
		return [
			{
				cid,
				name: readText(fields, 'name'),
				...(start !== undefined && { start }),
				subscriptions: details.flatMap((each) => {
					const subject = names.read(each, 'subject');
					if (subject === undefined) return [];
					return [{ subject, queue: names.read(each, 'qgroup'), msgs: readCount(each, 'msgs') }];
				}),
			},
		];
	});
	return {
		...{ server: { id, name, ...(version !== undefined && { version }) }, at, connections, isCut },
		...{ received: raw.length, total: readCount(data, 'total') ?? raw.length },
	};
};
