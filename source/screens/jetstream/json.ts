// A server with JetStream as one JSON object, for `natstop jetstream --json` and the export. Fields are added, never renamed.

import { jsonRate, jsonSeconds, jsonTime } from '../../format/json-value.ts';
import type { Trouble } from '../../model/checks/check.ts';
import { domainOf } from '../../model/jetstream-place.ts';
import type { JetStreamRow } from './snapshot.ts';

/** `leader`, `follower` or `alone`; nothing where it is in no group, or that is not known. */
const roleOf = ({ group, peer, server }: JetStreamRow): string | undefined => {
	if (server.statsz?.jetstream === undefined) return undefined;
	if (group === undefined) return 'alone';
	return peer?.state === 'leader' ? 'leader' : 'follower';
};

/** The object of a server. Unknown values are undefined, so JSON omits them. */
export const jetStreamJson = (
	row: JetStreamRow,
	troubles: readonly Trouble[],
): Readonly<Record<string, unknown>> => {
	const { server, isOn, totals, led, apiRate, group, peer } = row;
	const js = server.statsz?.jetstream ?? {};
	const { meta } = js;
	return {
		server: server.info.name,
		server_id: server.info.id,
		cluster: server.info.cluster,
		domain: domainOf(server) || undefined,
		version: server.info.version,
		state: server.state,
		trouble: troubles.map(({ check, severity, text }) => ({ check, severity, text })),
		enabled: isOn,
		memory: js.memory,
		memory_max: js.maxMemory,
		memory_reserved: js.reservedMemory,
		storage: js.storage,
		storage_max: js.maxStorage,
		storage_reserved: js.reservedStorage,
		streams: totals?.streams,
		streams_leader: led,
		consumers: totals?.consumers,
		consumers_leader: totals?.consumersLed,
		messages: totals?.messages,
		bytes: totals?.bytes,
		ha_assets: js.haAssets,
		api_total: js.apiTotal,
		api_errors: js.apiErrors,
		api_rate: jsonRate(apiRate),
		api_pending: js.apiInflight,
		meta_role: roleOf(row),
		meta_leader: meta?.leader,
		meta_size: group?.size,
		meta_quorum: group?.quorum,
		meta_pending: meta?.pending,
		meta_lag: peer?.state === 'leader' ? undefined : peer?.lag,
		meta_active: jsonSeconds(peer?.active),
		meta_offline: peer === undefined || peer.state === 'unknown' ? undefined : peer.state === 'offline',
		received_at: jsonTime(server.receivedAt),
	};
};
