// Gateways of a statsz as far as checks need them, found in its bytes: with a thousand servers there are tens of thousands a round.

import type { GatewayLink } from '../model/gateway-links.ts';
import { safeText } from '../system/redact.ts';
import { BytesFinder, placeOf } from './find-bytes.ts';
import { textOf } from './read.ts';

/** How a gateway goes on behind its number (nats-server events.go, GatewayStat). */
const nameStart = new BytesFinder('"name":"');
const inboundStart = new BytesFinder('"inbound_connections":');
const quote = 0x22;
const backslash = 0x5c;

/** Names that were read, by their bytes: few names stand in all lists. */
const known = new Map<string, string>();
const mostKnown = 2000;

const nameIn = (list: Buffer, start: number, end: number): string => {
	const raw = list.toString('latin1', start, end);
	const before = known.get(raw);
	if (before !== undefined) return before;
	const name = safeText(textOf(list.subarray(start, end)));
	if (known.size >= mostKnown) known.clear();
	known.set(raw, name);
	return name;
};

const numberAt = (list: Buffer, from: number): number | undefined => {
	let value: number | undefined;
	for (let at = from; at < from + 12; at++) {
		const digit = (list[at] ?? 0) - 0x30;
		if (digit < 0 || digit > 9) break;
		value = (value ?? 0) * 10 + digit;
	}
	return value;
};

/** True where a name and its closing quote stand at a place. What is not ASCII takes other bytes than characters. */
const isNamed = (list: Buffer, start: number, name: string): boolean => {
	const { length } = name;
	for (let i = 0; i < length; i++) {
		const code = name.charCodeAt(i);
		if (code !== list[start + i] || code > 0x7f) return false;
	}
	return list[start + length] === quote;
};

/**
 * To which clusters there are gateways, and how many come in from there; nothing where the list is not as servers write it.
 * Those of `before`, and the whole of it, are given back where they are as then, which they nearly always are.
 */
export const gatewayLinks = (
	list: Buffer,
	before: readonly GatewayLink[] = [],
): readonly GatewayLink[] | undefined => {
	// An escape could hide a name or feign one.
	if (list.includes(backslash)) return undefined;
	const { length } = list;
	const links: GatewayLink[] = [];
	let kept = 0;
	for (let at = nameStart.next(list, 0, length); at < length; ) {
		const start = at + nameStart.length;
		const old = before[links.length];
		const isAlike = old !== undefined && isNamed(list, start, old.name);
		const end = isAlike ? start + old.name.length : placeOf(quote, list, start);
		if (end >= length) return undefined;
		at = nameStart.next(list, end, length);
		const inboundAt = inboundStart.next(list, end, at);
		const inbound = inboundAt < at ? numberAt(list, inboundAt + inboundStart.length) : undefined;
		const isSame = isAlike && old.inboundConnections === inbound;
		if (isSame) kept++;
		links.push(
			isSame ? old : { name: isAlike ? old.name : nameIn(list, start, end), inboundConnections: inbound },
		);
	}
	return kept === links.length && kept === before.length ? before : links;
};
