// Asks servers for ROUTEZ: every connection of their routes, with what statsz does not tell of them.

import type { RouteEntry, ToldLinks } from '../model/network/told.ts';
import type { AskedServer } from './connections-round.ts';
import { askLinks, type LinksRound, readAddress, readCounters, readId, readTeller } from './links-round.ts';
import { type Fields, longestList, readFlag, readList, readText } from './read.ts';
import type { Failure } from './requests.ts';

const entryOf = (fields: Fields): RouteEntry | undefined => {
	const rid = readId(fields, 'rid');
	if (rid === undefined) return undefined;
	return {
		...{ rid, ...readCounters(fields), ...readAddress(fields) },
		remoteId: readText(fields, 'remote_id'),
		remoteName: readText(fields, 'remote_name'),
		isSolicited: readFlag(fields, 'did_solicit'),
		isConfigured: readFlag(fields, 'is_configured'),
		account: readText(fields, 'account'),
		compression: readText(fields, 'compression'),
	};
};

/** The routes in an answer, each number once; nothing where it is none. A server without any says so with an empty list, or with none. */
export const readRoutez = (answer: Fields): ToldLinks<readonly RouteEntry[]> | undefined => {
	const told = readTeller(answer);
	if (told === undefined || !('routes' in told.data || 'num_routes' in told.data)) return undefined;
	const { server, at, data } = told;
	const byId = new Map<number, RouteEntry>();
	for (const each of readList(data, 'routes') ?? []) {
		const entry = entryOf(each);
		if (entry !== undefined && !byId.has(entry.rid)) byId.set(entry.rid, entry);
	}
	const isCut = Array.isArray(data.routes) && data.routes.length > longestList;
	return { server, at, links: [...byId.values()], isCut };
};

/** Asks these servers for their routes; gives why where our user may not ask. */
export const askRoutez = (
	servers: readonly AskedServer[],
	round: LinksRound<readonly RouteEntry[]>,
): Promise<Failure | undefined> => askLinks({ service: 'ROUTEZ', read: readRoutez }, servers, round);
