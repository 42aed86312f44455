// Asks a server for its inner queues in which something waits.

import type { InnerQueue } from '../model/jetstream/raft.ts';
import { safeText } from '../system/redact.ts';
import { askService, type ServiceOptions } from './ask-service.ts';
import { decodeServer } from './decode.ts';
import { type Fields, readCount, readFields } from './read.ts';
import type { Result } from './requests.ts';
import type { Wire } from './wire.ts';

/** Servers that do not know the request yet. */
export const ipQueueszSince = '2.10.26';

/** Queues that are read of one answer: each raft group has some. */
const mostQueues = 10_000;

const weight = ({ pending = 0, busy = 0 }: InnerQueue): number => pending + busy;

/** The fullest first; nothing where the answer names no server. Names are as the version has them. */
export const readIpQueuesz = (answer: Fields): readonly InnerQueue[] | undefined => {
	const data = readFields(answer, 'data');
	if (decodeServer(readFields(answer, 'server')) === undefined || data === undefined) return undefined;
	const queues = new Map<string, InnerQueue>();
	for (const key of Object.keys(data).slice(0, mostQueues)) {
		const fields = readFields(data, key);
		if (fields === undefined) continue;
		const name = safeText(key);
		// Servers leave out what is zero.
		const busy = 'in_progress' in fields ? readCount(fields, 'in_progress') : 0;
		queues.set(name, { name, pending: readCount(fields, 'pending'), busy });
	}
	return [...queues.values()].sort((a, b) => weight(b) - weight(a));
};

/** The queues of one server that are not empty. */
export const askIpQueuesz = (
	wire: Wire,
	id: string,
	options: ServiceOptions,
): Promise<Result<readonly InnerQueue[]>> =>
	askService(wire, { id, service: 'IPQUEUESZ', read: (fields) => readIpQueuesz(fields) }, options);
