// One picture of all servers, without staying: what the plain commands work on.

import type { NatsConnection } from '@nats-io/transport-node';
import type { FleetSnapshot } from '../model/fleet.ts';
import { Roster } from '../model/roster.ts';
import { type GatherEnd, Gatherer } from './gather.ts';
import { readSample } from './statsz.ts';
import { subjects } from './subjects.ts';

/**
 * Asks everybody once; ends 300 ms after the last answer, sooner when as many have answered as any of them knows of, or
 * after `timeout` milliseconds.
 */
export const gatherServers = async (
	nc: NatsConnection,
	options: { timeout: number; inboxPrefix?: string },
): Promise<{ fleet: FleetSnapshot; end: GatherEnd }> => {
	const roster = new Roster(options.timeout);
	const gatherer = new Gatherer(nc, options.inboxPrefix);
	roster.beginRound();
	let answered = 0;
	let known = 0;
	const end = await gatherer.gather(subjects.ping, undefined, {
		maxWait: options.timeout,
		// A server without a count could know of any number.
		enough: () => answered >= known,
		onAnswer: ({ fields, ms }) => {
			const sample = readSample(fields, Date.now(), ms);
			if (sample) roster.heard(sample);
			answered++;
			known = Math.max(known, sample?.statsz.activeServers ?? Number.POSITIVE_INFINITY);
			return sample?.server.id;
		},
	});
	roster.endRound();
	gatherer.close();
	return { fleet: roster.snapshot(Date.now()), end };
};
