// One picture of all servers, without staying: what the plain commands work on.

import type { NatsConnection } from '@nats-io/transport-node';
import type { FleetSnapshot, ServerRow } from '../model/fleet.ts';
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

/** The server a person means by its name, its id, or the beginning of either; else a sentence. */
export const findServer = (rows: readonly ServerRow[], wanted: string): ServerRow | string => {
	const exact = rows.filter(({ info }) => info.name === wanted || info.id === wanted);
	const found =
		exact.length > 0
			? exact
			: rows.filter(({ info }) => info.name.startsWith(wanted) || info.id.startsWith(wanted));
	const [only] = found;
	if (only !== undefined && found.length === 1) return only;
	const names = (list: readonly ServerRow[]): string =>
		list
			.map(({ info }) => info.name)
			.sort()
			.join(', ');
	if (found.length > 1) return `${JSON.stringify(wanted)} is ambiguous: ${names(found)}; use the id`;
	return rows.length === 0
		? 'no server answered'
		: `no server ${JSON.stringify(wanted)}; there are ${names(rows)}`;
};
