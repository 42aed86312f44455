// Asks who is there after a reconnect: an address that a server named may lead into another system.

import type { NatsConnection } from '@nats-io/transport-node';
import { isOneOf, type Known, kinship, type Met } from '../../model/kinship.ts';
import { clean } from '../../system/clean.ts';
import { parseFields } from '../read.ts';
import { askMany } from '../requests.ts';
import { readSample } from '../statsz.ts';
import { subjects } from '../subjects.ts';

/** The rule of the nats CLI for when everybody has answered, milliseconds; and for how long anybody may take. */
const [stall, limit] = [300, 2000];

const cleaned = (text: string | undefined): string | undefined => (text ? clean(text) : undefined);

/**
 * Whether a connection is in the system of the servers that were known. Asks nobody where its server is one of them, and no
 * longer once one of them has answered. An account that may not ask there is a stranger's too, unless the server is known by
 * its name. Never throws.
 */
export const meet = async (
	nc: NatsConnection,
	known: readonly Known[],
): Promise<'same' | 'other' | 'unknown'> => {
	const { info } = nc;
	if (info === undefined || known.length === 0) return 'unknown';
	if (known.some(({ id }) => id === info.server_id)) return 'same';
	const met: Met[] = [];
	let isSame = false;
	const failure = await askMany(nc, subjects.ping, undefined, { timeout: limit }, ({ data }) => {
		const sample = readSample(parseFields(data) ?? {}, Date.now());
		if (sample === undefined) return { stall };
		const { id, name, cluster } = sample.server;
		met.push({ id, name, cluster, start: sample.statsz.start });
		isSame = isOneOf(known, met.at(-1) ?? { id, name });
		return isSame ? 'enough' : { stall };
	});
	if (isSame) return 'same';
	if (met.length > 0) return kinship(known, met);
	const name = clean(info.server_name ?? '');
	const cluster = 'cluster' in info && typeof info.cluster === 'string' ? cleaned(info.cluster) : undefined;
	if (known.some((one) => one.name === name && one.cluster === cluster)) return 'same';
	return failure?.kind === 'no-responders' ? 'other' : 'unknown';
};
