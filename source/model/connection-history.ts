// What one connection did over its last rounds, for sparks.

import { RoundRing, ringSlots } from './round-ring.ts';

const metrics = ['out', 'in', 'pending', 'rtt', 'stalls'] as const;

export type ConnectionMetric = (typeof metrics)[number];

/** Rounds that are kept. */
export const connectionSlots = ringSlots;

/** It takes a kilobyte: there are thousands of them. */
export class ConnectionHistory extends RoundRing<ConnectionMetric> {
	constructor() {
		super(metrics);
	}
}
