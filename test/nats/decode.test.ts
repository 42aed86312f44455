// Replies and heartbeats as servers of two generations sent them, in the model.

import { describe, expect, test } from 'vitest';
import { decodeError } from '../../source/nats/decode.ts';
import { readIdentity, readSample, readVarz } from '../../source/nats/statsz.ts';
import { captured } from '../helpers/capture.ts';

/** The sample in a capture. */
const sampleOf = (version: '2.15.1' | '2.9.10', name: string) => {
	const sample = readSample(captured(version, name), 1000);
	if (sample === undefined) throw new Error('no sample');
	return sample;
};

describe('statsz of 2.15.1', () => {
	const { server, statsz } = sampleOf('2.15.1', 'event-SERVER.STATSZ-meta-leader');

	test('says who the server is', () => {
		expect(server).toEqual({
			id: 'NCRNEWXKZMJ6PPX6A4GGEG3OKBLYF7NHNK5BZIDHWSVYFJDU5K4FQOBV',
			name: 'probe-2',
			host: '127.0.0.1',
			cluster: 'C1',
			domain: undefined,
			version: '2.15.1',
			tags: ['region:eu', 'node:2'],
			metadata: { rack: 'r2' },
			featureFlags: {
				js_ack_fc_v2: false,
				js_api_reply_v2: false,
				js_raft_delete_range: true,
				js_snapshot_sources: false,
			},
			jetstream: true,
			seq: 196,
			time: Date.parse('2026-11-23T18:48:03.823Z'),
		});
	});

	test('has its numbers, each under the name that natstop has for it', () => {
		expect(statsz).toMatchObject({
			start: Date.parse('2026-11-23T18:44:27.900Z'),
			mem: 26_939_392,
			cores: 2,
			cpu: 1,
			connections: 1,
			totalConnections: 7,
			activeAccounts: 2,
			subscriptions: 259,
			sent: { msgs: 1879, bytes: 448_455 },
			received: { msgs: 1777, bytes: 226_455 },
			sentToClients: { msgs: 77, bytes: 13_815 },
			receivedFromClients: { msgs: 63, bytes: 6810 },
			slowConsumers: 0,
			activeServers: 3,
			maxProcs: 2,
		});
		expect(statsz.memLimit).toBeUndefined();
		expect(statsz.gateways).toBeUndefined();
	});

	test('lists every route of the pools', () => {
		expect(statsz.routes).toHaveLength(8);
		expect(statsz.routes?.[7]).toEqual({
			rid: 16,
			name: 'probe-3',
			sent: { msgs: 928, bytes: 118_414 },
			received: { msgs: 916, bytes: 114_463 },
			pending: 0,
		});
	});

	test('has JetStream with its meta group', () => {
		expect(statsz.jetstream).toEqual({
			domain: undefined,
			maxMemory: 67_108_864,
			maxStorage: 268_435_456,
			memory: 0,
			storage: 8343,
			reservedMemory: 0,
			reservedStorage: 0,
			accounts: 1,
			haAssets: 3,
			apiLevel: 5,
			apiTotal: 1,
			apiErrors: 0,
			apiInflight: 0,
			meta: {
				leader: 'probe-2',
				clusterSize: 3,
				quorum: 2,
				pending: 0,
				replicas: [
					{ name: 'probe-1', current: true, offline: false, active: 338_802_903, lag: undefined },
					{ name: 'probe-3', current: true, offline: false, active: 338_783_597, lag: undefined },
				],
				snapshotAt: Date.parse('2026-11-23T18:45:27.932Z'),
			},
		});
	});

	test('counts what it leaves out while it is zero', () => {
		expect(statsz).toMatchObject({
			slowConsumerStats: { clients: 0, routes: 0, gateways: 0, leafs: 0 },
			staleConnections: 0,
			staleConnectionStats: { clients: 0, routes: 0, gateways: 0, leafs: 0 },
			stalledClients: 0,
		});
	});

	test('names slow, stale and stalled connections by kind', () => {
		expect(sampleOf('2.15.1', 'reply-PING-slow-stale').statsz).toMatchObject({
			slowConsumers: 2,
			slowConsumerStats: { clients: 2, routes: 0, gateways: 0, leafs: 0 },
			staleConnections: 1,
			staleConnectionStats: { clients: 1, routes: 0, gateways: 0, leafs: 0 },
			stalledClients: 45,
		});
	});

	test('has gateways, and the domain of a leafnode server', () => {
		expect(sampleOf('2.15.1', 'reply-super-PING-a1').statsz.gateways).toEqual([
			{
				name: 'B',
				sent: { msgs: 14, bytes: 9457 },
				received: { msgs: 3, bytes: 2452 },
				inboundConnections: 1,
			},
		]);
		const leaf = sampleOf('2.15.1', 'reply-super-PING-leaf1');
		expect(leaf.server).toMatchObject({ name: 'leaf1', cluster: 'leaf1', domain: 'edge' });
		expect(leaf.statsz.jetstream).toMatchObject({ domain: 'edge', meta: undefined });
	});
});

describe('statsz of 2.9.10', () => {
	const { server, statsz } = sampleOf('2.9.10', 'event-SERVER.STATSZ-meta-leader');

	test('has what that version knows', () => {
		expect(server).toMatchObject({ name: 'probe-3', version: '2.9.10', jetstream: true, seq: 130 });
		expect(statsz).toMatchObject({
			cpu: 0,
			mem: 18_673_664,
			connections: 0,
			totalConnections: 2,
			sent: { msgs: 1203, bytes: 189_460 },
			received: { msgs: 1236, bytes: 121_304 },
			slowConsumers: 0,
		});
		expect(statsz.routes?.map(({ name }) => name)).toEqual(['probe-2', 'probe-1']);
		expect(statsz.jetstream?.meta).toMatchObject({ leader: 'probe-3', clusterSize: 3, quorum: 2 });
	});

	test('leaves everything newer unknown, never zero', () => {
		const { sentToClients, receivedFromClients, staleConnections, staleConnectionStats } = statsz;
		const { slowConsumerStats, stalledClients, memLimit, maxProcs } = statsz;
		const absent = { sentToClients, receivedFromClients, staleConnections, staleConnectionStats };
		for (const value of Object.values({ ...absent, slowConsumerStats, stalledClients, memLimit, maxProcs }))
			expect(value).toBeUndefined();
		expect(statsz.jetstream?.apiLevel).toBeUndefined();
		expect(statsz.jetstream?.meta?.pending).toBeUndefined();
		expect(statsz.jetstream?.meta?.snapshotAt).toBeUndefined();
		expect(server.metadata).toEqual({});
		expect(server.featureFlags).toEqual({});
	});

	test('counts slow consumers without their kinds', () => {
		const slow = sampleOf('2.9.10', 'reply-PING-slow-stale').statsz;
		expect(slow.slowConsumers).toBe(1);
		expect(slow.slowConsumerStats).toBeUndefined();
		expect(slow.staleConnections).toBeUndefined();
	});
});

describe('the other answers', () => {
	test('IDZ is a name and an id without anything else', () => {
		expect(readIdentity(captured('2.15.1', 'reply-PING.IDZ'))).toMatchObject({
			id: 'NCXNLHBY3NJ3QQABKV4GTR74FTXKYUJAK6AA4UJWNCRJPKSI36MQBBJ5',
			name: 'probe-1',
			version: undefined,
			seq: undefined,
		});
	});

	test('VARZ gives the facts about the configuration, the digest from 2.11 on', () => {
		expect(readVarz(captured('2.15.1', 'reply-PING.VARZ'))).toMatchObject({
			id: 'NCXNLHBY3NJ3QQABKV4GTR74FTXKYUJAK6AA4UJWNCRJPKSI36MQBBJ5',
			varz: {
				configLoadTime: Date.parse('2026-11-23T18:44:27.884Z'),
				configDigest: 'sha256:0752bc41ef625b29d691a15602238d49fe289f2ed84580b40512e5ed5e6ab9dd',
				go: 'go1.27.2',
				leafnodes: 0,
				maxConnections: 65_536,
			},
		});
		const old = readVarz(captured('2.9.10', 'reply-PING.VARZ'))?.varz;
		expect(old).toMatchObject({ configLoadTime: Date.parse('2026-11-23T18:49:10.619Z'), go: 'go1.19.8' });
		expect(old?.configDigest).toBeUndefined();
	});

	test('an error is in the words of the server', () => {
		expect(decodeError(captured('2.15.1', 'reply-VARZ-badjson'))).toEqual({
			code: 400,
			description: "invalid character 'b' looking for beginning of object key string",
		});
		expect(decodeError(captured('2.15.1', 'reply-PING.VARZ'))).toBeUndefined();
		expect(decodeError({ error: {} })).toEqual({ code: 0, description: 'no reason given' });
	});
});
