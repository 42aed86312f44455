// Writes the answers of a simulated server, with the fields and sizes of nats-server 2.15; most text is made in advance.

import { FleetClients } from './fleet-clients.ts';
import { clientShare, counted, swing } from './fleet-load.ts';
import type { FleetCluster, FleetPlan, FleetServer } from './fleet-plan.ts';
import { hotCpu, peerLag } from './planted.ts';

/** RFC 3339 with nanoseconds, 30 characters, as Go writes it. */
export const timeText = (at: number): string => `${new Date(at).toISOString().slice(0, -1)}000000Z`;

const traffic = (msgs: number, size: number): string =>
	`{"msgs":${Math.floor(msgs)},"bytes":${Math.floor(msgs * size)}}`;

/** The `server` block up to its `seq`, which alone changes. */
const serverStart = (server: FleetServer): string => {
	const { name, host, id, cluster, version, jetstream } = server;
	const flags =
		'"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false}';
	return `{"name":"${name}","host":"${host}","id":"${id}","cluster":"${cluster.name}",${jetstream ? `"domain":"${cluster.name}",` : ''}"ver":"${version}","tags":["az:${host.at(-1)}","tier:core"],"metadata":{"rack":"r${host.at(-1)}"},${flags},"jetstream":${jetstream},"flags":${jetstream ? 7 : 0},"seq":`;
};

/** Each peer has a pool of three routes and one of the system account (2.10 and later). */
const routesPerPeer = 4;

const routesText = (server: FleetServer, now: number): string => {
	const peers = server.cluster.members.filter((peer) => peer !== server && peer.condition !== 'gone');
	const share = server.load.msgs / Math.max(1, peers.length * routesPerPeer);
	let rid = 4;
	const routes = peers.flatMap(({ name }) =>
		Array.from({ length: routesPerPeer }, () => {
			const sent = counted(server, share * 0.4, now) + ++rid;
			const figures = `"sent":${traffic(sent, server.load.size)},"received":${traffic(sent * 0.9, server.load.size)}`;
			return `{"rid":${rid},"name":"${name}",${figures},"pending":0}`;
		}),
	);
	return routes.length === 0 ? '' : `"routes":[${routes.join(',')}],`;
};

const gatewaysText = (server: FleetServer, clusters: readonly FleetCluster[], now: number): string => {
	const gateways = clusters
		.filter((cluster) => cluster !== server.cluster)
		.map(({ name, members }, index) => {
			const sent = traffic(counted(server, 2 + index, now), 300);
			return `{"gwid":${1000 + index},"name":"${name}","sent":${sent},"received":${sent},"inbound_connections":${members.length}}`;
		});
	return gateways.length === 0 ? '' : `"gateways":[${gateways.join(',')}],`;
};

const jetstreamText = (server: FleetServer, now: number): string => {
	if (!server.jetstream) return '';
	const group = server.cluster.members.filter(({ jetstream }) => jetstream);
	const leader = group.find(({ condition }) => condition === 'well');
	const replicas = group
		.filter((peer) => peer !== server)
		.map((peer) => {
			const lag = peerLag(peer, now);
			const { name, condition } = peer;
			return `{"name":"${name}","current":${condition === 'well' && lag === 0},"active":${300_000_000 + (now % 1e8)},${lag > 0 ? `"lag":${lag},` : ''}"peer":"${name.slice(-8)}"}`;
		});
	const stored = Math.floor(8e9 + 4e9 * swing(server, now));
	const listed = leader === server ? `,"replicas":[${replicas.join(',')}]` : '';
	return `"jetstream":{"config":{"max_memory":4294967296,"max_storage":21474836480,"domain":"${server.cluster.name}","sync_interval":120000000000,"compress_ok":true,"strict":true},"stats":{"memory":8192,"storage":${stored},"reserved_memory":0,"reserved_storage":10737418240,"accounts":12,"ha_assets":140,"api":{"level":5,"total":${counted(server, 3, now)},"errors":12}},"meta":{"name":"${server.cluster.name}","leader":"${leader?.name ?? ''}","peer":"${server.name.slice(-8)}"${listed},"cluster_size":${group.length},"quorum_needed":${Math.floor(group.length / 2) + 1},"pending":0,"pending_requests":0,"pending_infos":0},"limits":{"default_max_consumers":1000}},`;
};

/** Routes and gateways, nine tenths of a statsz, are written again only after this time, in milliseconds. */
const linksSpan = 4000;

/** Writes the answers of one process. */
export class FleetAnswers {
	readonly #head: string;
	/** The clients of the server. */
	readonly clients: FleetClients;
	#links = '';
	#linksAt = Number.NEGATIVE_INFINITY;
	/** The time of the last reload; absent where there was none. */
	#reloadedAt?: number;

	constructor(
		readonly server: FleetServer,
		readonly plan: FleetPlan,
	) {
		this.#head = serverStart(server);
		this.clients = new FleetClients(server);
	}

	/** The `server` block, with the next `seq`. */
	block(now: number): string {
		return `${this.#head}${++this.server.seq},"time":"${timeText(now)}"}`;
	}

	/** STATSZ, for answers and heartbeats; `alive` becomes its number of active servers. */
	statsz(now: number, alive: number): string {
		const { server } = this;
		const { load } = server;
		if (now - this.#linksAt >= linksSpan) {
			this.#links = routesText(server, now) + gatewaysText(server, this.plan.clusters, now);
			this.#linksAt = now;
		}
		const level = swing(server, now);
		const msgs = counted(server, load.msgs, now);
		const flood = server.flood ? (server.flood.rate * Math.max(0, now - server.flood.since)) / 1000 : 0;
		const out = traffic(msgs * 2.1, load.size);
		const cpu = hotCpu(server, now) ?? Math.round(load.cpu * level * 10) / 10;
		const slow = `"slow_consumers":${server.slowConsumers},${server.slowConsumers > 0 ? `"slow_consumer_stats":{"clients":${server.slowConsumers},"routes":0,"gateways":0,"leafs":0},` : ''}`;
		return `{"server":${this.block(now)},"statsz":{"start":"${timeText(server.start)}","mem":${Math.floor(load.mem * (0.9 + level / 10))},"cores":8,"cpu":${cpu},"connections":${this.clients.count(now)},"total_connections":${this.clients.total(now)},"active_accounts":40,"subscriptions":${Math.floor(load.connections * 7.5)},"sent":${out},"sent_to_clients":${traffic(msgs * clientShare.out, load.size)},"received":${traffic(msgs + flood, load.size)},"received_from_clients":${traffic(msgs * clientShare.in + flood, load.size)},${slow}${this.#links}"active_servers":${alive},${jetstreamText(server, now)}"gomaxprocs":8}}`;
	}

	/** VARZ, with the load time of the configuration: the start or the last reload. */
	varz(now: number): string {
		const { server } = this;
		const { id, name, version, host, load } = server;
		const urls = Array.from({ length: 12 }, (_, i) => `"${host}:${4222 + i}"`).join(',');
		const start = timeText(server.start);
		return `{"server":${this.block(now)},"data":{"server_id":"${id}","server_name":"${name}","version":"${version}","proto":1,"git_commit":"b1f3a2c","go":"go1.27.2","host":"${host}","port":4222,"auth_required":true,"tls_required":true,"connect_urls":[${urls}],"max_connections":65536,"ping_interval":120000000000,"ping_max":2,"http_host":"127.0.0.1","http_port":8222,"http_base_path":"","https_port":0,"auth_timeout":2,"max_control_line":4096,"max_payload":1048576,"max_pending":67108864,"cluster":{"name":"${server.cluster.name}","addr":"${host}","cluster_port":6222,"auth_timeout":2,"urls":[${urls}],"tls_timeout":2,"pool_size":3},"gateway":{"name":"${server.cluster.name}"},"leaf":{},"mqtt":{},"websocket":{},"jetstream":{},"tls_timeout":2,"write_deadline":10000000000,"start":"${start}","now":"${timeText(now)}","uptime":"1d2h3m4s","mem":${Math.floor(load.mem)},"cores":8,"gomaxprocs":8,"cpu":${Math.round(load.cpu)},"connections":${this.clients.count(now)},"total_connections":${this.clients.total(now)},"routes":${routesPerPeer * (server.cluster.members.length - 1)},"remotes":${server.cluster.members.length - 1},"leafnodes":0,"in_msgs":${counted(server, load.msgs, now)},"in_bytes":0,"out_msgs":0,"out_bytes":0,"slow_consumers":${server.slowConsumers},"stale_connections":0,"stalled_clients":0,"subscriptions":${Math.floor(load.connections * 7.5)},"http_req_stats":{"/healthz":120},"config_load_time":"${timeText(this.#reloadedAt ?? server.start)}","config_digest":"sha256:${id.toLowerCase()}${id.slice(0, 8).toLowerCase()}","system_account":"${id.replace('N', 'A')}","tags":["tier:core"]}}`;
	}

	/** IDZ, which has no server block. */
	idz(): string {
		const { name, host, id } = this.server;
		return `{"name":"${name}","host":"${host}","id":"${id}"}`;
	}

	/** The answer to any other service: the right form without content. */
	other(service: string, now: number): string | undefined {
		if (service === 'HEALTHZ')
			return `{"server":${this.block(now)},"data":{"status":"ok","status_code":200}}`;
		if (service === 'RELOAD') {
			this.#reloadedAt = now;
			return `{"server":${this.block(now)}}`;
		}
		if (['SUBSZ', 'ROUTEZ', 'GATEWAYZ', 'LEAFZ', 'JSZ', 'ACCOUNTZ'].includes(service)) {
			return `{"server":${this.block(now)},"data":{"server_id":"${this.server.id}","now":"${timeText(now)}"}}`;
		}
		return undefined;
	}
}
