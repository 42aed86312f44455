// Turns a server into one JSON object, for `natstop servers --json` and the export. Fields are added, never renamed.

import type { Trouble } from '../model/checks/check.ts';
import { troublesOf } from '../model/checks/trouble.ts';
import type { ServerRow } from '../model/fleet.ts';
import { foldRoutes } from '../model/peers.ts';
import type { Gateway, KindCounts, Route } from '../model/server.ts';
import { jetstreamOn } from '../model/server-facts.ts';
import { jetstreamJson } from './jetstream-json.ts';
import { jsonRate, jsonSeconds, jsonTime, jsonTraffic, unlessEmpty } from './json-value.ts';

/** What the model calls a peer that tells no name. */
const nameless = '?';

const named = (name: string): string | undefined => (name === nameless ? undefined : name);

const kindsJson = (kinds: KindCounts | undefined) =>
	kinds && {
		clients: kinds.clients,
		routes: kinds.routes,
		gateways: kinds.gateways,
		leafs: kinds.leafs,
	};

const routesJson = (routes: readonly Route[]) =>
	foldRoutes(routes).map(({ name, pool, pending, sent, received }) => ({
		server: named(name),
		links: pool,
		pending,
		...jsonTraffic(received, sent),
	}));

const gatewaysJson = (gateways: readonly Gateway[]) =>
	gateways.map(({ name, inboundConnections, sent, received }) => ({
		cluster: named(name),
		inbound_connections: inboundConnections,
		...jsonTraffic(received, sent),
	}));

const ratesJson = ({ state, rates }: ServerRow) => {
	// Nobody can say what is now while natstop itself is disconnected.
	const now = state === 'unknown' ? undefined : rates;
	return {
		in_msgs_rate: jsonRate(now?.in?.msgs),
		in_bytes_rate: jsonRate(now?.in?.bytes),
		out_msgs_rate: jsonRate(now?.out?.msgs),
		out_bytes_rate: jsonRate(now?.out?.bytes),
		in_client_msgs_rate: jsonRate(now?.clientsIn?.msgs),
		in_client_bytes_rate: jsonRate(now?.clientsIn?.bytes),
		out_client_msgs_rate: jsonRate(now?.clientsOut?.msgs),
		out_client_bytes_rate: jsonRate(now?.clientsOut?.bytes),
	};
};

/** The object of a row. Unknown values are undefined, so JSON omits them. */
export const serverJson = (
	row: ServerRow,
	troubles: readonly Trouble[] = troublesOf(row),
): Readonly<Record<string, unknown>> => {
	const { info, statsz = {}, varz = {} } = row;
	const { routes, gateways, jetstream } = statsz;
	return {
		server: info.name,
		server_id: info.id,
		cluster: info.cluster,
		domain: info.domain ?? jetstream?.domain,
		host: info.host,
		version: info.version,
		state: row.state,
		evidence: row.evidence,
		trouble: troubles.map(({ check, severity, text }) => ({ check, severity, text })),
		connections: statsz.connections,
		total_connections: statsz.totalConnections,
		subscriptions: statsz.subscriptions,
		accounts: statsz.activeAccounts,
		cpu: statsz.cpu,
		cores: statsz.cores,
		gomaxprocs: statsz.maxProcs,
		memory: statsz.mem,
		gomemlimit: statsz.memLimit,
		...jsonTraffic(statsz.received, statsz.sent),
		in_client_msgs: statsz.receivedFromClients?.msgs,
		in_client_bytes: statsz.receivedFromClients?.bytes,
		out_client_msgs: statsz.sentToClients?.msgs,
		out_client_bytes: statsz.sentToClients?.bytes,
		...ratesJson(row),
		slow_consumers: statsz.slowConsumers,
		slow_consumer_stats: kindsJson(statsz.slowConsumerStats),
		stale_connections: statsz.staleConnections,
		stale_connection_stats: kindsJson(statsz.staleConnectionStats),
		stalled_clients: statsz.stalledClients,
		routes: routes && routesJson(routes),
		more_routes: statsz.hasMoreRoutes,
		gateways: gateways && gatewaysJson(gateways),
		active_servers: statsz.activeServers,
		jetstream: jetstreamJson(jetstreamOn(row), jetstream),
		tags: info.tags.length > 0 ? info.tags : undefined,
		metadata: unlessEmpty(info.metadata),
		feature_flags: unlessEmpty(info.featureFlags),
		start: jsonTime(statsz.start),
		time: jsonTime(info.time),
		config_load_time: jsonTime(varz.configLoadTime),
		config_digest: varz.configDigest,
		rtt: jsonSeconds(row.rtt),
		received_at: jsonTime(row.receivedAt),
	};
};
