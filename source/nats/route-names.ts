// Names in the routes of a statsz, found in its bytes: with a thousand servers there are two hundred thousand routes a round.

import { peersOf, type RoutePeers } from '../model/route-peers.ts';
import { safeText } from '../system/redact.ts';
import { BytesFinder, placeOf, standsAt } from './find-bytes.ts';
import { textOf } from './read.ts';

/** How a route begins, and goes on where it has a name (nats-server events.go, RouteStat). */
const routeStart = new BytesFinder('{"rid":');
const nameStart = Buffer.from('"name":"');
const comma = 0x2c;
const quote = 0x22;
const colon = 0x3a;
const backslash = 0x5c;

/** Behind its number or name a route has at least four counters and what is pending. */
const shortestRest = '"sent":{"msgs":0,"bytes":0},"received":{"msgs":0,"bytes":0},"pending":0}'.length;

const backwards = 10 ** 12;

/** The number that ends right before a place, where it has more than one digit; below ten it does not matter here. */
const numberBefore = (bytes: Buffer, end: number): number => {
	if (bytes[end - 2] === colon) return 0;
	let value = 0;
	for (let at = end - 1, scale = 1; scale < backwards; at--, scale *= 10) {
		const digit = (bytes[at] as number) - 0x30;
		if (!(digit >= 0 && digit <= 9)) break;
		value += digit * scale;
	}
	return value;
};

/** True where what stands between two places, and one byte more, stands at another too. */
const isRepeated = (bytes: Buffer, from: number, to: number, at: number): boolean => {
	for (let i = from; i <= to; i++) if (bytes[i] !== bytes[at + i - from]) return false;
	return true;
};

/** FNV-1a, 32 bits. */
const hashOf = (bytes: Buffer, from: number, to: number): number => {
	let hash = 0x811c9dc5 | 0;
	for (let i = from; i < to; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
	return hash;
};

/** Two sums that do not depend on the order in which they were made. */
type Sums = { one: number; other: number };

/** Adds one peer, by the hash of its name and how many routes lead to it. */
const addPeer = (sums: Sums, hash: number, routes: number): void => {
	const mixed = Math.imul(hash ^ Math.imul(routes, 0x9e3779b1), 0x01000193);
	sums.one = (sums.one + mixed) | 0;
	sums.other = (sums.other + Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d)) | 0;
};

/**
 * Goes through a list: how many routes have no name, and a number that differs where names do, or how many routes lead to
 * one of them, in whatever order they stand, 53 bits of two sums of their hashes; and the most that waits on one of them.
 * `routes` takes the names and their routes where they are wanted.
 */
const scan = (
	list: Buffer,
	routes?: Map<string, number>,
): { nameless: number; mark: number; pending: number } => {
	const { length } = list;
	// A list ends with the closing of its last route and its own.
	let pending = numberBefore(list, length - 2);
	const sums: Sums = { one: 0, other: 0 };
	let nameless = 0;
	let hash = 0;
	let run = 0;
	let from = 0;
	let to = 0;
	let name = '';
	for (let at = routeStart.next(list, 0, length); at < length; ) {
		let end = placeOf(comma, list, at + routeStart.length) + 1;
		if (!standsAt(list, end, nameStart)) nameless++;
		else {
			const start = end + nameStart.length;
			end = start + to - from;
			// Routes of one pool stand together. The quote behind the name is compared too.
			if (to === 0 || !isRepeated(list, from, to, start)) {
				if (run > 0) addPeer(sums, hash, run);
				end = placeOf(quote, list, start);
				from = start;
				to = end;
				hash = hashOf(list, from, to);
				run = 0;
				if (routes) name = safeText(textOf(list.subarray(from, to)));
			}
			run++;
			routes?.set(name, (routes.get(name) ?? 0) + 1);
		}
		at = routeStart.next(list, end + shortestRest, length);
		if (at < length) pending = Math.max(pending, numberBefore(list, at - 2));
	}
	if (run > 0) addPeer(sums, hash, run);
	const { one, other } = sums;
	return { nameless, mark: (one >>> 0) * 2 ** 21 + ((other + nameless) & (2 ** 21 - 1)), pending };
};

/** What can be told of a list of routes without parsing it: the names in it, and bytes that wait on the worst of them. */
export type RouteList = { peers: RoutePeers; pending: number };

/**
 * Reads a list of routes; nothing where it holds more than plain routes. The peers of `before` are given back where they
 * are the same as then, which they nearly always are.
 */
export const readRoutes = (list: Buffer, before?: RoutePeers): RouteList | undefined => {
	// An escape could hide a name or feign one.
	if (list.includes(backslash)) return undefined;
	if (before !== undefined) {
		const { mark, pending } = scan(list);
		if (before.mark === mark) return { peers: before, pending };
	}
	const routes = new Map<string, number>();
	const { nameless, mark, pending } = scan(list, routes);
	return { peers: { ...peersOf(routes), nameless, mark }, pending };
};
