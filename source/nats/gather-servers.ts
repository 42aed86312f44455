// One picture of all servers, without staying: what the plain commands work on.

import type { NatsConnection } from '@nats-io/transport-node';
import { isComplete } from '../model/completeness.ts';
import type { FleetSnapshot } from '../model/fleet.ts';
import { Roster } from '../model/roster.ts';
import type { Sample } from '../model/server.ts';
import { type GatherEnd, Gatherer } from './gather.ts';
import { readSample } from './statsz.ts';
import { explainTrouble } from './status.ts';
import { inboxPattern, mostSubscriptions, subjects } from './subjects.ts';

const endWords = (end: GatherEnd, timeout: number): string =>
	end === 'no-responders' ? 'no responders' : `nothing in ${timeout / 1000}s`;

/** What a server has against our asking, in words; nothing while it has nothing. */
type Objection = { subject?: string; words: string };

/** Tells what the server refuses us until it is stopped. */
const watchObjections = (nc: NatsConnection, tell: (objection: Objection) => void): (() => void) => {
	const statuses = nc.status();
	void (async () => {
		for await (const status of statuses) {
			if (status.type !== 'error') continue;
			const { kind, error, permission } = explainTrouble(status.error);
			if (permission?.operation === 'publish') {
				tell({ subject: permission.subject, words: `not permitted to publish ${permission.subject}` });
			} else if (permission !== undefined) {
				tell({ words: `not permitted to subscribe ${inboxPattern(permission.subject)}` });
			} else if (kind === 'limit') {
				tell({ words: `${error}; this command needs 3 at a time, the monitor ${mostSubscriptions}` });
			}
		}
	})();
	// Its type does not say so, but what nats.js gives can be stopped; else it would collect for ever.
	return () => void ('stop' in statuses && typeof statuses.stop === 'function' && statuses.stop());
};

/**
 * Asks everybody once; ends 300 ms after the last answer, sooner when nobody can be missing, or after `timeout`
 * milliseconds; at once where the server does not let us ask. `why` says why nobody answered, where nobody did.
 */
export const gatherServers = async (
	nc: NatsConnection,
	options: { timeout: number; inboxPrefix?: string },
): Promise<{ fleet: FleetSnapshot; why: string }> => {
	const roster = new Roster(options.timeout);
	const gatherer = new Gatherer(nc, options.inboxPrefix);
	roster.beginRound(Date.now());
	const samples = new Map<string, Sample>();
	let objection: Objection | undefined;
	const stop = watchObjections(nc, (told) => {
		objection ??= told;
		if (told.subject === undefined || told.subject === subjects.ping) gatherer.denied(subjects.ping);
	});
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
	stop();
	return { fleet: roster.snapshot(Date.now()), why: objection?.words ?? endWords(end, options.timeout) };
};
