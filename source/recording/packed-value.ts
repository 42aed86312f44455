// Writes values of the model as JSON, and reads them again: maps, sets and samples of servers among them.

import type { Sample, Statsz } from '../model/server.ts';
import { decodeStatsz } from '../nats/decode.ts';
import { KnownGateways, KnownRoutes } from '../nats/known-links.ts';
import { UnreadList } from '../nats/links.ts';
import { asFields, type Fields, readNumber } from '../nats/read.ts';
import { safeText } from '../system/redact.ts';
import { readServerInfo } from './read-values.ts';
import { readShort, writtenLists } from './short-lists.ts';

/** The lists of a statsz, which are decoded by the first look at them. */
const lists = ['routes', 'gateways', 'routePeers', 'gatewayLinks'];

const isSample = (value: object): value is Sample => 'statsz' in value && 'receivedAt' in value;

/** `isShort` leaves figures of single routes and gateways out. */
const packStatsz = (statsz: Statsz, isShort: boolean): Fields => {
	const { routePeers, gatewayLinks } = statsz;
	const rest = Object.fromEntries(
		Object.keys(statsz)
			.filter((key) => !lists.includes(key))
			.map((key) => [key, Reflect.get(statsz, key)]),
	);
	const whole = {
		routes: routePeers instanceof UnreadList ? routePeers.text : statsz.routes,
		gateways: gatewayLinks instanceof UnreadList ? gatewayLinks.text : statsz.gateways,
	};
	const isKnown = routePeers instanceof KnownRoutes || gatewayLinks instanceof KnownGateways;
	return { ...rest, ...whole, ...((isShort || isKnown) && writtenLists(statsz)) };
};

/**
 * A value without anything that JSON has no word for; what is undefined in a list becomes null. `isShort` leaves figures of
 * single routes and gateways out.
 */
export const pack = (value: unknown, isShort = false): unknown => {
	const each = (item: unknown): unknown => pack(item, isShort);
	if (value instanceof Map) return { map: [...value].map((entry) => entry.map(each)) };
	if (value instanceof Set) return { set: [...value] };
	if (Array.isArray(value)) return value.map(each);
	if (typeof value !== 'object' || value === null) return value;
	if (isSample(value)) {
		const { server, statsz, receivedAt, rtt } = value;
		return { sample: { server, statsz: packStatsz(statsz, isShort), receivedAt, rtt } };
	}
	const isClass = Object.getPrototypeOf(value) !== Object.prototype;
	const data = isClass && 'data' in value ? { data: value.data } : {};
	return Object.fromEntries(Object.entries({ ...value, ...data }).map(([key, item]) => [key, each(item)]));
};

const listOf = (value: unknown): unknown =>
	typeof value === 'string' ? new UnreadList(Buffer.from(value)) : value;

/** Gateways that were decoded, under the names that servers use. */
const gatewaysOf = (value: unknown): unknown =>
	Array.isArray(value)
		? value.map((each) => ({ ...asFields(each), inbound_connections: asFields(each)?.inboundConnections }))
		: listOf(value);

const unpackSample = (value: unknown): Sample | undefined => {
	const fields = asFields(value) ?? {};
	const server = readServerInfo(fields.server);
	const receivedAt = readNumber(fields, 'receivedAt');
	const { routes, gateways, ...plain } = asFields(fields.statsz) ?? {};
	if (server === undefined || receivedAt === undefined) return undefined;
	const statsz = decodeStatsz({
		routes: readShort.routes(routes) ?? listOf(routes),
		gateways: readShort.gateways(gateways) ?? gatewaysOf(gateways),
	});
	const known = Object.entries(plain).filter(
		([key, item]) =>
			!lists.includes(key) && (typeof item === 'number' || typeof item === 'object' || item === true),
	);
	Object.assign(statsz, unpack(Object.fromEntries(known)));
	return { server, statsz, receivedAt, rtt: readNumber(fields, 'rtt') };
};

/** A text of numbers, as histories are packed. */
const numbers = /^[\d.,e+-]*$/;

/** Keys of maps are of several texts, a line each; nobody sees them. */
const unpackKey = (value: unknown): unknown =>
	typeof value === 'string' ? value.split('\n').map(safeText).join('\n') : unpack(value);

/** A value that was packed. Texts are cleaned: a file can hold anything. */
export const unpack = (value: unknown): unknown => {
	if (typeof value === 'string') return numbers.test(value) ? value : safeText(value);
	if (Array.isArray(value)) return value.map((item) => (item === null ? undefined : unpack(item)));
	const fields = asFields(value);
	if (fields === undefined) return value ?? undefined;
	if (Array.isArray(fields.map))
		return new Map(fields.map.filter(Array.isArray).map(([key, item]) => [unpackKey(key), unpack(item)]));
	if (Array.isArray(fields.set)) return new Set(fields.set.map(unpack));
	if ('sample' in fields) return unpackSample(fields.sample);
	// Where a failed login came from is the key of another map.
	const read = (key: string): typeof unpack => (key === 'from' ? unpackKey : unpack);
	return Object.fromEntries(Object.entries(fields).map(([key, item]) => [key, read(key)(item)]));
};
