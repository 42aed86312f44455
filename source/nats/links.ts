// Keeps routes and gateways of a statsz as bytes until they are looked at: in a large cluster they are nine tenths of it.

import { isAscii } from 'node:buffer';
import type { GatewayLink, LaterLinks } from '../model/gateway-links.ts';
import type { LaterPeers, RoutePeers } from '../model/route-peers.ts';
import { gatewayLinks } from './gateway-links.ts';
import { type Kept, keep } from './kept-bytes.ts';
import { asFields, type Fields, longestPayload, parseFields, readList, textOf } from './read.ts';
import { readRoutes } from './route-names.ts';
import { serverBlockIn } from './server-block.ts';

/** So much of one list is kept, bytes: more than a thousand routes. Who invents servers would fill the memory with them. */
const longestKept = 128 * 1024;

/** The most names that are kept of a longer list, and their bytes: as texts of their own they take several times as much. */
const mostNames = 1000;
const longestNames = 64 * 1024;

const memberEnd = Buffer.from('},{"');

/** The names of a list that is not kept whole; where they are too many too, it is as if some had none. */
const fewOf = (peers: RoutePeers | undefined): RoutePeers | undefined => {
	let left = longestNames;
	const names = new Set<string>();
	for (const name of peers?.names ?? []) {
		left -= name.length;
		if (left < 0 || names.size === mostNames) return { names, nameless: 1 };
		names.add(name);
	}
	return peers;
};

/** A list of a payload that has not been parsed. Text that turns out to be no list is an empty one. */
export class UnreadList implements LaterPeers, LaterLinks {
	readonly #kept: Kept;
	/** Only its beginning is kept. */
	readonly isCut: boolean;
	#peers?: RoutePeers;
	#pending?: number;
	#hasLooked = false;
	#links?: readonly GatewayLink[];
	#hasLinks = false;

	constructor(list: Buffer) {
		this.isCut = list.length > longestKept;
		if (this.isCut) {
			const found = readRoutes(list);
			this.#peers = fewOf(found?.peers);
			this.#pending = found?.pending;
			this.#hasLooked = true;
			const end = list.lastIndexOf(memberEnd, longestKept);
			this.#kept = keep(Buffer.concat([list.subarray(0, Math.max(1, end + 1)), listClose]));
		} else this.#kept = keep(list);
	}

	/** It as it came. */
	get text(): string {
		return textOf(this.#kept.bytes);
	}

	/** The objects in it. */
	read(): Fields[] {
		return readList(parseFields(`{"list":${textOf(this.#kept.bytes)}}`) ?? {}, 'list') ?? [];
	}

	/** The names in it, without parsing; nothing where it holds more than plain routes. */
	get peers(): RoutePeers | undefined {
		this.#look();
		return this.#peers;
	}

	/** Bytes that wait on the worst of its routes, without parsing; nothing where that is not known. */
	get pending(): number | undefined {
		this.#look();
		return this.#pending;
	}

	#look(): void {
		if (this.#hasLooked) return;
		this.#hasLooked = true;
		const found = readRoutes(this.#kept.bytes, this.#peers);
		this.#peers = found?.peers;
		this.#pending = found?.pending;
	}

	/** The gateways in it, without parsing; nothing where they are not as servers write them. */
	get links(): readonly GatewayLink[] | undefined {
		if (!this.#hasLinks) this.#links = this.isCut ? undefined : gatewayLinks(this.#kept.bytes, this.#links);
		this.#hasLinks = true;
		return this.#links;
	}

	get heldLinks(): readonly GatewayLink[] | undefined {
		return this.#links;
	}

	/** Those of the list before are given where they are the same. */
	followLinks({ heldLinks }: Pick<LaterLinks, 'heldLinks'>): void {
		if (!this.#hasLinks) this.#links = heldLinks;
	}

	get held(): RoutePeers | undefined {
		return this.#peers;
	}

	/** Those of the list before are given where they are the same. */
	follow({ held }: Pick<LaterPeers, 'held'>): void {
		if (!this.#hasLooked) this.#peers = held;
	}
}

const listClose = Buffer.from(']');

const longLists = (['routes', 'gateways'] as const).map((key) => ({
	key,
	start: Buffer.from(`"${key}":[{`),
}));
const listEnd = Buffer.from('}],"');
const bracket = 0x5d;

/** Where a list begins and ends in a payload, `[` and `]` included; its members are objects. */
const listIn = (payload: Buffer, begin: Buffer, from: number): { start: number; end: number } | undefined => {
	const at = payload.indexOf(begin, from);
	if (at < 0) return undefined;
	const start = at + begin.length - 2;
	// Only the end of a list looks like this in JSON, or the end of a name, and then the rest is none. Nearly always it is
	// at the first bracket, which is found twenty times as fast.
	const end = payload.indexOf(listEnd, payload.indexOf(bracket, start) - 1);
	return end < 0 ? undefined : { start, end: end + 2 };
};

/** A long list of a payload: its name, and where it begins and ends, `[` and `]` included. */
type ListPlace = { key: 'routes' | 'gateways'; start: number; end: number };

/** The long lists of a payload of objects, in order. */
export const listsIn = (payload: Buffer, after = 0): readonly ListPlace[] => {
	const found: ListPlace[] = [];
	for (const { key, start } of longLists) {
		const list = listIn(payload, start, found.at(-1)?.end ?? after);
		if (list) found.push({ key, ...list });
	}
	return found;
};

const zero = 0x30;

/** What stands between the lists of a payload, put together here: as one text it is parsed faster than as three. */
let rest = Buffer.allocUnsafe(16 * 1024);
let restLength = 0;

const addRest = (payload: Buffer, from: number, to: number): void => {
	const needed = restLength + to - from + 1;
	if (needed > rest.length) rest = Buffer.concat([rest], 2 * needed);
	restLength += payload.copy(rest, restLength, from, to);
};

const restText = (): string => {
	const bytes = rest.subarray(0, restLength);
	return isAscii(bytes) ? bytes.toString('latin1') : textOf(bytes);
};

/** The payload with its long lists unread; nothing where they are not where they belong. */
const cut = (payload: Buffer): Fields | undefined => {
	const lists: Record<string, UnreadList> = {};
	const block = serverBlockIn(payload);
	let from = block?.end ?? 0;
	restLength = 0;
	for (const { key, start, end } of listsIn(payload, from)) {
		lists[key] = new UnreadList(payload.subarray(start, end));
		addRest(payload, from, start);
		rest[restLength++] = zero;
		from = end;
	}
	if (Object.keys(lists).length === 0) return undefined;
	addRest(payload, from, payload.length);
	// Parsed here and nobody else's yet: what was left out goes in its place.
	const fields: Record<string, unknown> | undefined = parseFields(`${block ? '{' : ''}${restText()}`);
	const statsz: Record<string, unknown> | undefined = asFields(fields?.statsz);
	if (fields === undefined || statsz === undefined) return undefined;
	const found = longLists.filter(({ key }) => statsz[key] === 0 && lists[key] !== undefined);
	if (found.length !== Object.keys(lists).length || (block && 'server' in fields)) return undefined;
	Object.assign(statsz, lists);
	if (block) fields.server = block.server;
	return fields;
};

/** The fields of a statsz message as `parseFields` gives them, but with `UnreadList`s and mostly a `ServerBlock`. */
export const parseStatsz = (payload: Uint8Array, longest = longestPayload): Fields | undefined => {
	const { buffer, byteOffset, byteLength } = payload;
	if (byteLength > longest) return undefined;
	return cut(Buffer.from(buffer, byteOffset, byteLength)) ?? parseFields(payload, longest);
};
