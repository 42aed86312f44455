// The gateways from one cluster to another, and what each of its servers has to do with it.

import type { Trouble } from '../checks/check.ts';
import type { ServerRow } from '../fleet.ts';
import { addTraffic } from '../peers.ts';
import type { RoundRing } from '../round-ring.ts';
import type { Traffic } from '../server.ts';
import { isOld } from '../server-facts.ts';
import type { OutboundGateway } from './told.ts';

/** One server of a cluster, and its gateway to the other one. */
export type GatewayEnd = {
	server: ServerRow;
	/** Whether it has one; unknown where it does not answer. */
	has?: boolean;
	/** It has been without one for too long; and since when, our clock, where that is known. */
	isMissing: boolean;
	missingSince?: number;
	/** How many come in from there to it. */
	inbound?: number;
	/** What GATEWAYZ tells of its connection. */
	told?: OutboundGateway;
	/** The server at the other end. */
	toServer?: string;
};

/** What is kept of the last rounds, for trends: messages a second each way. */
export const gatewayMetrics = ['out', 'in'] as const;

export type GatewayRow = {
	key: string;
	from: string;
	to: string;
	/** In order of name. */
	ends: readonly GatewayEnd[];
	/** How many come in, over all servers; unknown where one does not say. */
	inbound?: number;
	/** How many servers of the other cluster say that they have one to here. */
	expected: number;
	/** How many accounts are known over it, once somebody has looked. */
	accounts?: number;
	/** What went over it in the last rounds. */
	history: RoundRing<(typeof gatewayMetrics)[number]>;
	/** False where no server has it in its configuration; unknown where none told. */
	isConfigured?: boolean;
	/** Nobody says how it is now. */
	isOld: boolean;
	/** The worst first. */
	troubles: readonly Trouble[];
	rank: number;
};

export type GatewayState = 'ok' | 'missing' | 'short' | 'unknown';

/** How many of its servers have one, of those that say. */
export const outboundOf = ({ ends }: Pick<GatewayRow, 'ends'>): { having: number; of: number } => ({
	having: ends.filter(({ has }) => has).length,
	of: ends.filter(({ has }) => has !== undefined).length,
});

export const stateOf = (row: GatewayRow): GatewayState => {
	if (row.isOld) return 'unknown';
	const { having, of } = outboundOf(row);
	if (having === 0) return 'missing';
	return having < of || row.troubles.some(({ column }) => column === 'inbound') ? 'short' : 'ok';
};

/** Round trips of all its connections, milliseconds. */
export const tripsOf = ({ ends }: Pick<GatewayRow, 'ends'>): readonly number[] =>
	ends.flatMap(({ told }) => told?.rtt ?? []);

/** What goes over all of them, a second. */
export const gatewayRate = (
	{ ends, to }: Pick<GatewayRow, 'ends' | 'to'>,
	way: 'in' | 'out',
): Traffic | undefined =>
	ends.reduce<Traffic | undefined>((sum, { server }) => {
		const rate = server.rates?.gateways.get(to)?.[way];
		return rate === undefined ? sum : sum === undefined ? rate : addTraffic(sum, rate);
	}, undefined);

/** What waits on the worst of them, bytes. */
export const gatewayPending = ({ ends }: GatewayRow): number | undefined => {
	const known = ends.flatMap(({ told }) => told?.pending ?? []);
	return known.length === 0 ? undefined : Math.max(...known);
};

/** Since when one of its servers has been without one, our clock. */
export const missingSince = ({ ends }: GatewayRow): number | undefined => {
	const times = ends.flatMap(({ missingSince: at }) => at ?? []);
	return times.length === 0 ? undefined : Math.min(...times);
};

/** How old the oldest of them is, milliseconds, by the clock of its server. */
export const gatewayAge = ({ ends }: GatewayRow): number | undefined => {
	const known = ends.flatMap(({ told, server: { info } }) =>
		told?.start === undefined || info.time === undefined ? [] : Math.max(0, info.time - told.start),
	);
	return known.length === 0 ? undefined : Math.max(...known);
};

/** Whether a server says how its gateways are now. */
export const says = (server: ServerRow): boolean => server.state === 'ok' && !isOld(server);
