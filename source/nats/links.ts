// Routes and gateways of a statsz, kept as text until somebody looks: in a large cluster they are nine tenths of it.

import type { RoutePeers } from '../model/route-peers.ts';
import { asFields, type Fields, parseFields, readList, textOf } from './read.ts';
import { safeText } from './redact.ts';

/** How a route begins, and goes on where it has a name; it has four more numbers than that (events.go, RouteStat). */
const routeStart = '{"rid":';
const nameStart = '"name":"';
const shortestRoute = 80;

/** A list of a payload that has not been parsed. Text that turns out to be no list is an empty one. */
export class UnreadList {
	readonly #text: string;

	constructor(text: string) {
		this.#text = text;
	}

	/** The objects in it. */
	read(): Fields[] {
		return readList(parseFields(`{"list":${this.#text}}`) ?? {}, 'list') ?? [];
	}

	/** The names in it, without parsing; nothing where it holds more than plain routes. */
	peers(): RoutePeers | undefined {
		const text = this.#text;
		// An escape could hide a name or feign one.
		if (text.includes('\\')) return undefined;
		const names = new Set<string>();
		let nameless = 0;
		let last = '';
		for (let at = text.indexOf(routeStart); at >= 0; at = text.indexOf(routeStart, at + shortestRoute)) {
			const field = text.indexOf(',', at) + 1;
			const start = field + nameStart.length;
			if (!text.startsWith(nameStart, field)) nameless++;
			// Routes of one pool stand together.
			else if (last === '' || !text.startsWith(last, start)) {
				const name = text.slice(start, text.indexOf('"', start));
				last = `${name}"`;
				names.add(safeText(name));
			}
		}
		return { names, nameless };
	}
}

/** Where a list begins and ends in a text, `[` and `]` included; its members are objects. */
const listIn = (text: string, key: string, from: number): { start: number; end: number } | undefined => {
	const start = text.indexOf(`"${key}":[{`, from);
	if (start < 0) return undefined;
	const list = start + key.length + 3;
	// Only the end of a list looks like this in JSON, or the end of a name, and then the rest is none.
	const end = text.indexOf('}],"', list);
	return end < 0 ? undefined : { start: list, end: end + 2 };
};

const longLists = ['routes', 'gateways'] as const;

/** The payload with its long lists unread; nothing where they are not where they belong. */
const cut = (text: string): Fields | undefined => {
	const lists: Record<string, UnreadList> = {};
	let head = '';
	let from = 0;
	for (const key of longLists) {
		const list = listIn(text, key, from);
		if (list === undefined) continue;
		lists[key] = new UnreadList(text.slice(list.start, list.end));
		head += `${text.slice(from, list.start)}0`;
		from = list.end;
	}
	if (from === 0) return undefined;
	const fields = parseFields(head + text.slice(from));
	const statsz = asFields(fields?.statsz);
	if (fields === undefined || statsz === undefined) return undefined;
	const found = longLists.filter((key) => statsz[key] === 0 && lists[key] !== undefined);
	return found.length === Object.keys(lists).length
		? { ...fields, statsz: { ...statsz, ...lists } }
		: undefined;
};

/** The fields of a statsz message as `parseFields` gives them, but routes and gateways are `UnreadList`s. */
export const parseStatsz = (payload: Uint8Array): Fields | undefined => {
	const text = textOf(payload);
	return cut(text) ?? parseFields(text);
};
