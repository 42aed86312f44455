// Gateways of a statsz as far as checks need them, found in its bytes: with a thousand servers there are tens of thousands a round.

import type { GatewayLink } from '../model/gateway-links.ts';
import { safeText } from '../system/redact.ts';
import { textOf } from './read.ts';

/** How a gateway goes on behind its number (nats-server events.go, GatewayStat). */
const nameStart = Buffer.from('"name":"');
const inboundStart = Buffer.from('"inbound_connections":');
const quote = 0x22;

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

/** To which clusters there are gateways, and how many come in from there; nothing where the list is not as servers write it. */
export const gatewayLinks = (list: Buffer): GatewayLink[] | undefined => {
	// An escape could hide a name or feign one.
	if (list.includes('\\')) return undefined;
	const links: GatewayLink[] = [];
	for (let at = list.indexOf(nameStart); at >= 0; ) {
		const start = at + nameStart.length;
		const end = list.indexOf(quote, start);
		if (end < 0) return undefined;
		at = list.indexOf(nameStart, end);
		const inboundAt = list.indexOf(inboundStart, end);
		const isOwn = inboundAt >= 0 && (at < 0 || inboundAt < at);
		const inbound = isOwn ? numberAt(list, inboundAt + inboundStart.length) : undefined;
		links.push({ name: nameIn(list, start, end), inboundConnections: inbound });
	}
	return links;
};
