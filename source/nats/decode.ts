// Decodes replies and heartbeats of servers: identity and statsz.

import type {
	Gateway,
	JetStream,
	KindCounts,
	MetaGroup,
	Replica,
	Route,
	ServerInfo,
	Statsz,
	Traffic,
} from '../model/server.ts';
import { isSecretField, safeText } from '../system/redact.ts';
import { KnownGateways, KnownRoutes } from './known-links.ts';
import { UnreadList } from './links.ts';
import {
	type Fields,
	readCount,
	readFields,
	readFlag,
	readList,
	readNumber,
	readText,
	readTexts,
	readTime,
	readTraffic,
} from './read.ts';
import { ServerBlock } from './server-block.ts';

const noTraffic: Traffic = { msgs: 0, bytes: 0 };

/** The most names read of a map. */
const mostNames = 64;

/** A map of texts or flags with clean keys and values. */
const readMap = <T>(
	fields: Fields,
	key: string,
	read: (map: Fields, name: string) => T | undefined,
): Record<string, T> => {
	const map = readFields(fields, key);
	const result: Record<string, T> = {};
	if (map === undefined) return result;
	for (const name of Object.keys(map).slice(0, mostNames)) {
		const value = read(map, name);
		if (value === undefined || isSecretField(name)) continue;
		// A name like __proto__ is a name, which an assignment would not make of it.
		if (name in result) Object.defineProperty(result, name, { value, enumerable: true });
		else result[safeText(name)] = value;
	}
	return result;
};

/** What can be one token of a subject; PING would mean everybody (events.go). */
const isId = (text: string): boolean => /^[\w-]{1,128}$/.test(text) && text !== 'PING';

/** The `server` block of a reply or event, and the whole payload of SHUTDOWN and LAMEDUCK. Absent without an id. */
export const decodeServer = (fields: Fields | undefined): ServerInfo | undefined => {
	if (fields instanceof ServerBlock) {
		const { known, seq, time } = fields;
		known.info ??= { decoded: decodeServer(known.fields) };
		const info = known.info.decoded;
		return info && { ...info, seq, time: readTime({ time }, 'time') };
	}
	const id = fields && readText(fields, 'id');
	if (fields === undefined || id === undefined || !isId(id)) return undefined;
	return {
		id,
		name: readText(fields, 'name') ?? id,
		host: readText(fields, 'host'),
		cluster: readText(fields, 'cluster'),
		domain: readText(fields, 'domain'),
		version: readText(fields, 'ver'),
		tags: readTexts(fields, 'tags'),
		metadata: readMap(fields, 'metadata', readText),
		featureFlags: readMap(fields, 'feature_flags', readFlag),
		jetstream: readFlag(fields, 'jetstream'),
		seq: readCount(fields, 'seq'),
		time: readTime(fields, 'time'),
	};
};

const decodeKinds = (fields: Fields, key: string): KindCounts | undefined => {
	const kinds = readFields(fields, key);
	return (
		kinds && {
			clients: readCount(kinds, 'clients') ?? 0,
			routes: readCount(kinds, 'routes') ?? 0,
			gateways: readCount(kinds, 'gateways') ?? 0,
			leafs: readCount(kinds, 'leafs') ?? 0,
		}
	);
};

const decodeRoute = (fields: Fields): Route => ({
	rid: readCount(fields, 'rid'),
	name: readText(fields, 'name'),
	sent: readTraffic(fields, 'sent') ?? noTraffic,
	received: readTraffic(fields, 'received') ?? noTraffic,
	pending: readCount(fields, 'pending') ?? 0,
});

const decodeGateway = (fields: Fields): Gateway => ({
	name: readText(fields, 'name') ?? '?',
	sent: readTraffic(fields, 'sent') ?? noTraffic,
	received: readTraffic(fields, 'received') ?? noTraffic,
	inboundConnections: readCount(fields, 'inbound_connections'),
});

/** What servers write for a peer they have not met: a sentence with its id (nats-server jetstream_cluster.go). */
const unknownPeer = /^Server name unknown.*\(peerID: (\w+)\)$/;

const peerName = (fields: Fields): string | undefined => {
	const name = readText(fields, 'name');
	return unknownPeer.exec(name ?? '')?.[1] ?? name;
};

/** A peer in `replicas`, of the meta group or of an advisory; by its short id where nobody knows its name. */
export const decodeReplica = (fields: Fields): Replica => ({
	name: peerName(fields) ?? readText(fields, 'peer') ?? '?',
	current: readFlag(fields, 'current') ?? false,
	offline: readFlag(fields, 'offline') ?? false,
	active: readCount(fields, 'active'),
	lag: readCount(fields, 'lag'),
});

const decodeMeta = (meta: Fields): MetaGroup => {
	const snapshot = readFields(meta, 'snapshot');
	const size = readCount(meta, 'cluster_size');
	return {
		leader: readText(meta, 'leader'),
		clusterSize: size,
		// Sent since 2.15; before that it follows from the size.
		quorum: readCount(meta, 'quorum_needed') ?? (size ? Math.floor(size / 2) + 1 : undefined),
		pending: readCount(meta, 'pending'),
		replicas: readList(meta, 'replicas')?.map(decodeReplica),
		snapshotAt: snapshot && readTime(snapshot, 'last_time'),
	};
};

const decodeJetStream = (fields: Fields): JetStream => {
	const config = readFields(fields, 'config') ?? {};
	const stats = readFields(fields, 'stats') ?? {};
	const api = readFields(stats, 'api') ?? {};
	const meta = readFields(fields, 'meta');
	const apiTotal = readCount(api, 'total');
	return {
		domain: readText(config, 'domain'),
		maxMemory: readCount(config, 'max_memory'),
		maxStorage: readCount(config, 'max_storage'),
		memory: readCount(stats, 'memory'),
		storage: readCount(stats, 'storage'),
		reservedMemory: readCount(stats, 'reserved_memory'),
		reservedStorage: readCount(stats, 'reserved_storage'),
		accounts: readCount(stats, 'accounts'),
		haAssets: readCount(stats, 'ha_assets'),
		apiLevel: readCount(api, 'level'),
		apiTotal,
		apiErrors: readCount(api, 'errors'),
		// Left out while it is zero.
		apiInflight: readCount(api, 'inflight') ?? (apiTotal === undefined ? undefined : 0),
		meta: meta && decodeMeta(meta),
	};
};

/** The most routes or gateways that are kept of a list which is not as servers write it. */
const mostLinks = 1000;

/** A list that is decoded by the first look at it. */
const readLater = <T>(fields: Fields, key: string, decode: (item: Fields) => T): (() => T[] | undefined) => {
	const list = fields[key];
	if (!(list instanceof UnreadList)) {
		const items = readList(fields, key)?.slice(0, mostLinks).map(decode);
		return () => items;
	}
	let unread: UnreadList | undefined = list;
	let items: T[] | undefined;
	return () => {
		items ??= unread?.read().map(decode);
		unread = undefined;
		return items;
	};
};

/** The `statsz` block (nats-server events.go, ServerStats). What a version does not send stays absent. */
export const decodeStatsz = (fields: Fields): Statsz => {
	const jetstream = readFields(fields, 'jetstream');
	const { routes: toldRoutes, gateways: toldGateways } = fields;
	const unread =
		toldRoutes instanceof UnreadList || toldRoutes instanceof KnownRoutes ? toldRoutes : undefined;
	const routes =
		toldRoutes instanceof KnownRoutes ? () => toldRoutes.routes : readLater(fields, 'routes', decodeRoute);
	const gateways =
		toldGateways instanceof KnownGateways
			? () => toldGateways.gateways
			: readLater(fields, 'gateways', decodeGateway);
	return {
		start: readTime(fields, 'start'),
		mem: readCount(fields, 'mem'),
		cores: readCount(fields, 'cores'),
		cpu: readNumber(fields, 'cpu'),
		connections: readCount(fields, 'connections'),
		totalConnections: readCount(fields, 'total_connections'),
		activeAccounts: readCount(fields, 'active_accounts'),
		subscriptions: readCount(fields, 'subscriptions'),
		sent: readTraffic(fields, 'sent'),
		received: readTraffic(fields, 'received'),
		sentToClients: readTraffic(fields, 'sent_to_clients'),
		receivedFromClients: readTraffic(fields, 'received_from_clients'),
		slowConsumers: readCount(fields, 'slow_consumers'),
		slowConsumerStats: decodeKinds(fields, 'slow_consumer_stats'),
		staleConnections: readCount(fields, 'stale_connections'),
		staleConnectionStats: decodeKinds(fields, 'stale_connection_stats'),
		stalledClients: readCount(fields, 'stalled_clients'),
		get routes() {
			return routes();
		},
		routePeers: unread,
		...(unread?.isCut ? { hasMoreRoutes: true as const } : {}),
		gatewayLinks:
			toldGateways instanceof UnreadList || toldGateways instanceof KnownGateways ? toldGateways : undefined,
		get gateways() {
			return gateways();
		},
		activeServers: readCount(fields, 'active_servers'),
		jetstream: jetstream && decodeJetStream(jetstream),
		memLimit: readCount(fields, 'gomemlimit'),
		maxProcs: readCount(fields, 'gomaxprocs'),
	};
};

/** The `error` of an envelope, in the server's words; test it before `data`. */
export const decodeError = (
	fields: Fields,
): { code: number; description: string; apiCode?: number } | undefined => {
	const error = readFields(fields, 'error');
	const apiCode = error && readNumber(error, 'err_code');
	return (
		error && {
			code: readNumber(error, 'code') ?? 0,
			description: readText(error, 'description') ?? 'no reason given',
			...(apiCode !== undefined && { apiCode }),
		}
	);
};
