// Checks after a reconnect that this is the same system: an address that a server named may lead into another one.

import { isOneOf, type Known, kinship, type Met } from '../../model/kinship.ts';
import type { Fields } from '../read.ts';
import { readSample } from '../statsz.ts';
import { subjects } from '../subjects.ts';
import type { Wire } from '../wire.ts';

/** The rule of the nats CLI for when everybody has answered, milliseconds; and for how long anybody may take. */
const [stall, limit] = [300, 2000];

/**
 * Whether a connection is in the system of the servers that were known. Asks nobody where its server is one of them, and no
 * longer once one of them has answered. An account that may not ask there is a stranger's too, unless the server is known by
 * its name. Never throws.
 */
export const meet = async (wire: Wire, known: readonly Known[]): Promise<'same' | 'other' | 'unknown'> => {
	const server = wire.server();
	if (server === undefined || known.length === 0) return 'unknown';
	if (known.some(({ id }) => id === server.id)) return 'same';
	const met: Met[] = [];
	const isKnown = (fields: Fields): boolean => {
		const sample = readSample(fields, wire.now());
		if (sample === undefined) return false;
		const { id, name, cluster } = sample.server;
		const one = { id, name, cluster, start: sample.statsz.start };
		met.push(one);
		return isOneOf(known, one);
	};
	const asked = await wire.ask(subjects.ping, undefined, { timeout: limit, isMeant: isKnown, stall });
	if (asked.ok) return 'same';
	if (met.length > 0) return kinship(known, met);
	const { name, cluster } = server;
	if (known.some((one) => one.name === name && one.cluster === cluster)) return 'same';
	return asked.failure.kind === 'no-responders' ? 'other' : 'unknown';
};
