// Asks how much of JetStream our account uses, and what its limits are.

import type { JetStreamLimits, JetStreamUse, TierUse } from '../../model/account-mode/jetstream-use.ts';
import { safeText } from '../../system/redact.ts';
import { accountRequests } from '../account-subjects.ts';
import type { Cost } from '../governor.ts';
import { type Fields, readCount, readFields, readText } from '../read.ts';
import type { Result } from '../requests.ts';
import type { Wire } from '../wire.ts';

/** There are as many tiers as numbers of replicas. */
const mostTiers = 16;

const readLimits = (fields: Fields): JetStreamLimits => {
	const limits = readFields(fields, 'limits') ?? {};
	return {
		maxMemory: readCount(limits, 'max_memory'),
		maxStorage: readCount(limits, 'max_storage'),
		maxStreams: readCount(limits, 'max_streams'),
		maxConsumers: readCount(limits, 'max_consumers'),
	};
};

const readUse = (fields: Fields): TierUse => ({
	memory: readCount(fields, 'memory'),
	storage: readCount(fields, 'storage'),
	reservedMemory: readCount(fields, 'reserved_memory'),
	reservedStorage: readCount(fields, 'reserved_storage'),
	streams: readCount(fields, 'streams'),
	consumers: readCount(fields, 'consumers'),
	limits: readLimits(fields),
});

/** The answer to `$JS.API.INFO`. */
export const readJetStreamUse = (fields: Fields): JetStreamUse => {
	const api = readFields(fields, 'api') ?? {};
	const tiers = readFields(fields, 'tiers') ?? {};
	return {
		...readUse(fields),
		domain: readText(fields, 'domain'),
		api: {
			level: readCount(api, 'level'),
			total: readCount(api, 'total'),
			errors: readCount(api, 'errors'),
		},
		tiers: new Map(
			Object.keys(tiers)
				.slice(0, mostTiers)
				.flatMap((name) => {
					const tier = readFields(tiers, name);
					return tier === undefined ? [] : [[safeText(name), readUse(tier)] as const];
				}),
		),
	};
};

/** Asks the meta leader; fails with its words where the account has no JetStream. */
export const askJetStreamUse = async (
	wire: Wire,
	{ timeout, spend }: { timeout: number; spend?: (cost: Cost) => void },
): Promise<Result<JetStreamUse>> => {
	const result = await wire.ask(accountRequests.jetstream, undefined, { timeout });
	if (!result.ok) return result;
	const { fields, bytes, readMs, ms } = result.value;
	spend?.({ bytes, readMs, busyMs: ms });
	return { ok: true, value: readJetStreamUse(fields) };
};
