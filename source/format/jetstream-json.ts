// Turns what a server says about its JetStream into one JSON object. Fields are added, never renamed.

import type { JetStream } from '../model/server.ts';
import { jsonSeconds, jsonTime } from './json-value.ts';

/** Nothing where it is unknown whether JetStream runs; only `enabled` where a server tells no more. */
export const jetstreamJson = (
	enabled: boolean | undefined,
	jetstream: JetStream | undefined,
): Readonly<Record<string, unknown>> | undefined => {
	const { meta } = jetstream ?? {};
	return enabled === undefined
		? undefined
		: {
				enabled,
				memory: jetstream?.memory,
				memory_max: jetstream?.maxMemory,
				memory_reserved: jetstream?.reservedMemory,
				storage: jetstream?.storage,
				storage_max: jetstream?.maxStorage,
				storage_reserved: jetstream?.reservedStorage,
				accounts: jetstream?.accounts,
				ha_assets: jetstream?.haAssets,
				api_level: jetstream?.apiLevel,
				api_total: jetstream?.apiTotal,
				api_errors: jetstream?.apiErrors,
				api_pending: jetstream?.apiInflight,
				meta_leader: meta?.leader,
				meta_size: meta?.clusterSize,
				meta_quorum: meta?.quorum,
				meta_pending: meta?.pending,
				meta_snapshot: jsonTime(meta?.snapshotAt),
				meta_replicas: meta?.replicas?.map(({ name, current, offline, active, lag }) => ({
					server: name,
					current,
					offline,
					active: jsonSeconds(active === undefined ? undefined : active / 1e6),
					lag,
				})),
			};
};
