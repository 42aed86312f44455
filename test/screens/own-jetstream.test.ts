// The streams and consumers of one account as JetStream lists them to its own user, on real clusters, one server of which dies.

import type { NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jetStreamRequest } from '../../source/demo/jetstream-request.ts';
import type { ConsumersSnapshot } from '../../source/screens/consumers/snapshot.ts';
import type { SubjectsSnapshot } from '../../source/screens/kept/subjects-source.ts';
import { openSubjects } from '../../source/screens/kept/subjects-source.ts';
import { openOwnConsumers } from '../../source/screens/own-jetstream/consumers-source.ts';
import { ownConsumersOnce, ownStreamsOnce } from '../../source/screens/own-jetstream/own-once.ts';
import { openOwnStreams } from '../../source/screens/own-jetstream/streams-source.ts';
import type { OnceOptions, Source } from '../../source/screens/source.ts';
import type { StreamsSnapshot } from '../../source/screens/streams/snapshot.ts';
import { createStream } from '../helpers/ask.ts';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { versions } from '../helpers/versions.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { type Watch, watch } from '../helpers/watch.ts';

type StreamInfo = {
	config: { name: string };
	state: { messages: number; bytes: number; last_seq: number; consumer_count: number };
	cluster: { leader: string };
};

/** What the server tells of all streams and consumers, by a client that is not natstop. */
const listOf = async (client: NatsConnection) => {
	const { streams = [] } = (await jetStreamRequest(client, '$JS.API.STREAM.LIST', {})) as {
		streams?: StreamInfo[];
	};
	const consumers = await Promise.all(
		streams.map(async ({ config }) => {
			const { consumers: names } = await jetStreamRequest(
				client,
				`$JS.API.CONSUMER.NAMES.${config.name}`,
				{},
			);
			return [config.name, names] as const;
		}),
	);
	return { streams, consumers };
};

describe.each(await versions())('account mode on nats-server $version', ({ binary, since }) => {
	let cluster: ConfigTestCluster;
	let client: NatsConnection;
	let seen: Watch;
	let streams: Source<StreamsSnapshot>;
	let consumers: Source<ConsumersSnapshot>;
	let subjects: Source<SubjectsSnapshot> | undefined;
	/** Of these streams nobody but the server that is killed has a copy. */
	let lost: string[] = [];

	const streamOf = (name: string) => streams.get().streams.find(({ stream }) => stream === name);
	const consumerOf = (name: string) => consumers.get().consumers.find(({ consumer }) => consumer === name);

	const once = (): OnceOptions => ({
		servers: () => Promise.reject(new Error('servers are not asked')),
		wire: seen.monitor.watching.wire() ?? expect.fail('no wire'),
		timeout: 20_000,
		mode: 'account',
		account: seen.monitor.watching.account,
	});

	beforeAll(async () => {
		cluster = await startCluster({ mode: 'config', binary });
		client = await cluster.appClient();
		await createStream(client, 'ORDERS', { subjects: ['orders.>'] });
		await createStream(client, 'KV_cfg', {
			...{ subjects: ['$KV.cfg.>'], max_msgs_per_subject: 3, num_replicas: 3, discard: 'new' },
			allow_rollup_hdrs: true,
		});
		for (let count = 0; count < 12; count++) await createStream(client, `ONE${count}`, { num_replicas: 1 });
		const make = (stream: string, name: string, config: Record<string, unknown>) =>
			jetStreamRequest(client, `$JS.API.CONSUMER.DURABLE.CREATE.${stream}.${name}`, {
				...{ stream_name: stream, config: { durable_name: name, ack_policy: 'explicit', ...config } },
			});
		await make('ORDERS', 'billing', { max_ack_pending: 7 });
		await make('ORDERS', 'push', { deliver_subject: 'push.x' });
		const publish = async (subject: string): Promise<void> => {
			await client.request(subject, 'x', { timeout: 20_000 });
		};
		for (const subject of ['orders.eu.1', 'orders.eu.2', 'orders.us.1', '$KV.cfg.a.b', '$KV.cfg.c'])
			await publish(subject);
		const all = await listOf(client);
		// Some versions put all single copies on one server.
		const victim = all.streams.find(({ config }) => config.name === 'ONE0')?.cluster.leader;
		lost = all.streams
			.filter(({ config, cluster: { leader } }) => config.name.startsWith('ONE') && leader === victim)
			.map(({ config }) => config.name);
		await make(lost[0] ?? 'ORDERS', 'stuck', {});
		const { user, password } = cluster.logins.app;
		const other = cluster.servers.find(({ name }) => name !== victim);
		seen = watch({ servers: [other?.url ?? ''], user, password });
		await waitFor(() => seen.monitor.watching.mode === 'account' && seen.monitor.watching.wire(), {
			what: 'account mode',
		});
		streams = openOwnStreams(seen.monitor.watching);
		consumers = openOwnConsumers(seen.monitor.watching);
		await waitFor(() => streams.get().own?.at, { what: 'a list of streams' });
	});

	afterAll(async () => {
		streams?.close?.();
		consumers?.close?.();
		subjects?.close?.();
		await seen?.stop();
		await cluster?.stop();
	});

	test('streams have the figures that JetStream tells', async () => {
		const { streams: told } = await listOf(client);
		await waitFor(
			() => {
				streams.refresh?.();
				expect(
					streams
						.get()
						.streams.map(({ stream, leader, state }) => [
							stream,
							leader,
							state.messages,
							state.bytes,
							state.lastSeq,
						])
						.sort(),
				).toEqual(
					told
						.map(({ config, cluster: { leader }, state }) => [
							...[config.name, leader, state.messages, state.bytes, state.last_seq],
						])
						.sort(),
				);
				return true;
			},
			{ what: 'the same streams', interval: 200 },
		);
		const orders = await waitFor(
			() => {
				streams.refresh?.();
				const row = streamOf('ORDERS');
				return row?.current === 3 ? row : undefined;
			},
			{ what: 'all replicas of ORDERS up to date', interval: 200 },
		);
		expect(orders).toMatchObject({ wanted: 3, accountName: 'APP', isOld: false });
		expect(orders.raftGroup === undefined).toBe(!since('2.10.0'));
	});

	test('consumers have what waits for them, and a push consumer that nobody listens to is told', async () => {
		const push = await waitFor(
			() => {
				consumers.refresh?.();
				const row = consumerOf('push');
				return row?.pending === 3 ? row : undefined;
			},
			{ what: 'three messages to wait', interval: 200 },
		);
		expect(push.troubles).toMatchObject([{ check: 'unbound', severity: 'warn' }]);
		expect(push.troubles[0]?.text).toContain('nobody listens on push.x');
		expect(consumerOf('billing')).toMatchObject({ pending: 3, ackPending: 0, config: { maxAckPending: 7 } });
	});

	test('the subjects of a stream and the keys of a bucket are listed without a consumer', async () => {
		const before = await listOf(client);
		const { watching } = seen.monitor;
		const keys = openSubjects(watching, streamOf('KV_cfg')?.key, {
			all: () => '$KV.cfg.>',
			nameOf: (subject) => subject.slice('$KV.cfg.'.length),
		});
		subjects = openSubjects(watching, streamOf('ORDERS')?.key, { all: () => '>', nameOf: (text) => text });
		subjects.narrow?.({ under: 'orders.eu' });
		const namesOf = (source: Source<SubjectsSnapshot> | undefined) =>
			source
				?.get()
				.rows.map(({ name }) => name)
				.sort();
		await waitFor(() => namesOf(keys)?.length === 2 && namesOf(subjects)?.length === 2, { what: 'subjects' });
		expect(namesOf(keys)).toEqual(['a.b', 'c']);
		expect(namesOf(subjects)).toEqual(['orders.eu.1', 'orders.eu.2']);
		keys.close?.();
		expect((await listOf(client)).consumers).toEqual(before.consumers);
	});

	test('a command has the same rows, and no account in them', async () => {
		const { snapshot, partial, failed } = await ownConsumersOnce(once());
		expect([partial, failed]).toEqual([undefined, undefined]);
		expect(snapshot.consumers.map(({ consumer }) => consumer).sort()).toEqual(['billing', 'push', 'stuck']);
	});

	test('streams of a server that dies are named and keep their last figures, and no key waits for the list', async () => {
		const victim = streamOf(lost[0] ?? '')?.leader;
		await cluster.servers.find(({ name }) => name === victim)?.kill9();
		streams.refresh?.();
		const row = await waitFor(
			() => {
				const one = streamOf(lost[0] ?? '');
				return one?.noAnswer && streams.get().own?.missing.length ? one : undefined;
			},
			{ what: 'no answer from the dead leader' },
		);
		expect(row).toMatchObject({ isOld: true, state: { messages: 0 }, inRate: undefined });
		expect(row.troubles).toMatchObject([{ check: 'no-answer', severity: 'critical' }]);
		expect(streams.get().own?.missing).toEqual(expect.arrayContaining(lost));
		// A list is under way for seconds; what is open is asked for and shown meanwhile.
		streams.refresh?.();
		const before = streamOf('ORDERS')?.toldBy.at ?? 0;
		streams.focus?.(streamOf('ORDERS')?.key);
		await waitFor(() => (streamOf('ORDERS')?.toldBy.at ?? 0) > before, { what: 'ORDERS to be told anew' });
		streams.focus?.(undefined);
	});

	test('consumers of such a stream have no answer either, and a command names both', async () => {
		consumers.refresh?.();
		await waitFor(() => consumerOf('stuck')?.noAnswer, { what: 'no answer for the consumer' });
		// Streams with replicas on that server may still elect somebody.
		await waitFor(
			async () => {
				const { snapshot, partial } = await ownStreamsOnce(once());
				const missing = snapshot.streams.filter(({ noAnswer }) => noAnswer !== undefined);
				expect(missing.map(({ stream }) => stream).sort()).toEqual([...lost].sort());
				expect(partial).toContain(`${lost.length} not answered`);
				return true;
			},
			{ what: 'the command to name the lost streams alone' },
		);
	});
});
