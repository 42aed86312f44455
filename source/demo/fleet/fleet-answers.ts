// Writes the answers of a simulated server, with the fields and sizes of nats-server 2.15; most text is made in advance.

import { FleetClients } from './fleet-clients.ts';
import { ConnzWriter } from './fleet-connz.ts';
import { metaText } from './fleet-groups.ts';
import { healthText } from './fleet-health.ts';
import { JszWriter, jetStreamConfig, jetStreamStats } from './fleet-jsz.ts';
import * as links from './fleet-links.ts';
import { chance, clientShare, counted, seedOf, swing } from './fleet-load.ts';
import type { FleetPlan, FleetServer } from './fleet-plan.ts';
import { queuesAnswer, raftzAnswer } from './fleet-raftz.ts';
import { type FleetAnswer, timeText } from './fleet-text.ts';
import { hotCpu } from './planted.ts';

const { traffic } = links;

/** The `server` block up to its `seq`, which alone changes. */
const serverStart = (server: FleetServer): string => {
	const { name, host, id, cluster, version, jetstream } = server;
	const flags =
		'"feature_flags":{"js_ack_fc_v2":false,"js_api_reply_v2":false,"js_raft_delete_range":true,"js_snapshot_sources":false}';
	return `{"name":"${name}","host":"${host}","id":"${id}","cluster":"${cluster.name}",${jetstream ? `"domain":"${cluster.name}",` : ''}"ver":"${version}","tags":["az:${host.at(-1)}","tier:core"],"metadata":{"rack":"r${host.at(-1)}"},${flags},"jetstream":${jetstream},"flags":${jetstream ? 7 : 0},"seq":`;
};

const jetstreamText = (server: FleetServer, { assets }: FleetPlan, now: number): string =>
	server.jetstream
		? `"jetstream":{${jetStreamConfig(server)},"stats":{${jetStreamStats(server, assets, now)}},"meta":${metaText(server, now, 'statsz')},"limits":{"default_max_consumers":1000}},`
		: '';

/** A checksum that is the same for all servers of a cluster, as they have the same configuration. */
const digestOf = (cluster: string): string => {
	const seed = seedOf(cluster);
	const part = (place: number): string =>
		Math.floor(chance(seed, place) * 2 ** 32)
			.toString(16)
			.padStart(8, '0');
	return Array.from({ length: 8 }, (_, place) => part(place)).join('');
};

/** Routes and gateways, nine tenths of a statsz, are written again only after this time, in milliseconds. */
const linksSpan = 4000;

/** Writes the answers of one process. */
export class FleetAnswers {
	readonly #head: string;
	/** The clients of the server. */
	readonly clients: FleetClients;
	readonly #connz: ConnzWriter;
	readonly #jsz: JszWriter;
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
		this.#connz = new ConnzWriter(this.clients, plan.accounts);
		this.#jsz = new JszWriter(server, plan);
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
			this.#links = links.routesText(server, now) + links.gatewaysText(server, this.plan, now);
			this.#linksAt = now;
		}
		const level = swing(server, now);
		const msgs = counted(server, load.msgs, now);
		const flood = server.flood ? (server.flood.rate * Math.max(0, now - server.flood.since)) / 1000 : 0;
		const out = traffic(msgs * 2.1, load.size);
		const cpu = hotCpu(server, now) ?? Math.round(load.cpu * level * 10) / 10;
		const slow = `"slow_consumers":${server.slowConsumers},${server.slowConsumers > 0 ? `"slow_consumer_stats":{"clients":${server.slowConsumers},"routes":0,"gateways":0,"leafs":0},` : ''}`;
		return `{"server":${this.block(now)},"statsz":{"start":"${timeText(server.start)}","mem":${Math.floor(load.mem * (0.9 + level / 10))},"cores":8,"cpu":${cpu},"connections":${this.clients.count(now)},"total_connections":${this.clients.total(now)},"active_accounts":40,"subscriptions":${Math.floor(load.connections * 7.5)},"sent":${out},"sent_to_clients":${traffic(msgs * clientShare.out, load.size)},"received":${traffic(msgs + flood, load.size)},"received_from_clients":${traffic(msgs * clientShare.in + flood, load.size)},${slow}${this.#links}"active_servers":${alive},${jetstreamText(server, this.plan, now)}"gomaxprocs":8}}`;
	}

	/** VARZ, with the load time of the configuration: the start or the last reload. */
	varz(now: number): string {
		const { server } = this;
		const { id, name, version, host, load } = server;
		const urls = Array.from({ length: 12 }, (_, i) => `"${host}:${4222 + i}"`).join(',');
		const start = timeText(server.start);
		return `{"server":${this.block(now)},"data":{"server_id":"${id}","server_name":"${name}","version":"${version}","proto":1,"git_commit":"b1f3a2c","go":"go1.27.2","host":"${host}","port":4222,"auth_required":true,"tls_required":true,"connect_urls":[${urls}],"max_connections":65536,"ping_interval":120000000000,"ping_max":2,"http_host":"127.0.0.1","http_port":8222,"http_base_path":"","https_port":0,"auth_timeout":2,"max_control_line":4096,"max_payload":1048576,"max_pending":67108864,"cluster":{"name":"${server.cluster.name}","addr":"${host}","cluster_port":6222,"auth_timeout":2,"urls":[${urls}],"tls_timeout":2,"pool_size":3},"gateway":{"name":"${server.cluster.name}"},"leaf":{},"mqtt":{},"websocket":{},"jetstream":{},"tls_timeout":2,"write_deadline":10000000000,"start":"${start}","now":"${timeText(now)}","uptime":"1d2h3m4s","mem":${Math.floor(load.mem)},"cores":8,"gomaxprocs":8,"cpu":${Math.round(load.cpu)},"connections":${this.clients.count(now)},"total_connections":${this.clients.total(now)},"routes":${links.routesPerPeer * (server.cluster.members.length - 1)},"remotes":${server.cluster.members.length - 1},"leafnodes":${links.leafCount(server, this.plan)},"in_msgs":${counted(server, load.msgs, now)},"in_bytes":0,"out_msgs":0,"out_bytes":0,"slow_consumers":${server.slowConsumers},"stale_connections":0,"stalled_clients":0,"subscriptions":${Math.floor(load.connections * 7.5)},"http_req_stats":{"/healthz":120},"config_load_time":"${timeText(this.#reloadedAt ?? server.start)}","config_digest":"sha256:${digestOf(server.cluster.name)}","system_account":"${this.plan.system}","tags":["tier:core"]}}`;
	}

	/** IDZ, which has no server block. */
	idz(): string {
		const { name, host, id } = this.server;
		return `{"name":"${name}","host":"${host}","id":"${id}"}`;
	}

	/** The answer to a service that has an envelope of its own, where it is one; `alive` is as in STATSZ. */
	whole(service: string, now: number, alive: number): string | undefined {
		switch (service) {
			case 'STATSZ':
				return this.statsz(now, alive);
			case 'VARZ':
				return this.varz(now);
			case 'IDZ':
				return this.idz();
			case 'RELOAD':
				this.#reloadedAt = now;
				return `{"server":${this.block(now)}}`;
			default:
				return undefined;
		}
	}

	/** The answer to any other service; nothing to one that is not known. */
	answer(service: string, payload: string, now: number): FleetAnswer | 'silence' | undefined {
		const { server, plan } = this;
		const head = `"server_id":"${server.id}","now":"${timeText(now)}"`;
		switch (service) {
			case 'CONNZ':
				return this.#connz.answer(payload, now);
			case 'JSZ':
				return this.#jsz.answer(payload, now);
			case 'RAFTZ':
				return raftzAnswer(server, plan, payload, now);
			case 'IPQUEUESZ':
				return queuesAnswer(server, now);
			case 'HEALTHZ':
				return { data: healthText(server, plan, payload, now) };
			case 'ROUTEZ':
				return { data: `{${head},${links.routezText(server, plan.system, now)}}` };
			case 'GATEWAYZ':
				return { data: `{${head},${links.gatewayzText(server, plan, now)}}` };
			case 'LEAFZ':
				return { data: `{${head},${links.leafzText(server, plan, now)}}` };
			case 'SUBSZ':
			case 'ACCOUNTZ':
				return { data: `{${head}}` };
			default:
				return undefined;
		}
	}

	/** What JSZ of one account says, by its key. */
	accountJsz(key: string, payload: string, now: number): FleetAnswer {
		return this.#jsz.ofAccount(key, payload, now);
	}
}
