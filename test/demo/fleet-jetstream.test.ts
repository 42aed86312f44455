// Simulated streams and consumers are told as real servers tell theirs, each copy by itself.

import { describe, expect, it } from 'vitest';
import { FleetAnswers } from '../../source/demo/fleet/fleet-answers.ts';
import { type FleetOptions, type FleetServer, planFleet } from '../../source/demo/fleet/fleet-plan.ts';

type Peer = { name: string; current: boolean; active: number; lag?: number; offline?: boolean };
type Group = { leader?: string; raft_group?: string; replicas?: Peer[] };
type State = { messages: number; bytes: number; last_seq: number };
type Consumer = {
	name: string;
	num_pending: number;
	num_ack_pending: number;
	num_waiting: number;
	config?: { max_ack_pending: number };
	delivered: { stream_seq: number; last_active?: string };
	ack_floor: { stream_seq: number };
	cluster: Group;
};
type Stream = {
	name: string;
	cluster: Group;
	state: State;
	config?: { max_bytes: number; discard: string; num_replicas: number };
	consumer_detail?: Consumer[];
};
type Account = { id: string; storage: number; stream_detail?: Stream[] };
type Jsz = {
	streams: number;
	consumers: number;
	streams_leader?: number;
	consumers_leader?: number;
	storage: number;
	ha_assets: number;
	account_details?: Account[];
	total: number;
	disabled?: true;
	meta_cluster?: { leader?: string };
};
type Copy = { server: FleetServer; account: string; stream: Stream };

const base: FleetOptions = { servers: 60, clusters: 3, rate: 0, seed: 7, accidents: false };
const began = Date.parse('2026-11-28T12:00:00Z');

/** A system without a wire. */
const systemOf = (options: FleetOptions = base) => {
	const plan = planFleet(options, began);
	const answers = plan.servers.map((server) => new FleetAnswers(server, plan));
	const ask = (one: FleetAnswers, service: string, body: object, now: number): unknown => {
		const answer = one.answer(service, JSON.stringify(body), now);
		if (typeof answer !== 'object' || !('data' in answer)) return undefined;
		return JSON.parse(answer.data);
	};
	const jsz = (body: object, now = began): { server: FleetServer; data: Jsz }[] =>
		answers.flatMap((one) => {
			const data = one.server.condition === 'well' ? ask(one, 'JSZ', body, now) : undefined;
			return data === undefined ? [] : [{ server: one.server, data: data as Jsz }];
		});
	const copies = (body: object, now = began): Copy[] =>
		jsz({ streams: true, ...body }, now).flatMap(({ server, data }) =>
			(data.account_details ?? []).flatMap(({ id, stream_detail = [] }) =>
				stream_detail.map((stream) => ({ server, account: id, stream })),
			),
		);
	return { plan, answers, ask, jsz, copies };
};

const ledBySelf = ({ server, stream }: Copy): boolean => stream.cluster.leader === server.name;

describe('simulated JetStream', () => {
	it('has each stream led by one of its servers, which is the only one that says so of itself', () => {
		const { plan, copies, jsz } = systemOf();
		const all = copies({});
		const led = copies({ stream_leader_only: true });
		expect(led).toHaveLength(plan.assets.streams.length);
		expect(new Set(led.map(({ stream }) => stream.name)).size).toBe(led.length);
		expect(all.filter(ledBySelf)).toHaveLength(led.length);
		expect(led.every(ledBySelf)).toBe(true);
		expect(all).toHaveLength(plan.assets.streams.reduce((sum, { servers }) => sum + servers.length, 0));
		const told = jsz({ raft: true });
		expect(told.reduce((sum, { data }) => sum + (data.streams_leader ?? 0), 0)).toBe(led.length);
	});

	it('has followers that list their leader alone as current, and leaders that list all others so', () => {
		const { copies } = systemOf();
		for (const copy of copies({}).filter(({ stream }) => stream.cluster.raft_group)) {
			const { leader, replicas = [] } = copy.stream.cluster;
			const current = replicas.filter((peer) => peer.current).map(({ name }) => name);
			if (ledBySelf(copy)) expect(current).toHaveLength(2);
			else expect(current).toEqual([leader]);
		}
	});

	it('tells what waits for a consumer by its own leader, which need not be that of its stream', () => {
		const { copies, plan } = systemOf();
		const all = copies({ consumer: true }).flatMap(({ server, stream }) =>
			(stream.consumer_detail ?? []).map((consumer) => ({ server, stream, consumer })),
		);
		const led = all.filter(({ server, consumer }) => consumer.cluster.leader === server.name);
		expect(led).toHaveLength(plan.assets.streams.flatMap(({ consumers }) => consumers).length);
		const isElsewhere = ({ stream, consumer }: (typeof all)[number]): boolean =>
			stream.cluster.leader !== consumer.cluster.leader;
		expect(led.filter(isElsewhere).length).toBeGreaterThan(100);
		expect(led.some(({ consumer }) => consumer.num_pending > 0)).toBe(true);
		const followers = all.filter(({ server, consumer }) => consumer.cluster.leader !== server.name);
		expect(followers.some(({ consumer }) => consumer.num_pending + consumer.num_waiting > 0)).toBe(false);
	});

	it('moves: what comes in is delivered and acknowledged, and never goes back', () => {
		const { copies } = systemOf();
		const at = (now: number) => copies({ consumer: true, stream_leader_only: true }, now);
		const [before, after] = [at(began), at(began + 10_000)];
		const moved = after.filter(({ stream }, place) => {
			const was = before[place]?.stream;
			expect(stream.state.last_seq).toBeGreaterThanOrEqual(was?.state.last_seq ?? 0);
			stream.consumer_detail?.forEach(({ delivered, ack_floor }, number) => {
				const then = was?.consumer_detail?.[number];
				expect(delivered.stream_seq).toBeGreaterThanOrEqual(then?.delivered.stream_seq ?? 0);
				expect(ack_floor.stream_seq).toBeLessThanOrEqual(delivered.stream_seq);
			});
			return stream.state.last_seq > (was?.state.last_seq ?? 0);
		});
		expect(moved.length).toBeGreaterThan(after.length / 3);
	});

	it('plants a stream without a leader, a replica that lags, a full stream and a stuck consumer, one of each', () => {
		const { copies, plan } = systemOf();
		const leaderless = (now: number) => copies({}, now).filter(({ stream }) => !stream.cluster.leader);
		expect(leaderless(began)).toEqual([]);
		plan.assets.plantedAt = began;
		const later = began + 60_000;
		const without = leaderless(later);
		expect(new Set(without.map(({ stream }) => stream.name)).size).toBe(1);
		expect(without).toHaveLength(3);
		for (const { server, stream } of without) {
			const peers = stream.cluster.replicas ?? [];
			expect(peers.filter(({ current }) => current).map(({ name }) => name)).toEqual([server.name]);
		}

		const led = copies({ consumer: true, config: true, stream_leader_only: true }, later);
		const lagging = led.filter(({ stream }) => stream.cluster.replicas?.some(({ lag = 0 }) => lag > 1000));
		expect(lagging).toHaveLength(1);

		const full = led.filter(
			({ stream: { config, state } }) =>
				config?.discard === 'new' && state.bytes > 0.98 * config.max_bytes && config.max_bytes > 0,
		);
		expect(full).toHaveLength(1);

		const everywhere = copies({ consumer: true, config: true }, later).flatMap(({ server, stream }) =>
			(stream.consumer_detail ?? []).filter(({ cluster }) => cluster.leader === server.name),
		);
		const stuck = everywhere.filter(
			({ num_ack_pending, config }) => num_ack_pending >= (config?.max_ack_pending ?? Number.NaN),
		);
		expect(stuck).toHaveLength(1);
		expect(stuck[0]?.num_pending).toBeGreaterThan(0);
	});

	it('has as many streams and consumers as it is asked for, of as many copies', () => {
		const wanted = { streams: 100, consumers: 500, replicas: 3 } as const;
		const { jsz, copies } = systemOf({ ...base, jetStream: wanted });
		expect(copies({ stream_leader_only: true })).toHaveLength(100);
		const sum = (of: (data: Jsz) => number) => jsz({}).reduce((all, { data }) => all + of(data), 0);
		expect([sum(({ streams }) => streams), sum(({ consumers }) => consumers)]).toEqual([300, 1500]);
	});

	it('tells accounts page by page, and one account alone', () => {
		const { answers, ask } = systemOf();
		const [one] = answers;
		if (one === undefined) throw new Error('no server');
		const page = (body: object) => (ask(one, 'JSZ', body, began) as Jsz).account_details ?? [];
		const all = page({ accounts: true });
		expect((ask(one, 'JSZ', {}, began) as Jsz).account_details).toBeUndefined();
		expect(all.length).toBeGreaterThan(10);
		expect(page({ accounts: true, offset: 3, limit: 4 })).toEqual(all.slice(3, 7));
		expect(page({ accounts: true, offset: all.length })).toEqual([]);
		const [account] = all;
		expect(page({ account: account?.id })).toEqual([account]);
		const alone = one.accountJsz(account?.id ?? '', '{"streams":true}', began);
		expect('data' in alone && JSON.parse(alone.data)).toMatchObject({
			id: account?.id,
			storage: account?.storage,
		});
		expect(one.accountJsz('NOBODY', '', began)).toEqual({
			error: { code: 500, description: 'account "NOBODY" not found' },
		});
	});

	it('says the same in STATSZ as in JSZ, and lists as many raft groups as it has', () => {
		const { answers, ask, plan } = systemOf();
		for (const one of answers.filter(({ server }) => server.jetstream).slice(0, 4)) {
			const { statsz } = JSON.parse(one.statsz(began, 60)) as {
				statsz: { jetstream: { stats: Jsz; meta: { leader: string } } };
			};
			const jsz = ask(one, 'JSZ', {}, began) as Jsz;
			expect(jsz).toMatchObject(statsz.jetstream.stats);
			expect(jsz.meta_cluster?.leader).toBe(statsz.jetstream.meta.leader);
			const groups = [plan.system, ...plan.accounts.map(({ key }) => key)].flatMap((account) =>
				Object.values(ask(one, 'RAFTZ', { account }, began) as object).flatMap((of) => Object.keys(of)),
			);
			expect(groups).toHaveLength(jsz.ha_assets);
		}
		const [off] = answers.filter(({ server }) => !server.jetstream);
		expect(off && ask(off, 'JSZ', { streams: true }, began)).toMatchObject({ disabled: true, streams: 0 });
	});

	it('lets another server lead when one dies, and what has one copy disappears with it', () => {
		const { plan, copies, answers, ask } = systemOf();
		const gone = plan.assets.streams.find(({ servers }) => servers.length === 3)?.servers[0];
		if (gone === undefined) throw new Error('no replicated stream');
		const before = copies({ stream_leader_only: true }).length;
		gone.condition = 'gone';
		gone.changedAt = began;
		const later = began + 60_000;
		const led = copies({ stream_leader_only: true }, later);
		const alone = plan.assets.streams.filter(({ servers }) => servers.length === 1 && servers[0] === gone);
		expect(led).toHaveLength(before - alone.length);
		const behind = led
			.flatMap(({ stream }) => stream.cluster.replicas ?? [])
			.filter(({ lag = 0 }) => lag > 0);
		expect(behind.length).toBeGreaterThan(0);
		expect(behind.every(({ name, offline }) => name === gone.name && offline)).toBe(true);
		const meta = answers.find(
			({ server }) => server.jetstream && server.cluster === gone.cluster && server !== gone,
		);
		expect(meta && (ask(meta, 'JSZ', {}, later) as Jsz).meta_cluster?.leader).not.toBe(gone.name);
	});
});

describe('simulated links and health', () => {
	it('has a route at both ends, and each gateway inbound where it leads to', () => {
		const { answers, ask, plan } = systemOf();
		const ends = new Map<string, number>();
		let inbound = 0;
		for (const one of answers) {
			const { routes } = ask(one, 'ROUTEZ', {}, began) as { routes: { remote_name: string; rtt: string }[] };
			expect(routes).toHaveLength(4 * 19);
			for (const { remote_name, rtt } of routes) {
				const pair = [one.server.name, remote_name].sort().join(' ');
				ends.set(`${pair} ${rtt}`, (ends.get(`${pair} ${rtt}`) ?? 0) + 1);
			}
			const { outbound_gateways: out, inbound_gateways: from } = ask(one, 'GATEWAYZ', {}, began) as {
				outbound_gateways: Record<string, unknown>;
				inbound_gateways: Record<string, unknown[]>;
			};
			expect(Object.keys(out)).toHaveLength(2);
			inbound += Object.values(from).flat().length;
		}
		expect([...ends.values()].every((count) => count === 8)).toBe(true);
		expect(inbound).toBe(plan.servers.length * 2);
	});

	it('is well until a stream of the server has no leader, and names it where details are asked for', () => {
		const { answers, ask, plan } = systemOf();
		const health = (body: object) => answers.map((one) => ask(one, 'HEALTHZ', body, began + 1));
		expect(new Set(health({ details: true }).map((data) => JSON.stringify(data))).size).toBe(1);
		plan.assets.plantedAt = began;
		const ill = health({ details: true }).filter((data) => (data as { status: string }).status !== 'ok');
		expect(ill).toHaveLength(3);
		expect(ill[0]).toMatchObject({ status_code: 503, errors: [{ type: 'STREAM' }] });
		const shallow = health({ 'js-meta-only': true, details: true });
		expect(shallow.every((data) => (data as { status: string }).status === 'ok')).toBe(true);
	});
});
