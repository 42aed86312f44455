// One picture of all servers, without staying: what the plain commands work on.

import type { NatsConnection } from '@nats-io/transport-node';
import { isComplete } from '../model/completeness.ts';
import type { FleetSnapshot } from '../model/fleet.ts';
import { Roster } from '../model/roster.ts';
import type { Sample } from '../model/server.ts';
import { type GatherEnd, Gatherer } from './gather.ts';
import { readSample } from './statsz.ts';
import { subjects } from './subjects.ts';

/**
 * Asks everybody once; ends 300 ms after the last answer, sooner when nobody can be missing, or after `timeout`
 * milliseconds.
 */
export const gatherServers = async (
	nc: NatsConnection,
	options: { timeout: number; inboxPrefix?: string },
): Promise<{ fleet: FleetSnapshot; end: GatherEnd }> => {
	const roster = new Roster(options.timeout);
	const gatherer = new Gatherer(nc, options.inboxPrefix);
	roster.beginRound(Date.now());
	const samples = new Map<string, Sample>();
	const end = await gatherer.gather(subjects.ping, undefined, {
		maxWait: options.timeout,
		enough: () => isComplete([...samples.values()]),
		onAnswer: ({ fields, ms }) => {
			const sample = readSample(fields, Date.now(), ms);
			if (sample === undefined) return undefined;
			roster.heard(sample);
			samples.set(sample.server.id, sample);
			return sample.server.id;
		},
	});
	roster.endRound(Date.now());
	gatherer.close();
	return { fleet: roster.snapshot(Date.now()), end };
};
