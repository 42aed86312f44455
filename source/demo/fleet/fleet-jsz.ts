// Writes what a simulated server says of JetStream: its totals, and each copy of a stream and a consumer that it has.

import type { FleetAssets, FleetConsumer, FleetStream } from './fleet-assets.ts';
import { ConfigTexts } from './fleet-configs.ts';
import {
	consumerFigures,
	lagOf,
	leaderOf,
	leadsSince,
	type Moment,
	streamFigures,
	streamLeader,
} from './fleet-figures.ts';
import { groupText, metaLeader, metaText } from './fleet-groups.ts';
import { counted } from './fleet-load.ts';
import type { FleetAccount, FleetPlan, FleetServer } from './fleet-plan.ts';
import { type FleetAnswer, notJson, readOptions, timeText } from './fleet-text.ts';

type Options = {
	streams: boolean;
	consumers: boolean;
	config: boolean;
	raft: boolean;
	onlyLed: boolean;
};

/** Accounts of a page where nothing else is asked for. */
const usualLimit = 1024;

/** What JSON numbers of accounts without limits are. */
const unlimited = '18446744073709551615';

const maxMemory = 4_294_967_296;
const maxStorage = 21_474_836_480;

/** The limits and the use of a server, the same in STATSZ as in JSZ. */
export const jetStreamConfig = ({ cluster }: FleetServer): string =>
	`"config":{"max_memory":${maxMemory},"max_storage":${maxStorage},"domain":"${cluster.name}","sync_interval":120000000000,"compress_ok":true,"strict":true}`;

export const jetStreamStats = (server: FleetServer, assets: FleetAssets, now: number): string => {
	const { bytes, groups } = assets.held(server);
	const accounts = assets.on(server).length;
	return `"memory":8192,"storage":${bytes},"reserved_memory":0,"reserved_storage":10737418240,"accounts":${accounts},"ha_assets":${groups},"api":{"level":5,"total":${counted(server, 3, now)},"errors":12}`;
};

const isTrue = (options: Readonly<Record<string, unknown>>, name: string): boolean => options[name] === true;

const readAsked = (options: Readonly<Record<string, unknown>>): Options => ({
	streams: isTrue(options, 'streams') || isTrue(options, 'consumer'),
	consumers: isTrue(options, 'consumer'),
	...{ config: isTrue(options, 'config'), raft: isTrue(options, 'raft') },
	onlyLed: isTrue(options, 'stream_leader_only'),
});

const raftGroups = ({ raftGroup, consumers }: FleetStream): string => {
	const each = consumers.map((one) => `{"name":"${one.name}","raft_group":"${one.raftGroup}"}`);
	return `,"stream_raft_group":"${raftGroup}","consumer_raft_groups":[${each.join(',')}]`;
};

/** Writes the answers of one process. */
export class JszWriter {
	readonly #configs = new ConfigTexts();

	constructor(
		readonly server: FleetServer,
		readonly plan: FleetPlan,
	) {}

	/** The answer to a request of the whole server; silence where it is for the leader and another one leads. */
	answer(payload: string, now: number): FleetAnswer | 'silence' {
		const options = readOptions(payload);
		if (options === undefined) return notJson;
		const { server, plan } = this;
		if (options.leader_only === true && metaLeader(server) !== server) return 'silence';
		const head = `"server_id":"${server.id}","now":"${timeText(now)}"`;
		if (!server.jetstream)
			return {
				data: `{"memory":0,"storage":0,"reserved_memory":0,"reserved_storage":0,"accounts":0,"ha_assets":0,"api":{"level":0,"total":0,"errors":0},${head},"disabled":true,"config":{"max_memory":0,"max_storage":0},"streams":0,"consumers":0,"messages":0,"bytes":0,"total":0}`,
			};
		const asked = readAsked(options);
		const moment = { now, plantedAt: plan.assets.plantedAt };
		const accounts = plan.assets.on(server);
		const held = plan.assets.held(server);
		const led = asked.raft ? this.#led(moment) : undefined;
		const details =
			asked.streams || options.accounts === true || typeof options.account === 'string'
				? `,"account_details":[${this.#page(options)
						.map(([account, streams]) => this.#account(account, streams, asked, moment))
						.join(',')}]`
				: '';
		return {
			data: `{${jetStreamStats(server, plan.assets, now)},${head},${jetStreamConfig(server)},"limits":{"default_max_consumers":1000},"streams":${held.streams},${led ? `"streams_leader":${led.streams},` : ''}"consumers":${held.consumers},${led ? `"consumers_leader":${led.consumers},` : ''}"messages":${held.messages},"bytes":${held.bytes},"meta_cluster":${metaText(server, now, 'jsz')}${details},"total":${accounts.length}}`,
		};
	}

	/** The answer to a request of one account, by its key. */
	ofAccount(key: string, payload: string, now: number): FleetAnswer {
		const options = readOptions(payload);
		if (options === undefined) return notJson;
		const { plan, server } = this;
		const account = plan.accounts.find((one) => one.key === key);
		if (account === undefined)
			return { error: { code: 500, description: `account ${JSON.stringify(key)} not found` } };
		if (!server.jetstream)
			return {
				error: { code: 500, description: `jetstream not enabled for account ${JSON.stringify(key)}` },
			};
		const [, streams = []] = plan.assets.on(server).find(([one]) => one === account) ?? [];
		const moment = { now, plantedAt: plan.assets.plantedAt };
		return { data: this.#account(account, streams, readAsked(options), moment) };
	}

	#page({ account, offset, limit }: Readonly<Record<string, unknown>>) {
		const all = this.plan.assets.on(this.server);
		if (typeof account === 'string' && account !== '')
			return all.filter(([{ key, name }]) => key === account || name === account);
		const from = typeof offset === 'number' ? Math.max(0, offset) : 0;
		return all.slice(from, from + (typeof limit === 'number' && limit > 0 ? limit : usualLimit));
	}

	#led(moment: Moment): { streams: number; consumers: number } {
		const { server, plan } = this;
		const streams = plan.assets.on(server).flatMap(([, each]) => each);
		return {
			streams: streams.filter((stream) => streamLeader(stream, moment) === server).length,
			consumers: streams
				.flatMap(({ consumers }) => consumers)
				.filter(({ servers }) => leaderOf(servers) === server).length,
		};
	}

	#account(
		{ key, name }: FleetAccount,
		streams: readonly FleetStream[],
		asked: Options,
		moment: Moment,
	): string {
		const storage = this.plan.assets.usedBy(key, this.server.cluster);
		const told = asked.onlyLed
			? streams.filter((stream) => streamLeader(stream, moment) === this.server)
			: streams;
		const details = asked.streams
			? `,"stream_detail":[${told.map((stream) => this.#stream(stream, asked, moment)).join(',')}]`
			: '';
		return `{"name":"${name}","id":"${key}","memory":0,"storage":${storage},"reserved_memory":${unlimited},"reserved_storage":${unlimited},"accounts":0,"ha_assets":0,"api":{"level":0,"total":90,"errors":0}${details}}`;
	}

	#stream(stream: FleetStream, asked: Options, moment: Moment): string {
		const { server, plan } = this;
		const { name, servers, cluster, raftGroup, consumers, start } = stream;
		const leader = streamLeader(stream, moment);
		const group = groupText(
			{
				...{ cluster: cluster.name, raftGroup, servers, system: plan.system },
				...(leader && { leader, leadsSince: leadsSince(stream, leader) }),
				lag: (peer) => lagOf(stream, peer, moment),
			},
			server,
			moment.now,
		);
		const figures = streamFigures(stream, server, moment);
		const { messages, bytes, firstSeq, firstAt, lastSeq, lastAt, subjects } = figures;
		const config = asked.config ? `,"config":${this.#configs.ofStream(stream)}` : '';
		const told = asked.consumers
			? `,"consumer_detail":[${consumers.map((consumer) => this.#consumer(consumer, asked, moment)).join(',')}]`
			: '';
		const groups = asked.raft ? raftGroups(stream) : '';
		return `{"name":"${name}","created":"${timeText(start)}","cluster":${group}${config},"state":{"messages":${messages},"bytes":${bytes},"first_seq":${firstSeq},"first_ts":"${timeText(firstAt)}","last_seq":${lastSeq},"last_ts":"${timeText(lastAt)}","num_subjects":${subjects},"consumer_count":${consumers.length}}${told}${groups}}`;
	}

	/** Only the leader knows when something was delivered, and what waits. */
	#consumer(consumer: FleetConsumer, asked: Options, moment: Moment): string {
		const { server, plan } = this;
		const { stream, name, raftGroup, servers, isPush } = consumer;
		const leader = leaderOf(servers);
		const start = stream.start + 1000;
		const group = groupText(
			{
				...{ cluster: stream.cluster.name, raftGroup, servers, system: plan.system },
				...(leader && { leader, leadsSince: leadsSince({ servers, start }, leader) }),
				lag: () => 0,
			},
			server,
			moment.now,
		);
		const { delivered, ackFloor, ackPending, redelivered, pending, waiting } = consumerFigures(
			consumer,
			moment,
		);
		const leads = leader === server;
		const place = ({ consumer: own, stream: of, at }: typeof delivered): string =>
			`{"consumer_seq":${own},"stream_seq":${of}${leads ? `,"last_active":"${timeText(at)}"` : ''}}`;
		const config = asked.config ? `,"config":${this.#configs.ofConsumer(consumer)}` : '';
		const bound = isPush && leads ? ',"push_bound":true' : '';
		return `{"stream_name":"${stream.name}","name":"${name}","created":"${timeText(start)}"${config},"delivered":${place(delivered)},"ack_floor":${place(ackFloor)},"num_ack_pending":${ackPending},"num_redelivered":${redelivered},"num_waiting":${leads ? waiting : 0},"num_pending":${leads ? pending : 0},"cluster":${group}${bound},"ts":"${timeText(moment.now)}"}`;
	}
}
