// Turns a server into one JSON object, for `natstop servers --json` and the export. Fields are added, never renamed.

import type { ServerRow } from '../model/fleet.ts';
import { foldRoutes } from '../model/peers.ts';
import type { Traffic } from '../model/server.ts';
import { jetstreamOn } from '../model/server-facts.ts';

const time = (ms: number | undefined): string | undefined =>
	ms === undefined ? undefined : new Date(ms).toISOString();

/** A rate per second, rounded to one decimal. */
const rate = (traffic: Traffic | undefined): Traffic | undefined =>
	traffic && { msgs: Math.round(traffic.msgs * 10) / 10, bytes: Math.round(traffic.bytes * 10) / 10 };

const nothingIfEmpty = <T extends object>(value: T): T | undefined =>
	Object.keys(value).length > 0 ? value : undefined;

/** The object of a row: sizes in bytes, times in ISO 8601 and UTC. Unknown values are undefined, so JSON omits them. */
export const serverJson = (row: ServerRow): Readonly<Record<string, unknown>> => {
	const { info, statsz = {}, varz = {} } = row;
	// Nobody can say what is now while natstop itself is disconnected.
	const rates = row.state === 'unknown' ? undefined : row.rates;
	const { jetstream } = statsz;
	return {
		name: info.name,
		id: info.id,
		cluster: info.cluster,
		host: info.host,
		version: info.version,
		state: row.state,
		evidence: row.evidence,
		connections: statsz.connections,
		total_connections: statsz.totalConnections,
		subscriptions: statsz.subscriptions,
		accounts: statsz.activeAccounts,
		cpu: statsz.cpu,
		cores: statsz.cores,
		gomaxprocs: statsz.maxProcs,
		mem: statsz.mem,
		gomemlimit: statsz.memLimit,
		sent: statsz.sent,
		received: statsz.received,
		sent_to_clients: statsz.sentToClients,
		received_from_clients: statsz.receivedFromClients,
		sent_per_second: rate(rates?.out),
		received_per_second: rate(rates?.in),
		sent_to_clients_per_second: rate(rates?.clientsOut),
		received_from_clients_per_second: rate(rates?.clientsIn),
		slow_consumers: statsz.slowConsumers,
		slow_consumer_stats: statsz.slowConsumerStats,
		stale_connections: statsz.staleConnections,
		stale_connection_stats: statsz.staleConnectionStats,
		stalled_clients: statsz.stalledClients,
		routes:
			statsz.routes &&
			foldRoutes(statsz.routes).map(({ name, pool, pending, sent, received }) => ({
				name,
				links: pool,
				pending,
				sent,
				received,
			})),
		gateways: statsz.gateways,
		active_servers: statsz.activeServers,
		jetstream_on: jetstreamOn(row),
		jetstream,
		domain: info.domain,
		tags: info.tags.length > 0 ? info.tags : undefined,
		metadata: nothingIfEmpty(info.metadata),
		feature_flags: nothingIfEmpty(info.featureFlags),
		start: time(statsz.start),
		time: time(info.time),
		config_load_time: time(varz.configLoadTime),
		config_digest: varz.configDigest,
		rtt_ms: row.rtt === undefined ? undefined : Math.round(row.rtt * 1000) / 1000,
		received_at: time(row.receivedAt),
	};
};
