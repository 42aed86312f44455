// The checks of the gateways from one cluster to another: what the rows of its servers say, and the round trip.

import { countWords } from '../count-words.ts';
import type { Check, Finding } from './check.ts';

/** What the gateways from one cluster to another are judged by. */
export type GatewayFigures = {
	/** Names of servers that have been without one for too long, of how many. */
	missing: readonly string[];
	servers: number;
	/** Fewer come in from there than should, in words. */
	isShort: boolean;
	inbound?: number;
	expected?: number;
	/** The round trip that is longest against its usual one, milliseconds. */
	trip?: { server: string; rtt: number; usual: number };
};

type GatewayCheck = Check<GatewayFigures, undefined>;

/** A round trip is slow where it takes so many times its usual one, and over so many milliseconds. */
const slowTrip = { times: 4, ms: 20 };

const about = `a gateway that is missing, fewer that come in than should; a round trip over ${slowTrip.ms} ms and ${slowTrip.times} times what is usual`;

const missingText = ({ missing, servers }: GatewayFigures): string =>
	missing.length >= servers
		? `none of ${countWords(servers, 'server')} has a way out`
		: `${missing.length} of ${servers} servers ${missing.length === 1 ? 'has' : 'have'} no way out`;

const links: GatewayCheck = {
	...{ id: 'gateway', about },
	judge(figures): Finding | undefined {
		const { missing, isShort, inbound = 0, expected = 0 } = figures;
		if (missing.length > 0) return { severity: 'critical', text: missingText(figures), column: 'outbound' };
		if (!isShort) return undefined;
		const text = `${countWords(inbound, 'gateway')} ${inbound === 1 ? 'comes' : 'come'} in, where ${expected} should`;
		return { severity: 'warn', text, column: 'inbound' };
	},
};

const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;

const tripText = ({ trip }: GatewayFigures): string | undefined =>
	trip && `round trip of ${trip.server} ${ms(trip.rtt)}, where ${ms(trip.usual)} is usual`;

const trip: GatewayCheck = {
	...{ id: 'gateway', about, swings: true, says: tripText, column: 'rtt' },
	judge(figures): Finding | undefined {
		const { rtt = 0, usual = 0 } = figures.trip ?? {};
		const text = tripText(figures);
		if (text === undefined || rtt <= slowTrip.ms || rtt <= slowTrip.times * usual) return undefined;
		return { severity: 'warn', text };
	},
};

/** Both have the id of the check of servers, which says the same of each of them. */
export const gatewayChecks: readonly GatewayCheck[] = [links, trip];
