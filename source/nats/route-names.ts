// Names in the routes of a statsz, found in its bytes: with a thousand servers there are two hundred thousand routes a round.

import type { RoutePeers } from '../model/route-peers.ts';
import { safeText } from '../system/redact.ts';
import { textOf } from './read.ts';

/** How a route begins, and goes on where it has a name (nats-server events.go, RouteStat). */
const routeStart = Buffer.from('{"rid":');
const nameStart = Buffer.from('"name":"');
const startLength = routeStart.length;
const comma = 0x2c;
const quote = 0x22;
const colon = 0x3a;

/** Behind its number or name a route has at least four counters and what is pending. */
const shortestRest = '"sent":{"msgs":0,"bytes":0},"received":{"msgs":0,"bytes":0},"pending":0}'.length;

/** How far a search for the start of a route may go on by the byte where its colon would be (Horspool). */
const steps = new Uint8Array(256).fill(routeStart.length);
for (const [place, byte] of routeStart.subarray(0, -1).entries()) steps[byte] = routeStart.length - 1 - place;

const standsAt = (bytes: Buffer, at: number, part: Buffer): boolean => {
	const { length } = part;
	for (let i = 0; i < length; i++) if (bytes[at + i] !== part[i]) return false;
	return true;
};

const nextRoute = (bytes: Buffer, from: number): number => {
	const { length } = bytes;
	for (let end = from + startLength - 1; end < length; ) {
		const byte = bytes[end] as number;
		if (byte === colon && standsAt(bytes, end - startLength + 1, routeStart)) return end - startLength + 1;
		end += steps[byte] as number;
	}
	return length;
};

/** The next place of a byte, or the end. */
const placeOf = (byte: number, bytes: Buffer, from: number): number => {
	const { length } = bytes;
	for (let at = from; at < length; at++) if (bytes[at] === byte) return at;
	return length;
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

/**
 * Goes through a list: how many routes have no name, and a number that differs where names do, in whatever order they stand,
 * 53 bits of two sums of their hashes. `names` takes the names where they are wanted.
 */
const scan = (list: Buffer, names?: Set<string>): { nameless: number; mark: number } => {
	const { length } = list;
	let nameless = 0;
	let one = 0;
	let other = 0;
	let from = 0;
	let to = 0;
	for (let at = nextRoute(list, 0); at < length; ) {
		let end = placeOf(comma, list, at + routeStart.length) + 1;
		if (!standsAt(list, end, nameStart)) nameless++;
		else {
			const start = end + nameStart.length;
			end = start + to - from;
			// Routes of one pool stand together. The quote behind the name is compared too.
			if (to === 0 || !isRepeated(list, from, to, start)) {
				end = placeOf(quote, list, start);
				from = start;
				to = end;
				const hash = hashOf(list, from, to);
				one = (one + hash) | 0;
				other = (other + Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)) | 0;
				names?.add(safeText(textOf(list.subarray(from, to))));
			}
		}
		at = nextRoute(list, end + shortestRest);
	}
	return { nameless, mark: (one >>> 0) * 2 ** 21 + ((other + nameless) & (2 ** 21 - 1)) };
};

/**
 * The names in a list of routes; nothing where it holds more than plain routes. `before` is given back where they are
 * the same as then, which they nearly always are.
 */
export const routeNames = (list: Buffer, before?: RoutePeers): RoutePeers | undefined => {
	// An escape could hide a name or feign one.
	if (list.includes('\\')) return undefined;
	if (before !== undefined && before.mark === scan(list).mark) return before;
	const names = new Set<string>();
	const { nameless, mark } = scan(list, names);
	return { names, nameless, mark };
};
