// The consumers of real servers as the screen asks for them: what their leaders say, what is wrong, and who has gone.

import type { NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jetStreamRequest } from '../../source/demo/jetstream-request.ts';
import type { Consumer } from '../../source/model/jetstream/consumer.ts';
import type { ConsumersSnapshot } from '../../source/screens/consumers/snapshot.ts';
import { openConsumers } from '../../source/screens/consumers/source.ts';
import type { Source } from '../../source/screens/source.ts';
import { createStream } from '../helpers/ask.ts';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { versions } from '../helpers/versions.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { type Watch, watch } from '../helpers/watch.ts';

type Info = {
	num_pending: number;
	num_ack_pending: number;
	num_redelivered: number;
	num_waiting: number;
	delivered: { consumer_seq: number };
	ack_floor: { consumer_seq: number };
	cluster: { leader: string };
};

const infoOf = async (client: NatsConnection, name: string): Promise<Info> =>
	(await jetStreamRequest(client, `$JS.API.CONSUMER.INFO.ORDERS.${name}`, {})) as Info;

const make = (client: NatsConnection, name: string, config: Record<string, unknown>) =>
	jetStreamRequest(client, `$JS.API.CONSUMER.DURABLE.CREATE.ORDERS.${name}`, {
		...{ stream_name: 'ORDERS', config: { durable_name: name, ack_policy: 'explicit', ...config } },
	});

/** What a row has of what the server tells. */
const figuresOf = (row: Consumer | undefined) =>
	row && {
		...{ pending: row.pending, ackPending: row.ackPending, redelivered: row.redelivered },
		...{ waiting: row.waiting, delivered: row.delivered.consumerSeq, acked: row.ackFloor.consumerSeq },
		leader: row.leader,
	};

const figuresIn = (info: Info) => ({
	...{ pending: info.num_pending, ackPending: info.num_ack_pending, redelivered: info.num_redelivered },
	...{ waiting: info.num_waiting, delivered: info.delivered.consumer_seq },
	...{ acked: info.ack_floor.consumer_seq, leader: info.cluster.leader },
});

describe.each(await versions())('on nats-server $version', ({ binary, since }) => {
	let cluster: ConfigTestCluster;
	let seen: Watch;
	let source: Source<ConsumersSnapshot>;
	let client: NatsConnection;

	const rowOf = (name: string): Consumer | undefined =>
		source.get().consumers.find(({ consumer }) => consumer === name);

	/** Asks again until a row is as wished. */
	const until = (name: string, what: string, fits: (row: Consumer) => boolean): Promise<Consumer> =>
		waitFor(
			() => {
				source.refresh?.();
				const row = rowOf(name);
				return row && fits(row) ? row : undefined;
			},
			{ what, interval: 200 },
		);

	/** Makes a consumer with a single copy on one of these servers. */
	const singleOn = (names: readonly string[]): Promise<string> => {
		let count = 0;
		return waitFor(
			async () => {
				const stream = `S${count++}`;
				await createStream(client, stream, { num_replicas: 1 });
				const made = await jetStreamRequest(client, `$JS.API.CONSUMER.DURABLE.CREATE.${stream}.of${stream}`, {
					...{ stream_name: stream, config: { durable_name: `of${stream}`, ack_policy: 'explicit' } },
				});
				const { leader } = made.cluster as { leader: string };
				return names.includes(leader) ? `of${stream}` : undefined;
			},
			{ what: 'a single copy on one of them', interval: 200 },
		);
	};

	beforeAll(async () => {
		cluster = await startCluster({ mode: 'config', binary, size: 3 });
		client = await cluster.appClient();
		await createStream(client, 'ORDERS');
		for (let index = 0; index < 50; index++) client.publish(`ORDERS.${index}`, 'x');
		await client.flush();
		await make(client, 'pull', { max_ack_pending: 10 });
		await make(client, 'push', { deliver_subject: 'deliver.here' });
		const { user, password } = cluster.logins.sys;
		seen = watch({ servers: cluster.urls.slice(0, 1), user, password });
		for (const { name } of cluster.servers)
			await seen.until(name, 'known', ({ statsz }) => statsz?.jetstream?.meta !== undefined);
		source = openConsumers(seen.monitor.watching);
	});
	afterAll(async () => {
		source?.close?.();
		await seen?.stop();
		await cluster?.stop();
	});

	test('a consumer has the figures of its own leader, also where that does not lead its stream', async () => {
		const stream = await jetStreamRequest(client, '$JS.API.STREAM.INFO.ORDERS', {});
		const { leader } = stream.cluster as { leader: string };
		await waitFor(
			async () => {
				const info = await infoOf(client, 'pull');
				if (info.cluster.leader !== undefined && info.cluster.leader !== leader) return true;
				await jetStreamRequest(client, '$JS.API.CONSUMER.LEADER.STEPDOWN.ORDERS.pull', {});
				return undefined;
			},
			{ what: 'another leader', interval: 500 },
		);
		const batch = JSON.stringify({ batch: 4, no_wait: true });
		for await (const _ of await client.requestMany('$JS.API.CONSUMER.MSG.NEXT.ORDERS.pull', batch, {
			...{ strategy: 'count', maxMessages: 4, maxWait: 5000 },
		}));
		await waitFor(
			async () => {
				source.refresh?.();
				const info = figuresIn(await infoOf(client, 'pull'));
				const row = rowOf('pull');
				const isSame = JSON.stringify(figuresOf(row)) === JSON.stringify(info);
				// On a busy machine a replica lags for a while.
				return info.ackPending === 4 && isSame && row?.current === 3 && row.lag === 0;
			},
			{ what: 'the figures of its leader', interval: 200 },
		);
		const row = rowOf('pull');
		expect(row?.leader).not.toBe(leader);
		expect(row).toMatchObject({
			account: 'APP',
			stream: 'ORDERS',
			pending: 46,
			current: 3,
			wanted: 3,
			lag: 0,
		});
		expect(row?.config).toMatchObject({ type: 'pull', maxAckPending: 10 });
	});

	test('a push consumer that nobody listens to is in trouble at once, and well when somebody does', async () => {
		const row = await until('push', 'unbound', ({ troubles }) => troubles.length > 0);
		expect(row.troubles[0]).toMatchObject({
			...{ check: 'unbound', severity: 'warn' },
			text: '50 messages wait, and nobody listens on deliver.here: no client is subscribed to it',
		});
		const listening = client.subscribe('deliver.here', {
			callback: (_, message) => void message.respond('+ACK'),
		});
		await until('push', 'bound', ({ troubles, isBound }) => troubles.length === 0 && isBound === true);
		listening.unsubscribe();
	});

	test.runIf(since('2.11.0'))('a consumer that is paused says so, and is in no trouble', async () => {
		const body = { pause_until: new Date(Date.now() + 600_000).toISOString() };
		await jetStreamRequest(client, '$JS.API.CONSUMER.PAUSE.ORDERS.pull', body);
		const row = await until('pull', 'paused', ({ isPaused }) => isPaused);
		expect(row.pauseLeft).toBeGreaterThan(300_000);
		expect(row.troubles).toEqual([]);
		await jetStreamRequest(client, '$JS.API.CONSUMER.PAUSE.ORDERS.pull', {});
		await until('pull', 'going on', ({ isPaused }) => !isPaused);
	});

	test('a consumer that is deleted goes, one that comes is there with its configuration', async () => {
		await make(client, 'short', { max_ack_pending: 7 });
		await until('short', 'there', ({ config }) => config?.maxAckPending === 7);
		await jetStreamRequest(client, '$JS.API.CONSUMER.DELETE.ORDERS.short', {});
		await waitFor(
			() => {
				source.refresh?.();
				return rowOf('short') === undefined;
			},
			{ what: 'the list without it', interval: 200 },
		);
	});

	test('a consumer without a leader stays in the list, first of all, with what its leader said last', async () => {
		const before = await until('pull', 'told by its leader', ({ pending }) => pending !== undefined);
		const [, ...others] = cluster.servers;
		const single = await singleOn(others.map(({ name }) => name));
		await until(single, 'known', ({ pending }) => pending !== undefined);
		for (const server of others) server.signal('SIGSTOP');
		try {
			const row = await until(
				'pull',
				'without a leader',
				({ troubles: [worst] }) => worst?.check === 'quorum',
			);
			expect(row).toMatchObject({ leader: undefined, pending: before.pending, wanted: 3 });
			expect(row.rank).toBe(Math.max(...source.get().consumers.map(({ rank }) => rank)));
			expect(row.troubles[0]?.text).toContain('nothing is delivered');
			// Nobody else knows of a single copy.
			const lost = await until(single, 'as it was', ({ isOld }) => isOld);
			expect(lost).toMatchObject({ pending: 0, troubles: [] });
		} finally {
			for (const server of others) server.signal('SIGCONT');
		}
		await until('pull', 'led again', ({ leader, troubles }) => leader !== undefined && troubles.length === 0);
	});
});
