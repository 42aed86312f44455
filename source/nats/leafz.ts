// Asks servers for LEAFZ: the leafnode connections that each has, as the hub of some and as the leaf of others.

import type { LeafEntry, ToldLinks } from '../model/network/told.ts';
import type { AskedServer } from './connections-round.ts';
import { askLinks, type LinksRound, readCounters, readId, readPort, readTeller } from './links-round.ts';
import { type Fields, longestList, readFlag, readList, readText } from './read.ts';
import type { Failure } from './requests.ts';

const entryOf = (fields: Fields): LeafEntry => ({
	...readCounters(fields),
	cid: readId(fields, 'id'),
	name: readText(fields, 'name'),
	isSpoke: readFlag(fields, 'is_spoke'),
	isIsolated: readFlag(fields, 'is_isolated'),
	account: readText(fields, 'account'),
	ip: readText(fields, 'ip'),
	port: readPort(fields),
	compression: readText(fields, 'compression'),
});

/** The number of a leafnode on its server, else what else tells it from others there. */
const placeOf = ({ cid, account, ip, port }: LeafEntry): string => `${cid ?? `${account} ${ip} ${port}`}`;

/** The leafnodes in an answer, each once; nothing where it is none. Without any, 2.9.10 says `null` and later servers an empty list. */
export const readLeafz = (answer: Fields): ToldLinks<readonly LeafEntry[]> | undefined => {
	const told = readTeller(answer);
	if (told === undefined || !('leafs' in told.data || 'leafnodes' in told.data)) return undefined;
	const { server, at, data } = told;
	const byPlace = new Map<string, LeafEntry>();
	for (const each of readList(data, 'leafs') ?? []) {
		const entry = entryOf(each);
		const place = placeOf(entry);
		if (!byPlace.has(place)) byPlace.set(place, entry);
	}
	const isCut = Array.isArray(data.leafs) && data.leafs.length > longestList;
	return { server, at, links: [...byPlace.values()], isCut };
};

/** Asks these servers for their leafnodes; gives why where our user may not ask. */
export const askLeafz = (
	servers: readonly AskedServer[],
	round: LinksRound<readonly LeafEntry[]>,
): Promise<Failure | undefined> => askLinks({ service: 'LEAFZ', read: readLeafz }, servers, round);
