// Asks servers for GATEWAYZ: the connection of each to other clusters, and how many come in from there.

import type { OutboundGateway, ToldGateways, ToldLinks } from '../model/network/told.ts';
import { safeText } from '../system/redact.ts';
import type { AskedServer } from './connections-round.ts';
import { askLinks, type LinksRound, readAddress, readCounters, readId, readTeller } from './links-round.ts';
import { asFields, type Fields, readFields, readFlag, readText } from './read.ts';
import type { Failure } from './requests.ts';

/** Clusters that are read of one answer. */
const mostClusters = 1000;

const outboundOf = (fields: Fields): OutboundGateway => {
	const connection = readFields(fields, 'connection') ?? {};
	return {
		...readCounters(connection),
		...readAddress(connection),
		cid: readId(connection, 'cid'),
		remoteId: readText(connection, 'name'),
		isConfigured: readFlag(fields, 'configured'),
	};
};

/** What a map of an answer holds, by clean names; a name that is none is passed over. */
const readMap = <T>(
	fields: Fields,
	key: string,
	read: (value: unknown) => T | undefined,
): { map: ReadonlyMap<string, T>; isCut: boolean } => {
	const map = new Map<string, T>();
	const names = Object.keys(readFields(fields, key) ?? {});
	for (const name of names.slice(0, mostClusters)) {
		const value = read(readFields(fields, key)?.[name]);
		const clean = safeText(name);
		if (value !== undefined && clean !== '') map.set(clean, value);
	}
	return { map, isCut: names.length > mostClusters };
};

/** The gateways in an answer; nothing where it is none. */
export const readGatewayz = (answer: Fields): ToldLinks<ToldGateways> | undefined => {
	const told = readTeller(answer);
	if (told === undefined || readFields(told.data, 'outbound_gateways') === undefined) return undefined;
	const { server, at, data } = told;
	const outbound = readMap(data, 'outbound_gateways', (value) => {
		const fields = asFields(value);
		return fields && outboundOf(fields);
	});
	const inbound = readMap(data, 'inbound_gateways', (value) =>
		Array.isArray(value) ? value.length : undefined,
	);
	const isCut = outbound.isCut || inbound.isCut;
	return { server, at, links: { outbound: outbound.map, inbound: inbound.map }, isCut };
};

/** Asks these servers for their gateways; gives why where our user may not ask. */
export const askGatewayz = (
	servers: readonly AskedServer[],
	round: LinksRound<ToldGateways>,
): Promise<Failure | undefined> => askLinks({ service: 'GATEWAYZ', read: readGatewayz }, servers, round);
