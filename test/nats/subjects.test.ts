// Subjects, taps and events of an account on real servers: what is shown is what clients do, and nothing of a tap stays.

import type { NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jetStreamRequest } from '../../source/demo/jetstream-request.ts';
import type { TapEnd } from '../../source/model/subjects/tap.ts';
import { startSubjectTap } from '../../source/nats/subject-tap.ts';
import type { Source } from '../../source/screens/source.ts';
import type { SubjectsSnapshot } from '../../source/screens/subjects/snapshot.ts';
import { openSubjects } from '../../source/screens/subjects/source.ts';
import { createStream } from '../helpers/ask.ts';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { versions } from '../helpers/versions.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { type Watch, watch } from '../helpers/watch.ts';

describe.each(await versions())('on two servers of nats-server $version', ({ binary }) => {
	let cluster: ConfigTestCluster;
	let system: Watch;
	let account: Watch;
	let client: NatsConnection;
	const sources: Source<SubjectsSnapshot>[] = [];
	let timer: NodeJS.Timeout | undefined;

	beforeAll(async () => {
		cluster = await startCluster({ ...{ binary, size: 2, mode: 'config' }, accounts: ['APP', 'OTHER'] });
		const [first = '', second = ''] = cluster.urls;
		client = await cluster.appClient({ name: 'publisher', servers: first });
		await createStream(client, 'ORDERS', { subjects: ['orders.>'], num_replicas: 1 });
		await jetStreamRequest(client, '$JS.API.CONSUMER.DURABLE.CREATE.ORDERS.audit', {
			stream_name: 'ORDERS',
			config: { durable_name: 'audit', deliver_subject: 'push.audit', ack_policy: 'none' },
		});
		for (const servers of [first, second]) {
			const worker = await cluster.appClient({ name: 'worker', servers });
			worker.subscribe('orders.*', { queue: 'workers', callback: () => {} });
			worker.subscribe('orders.>', { callback: () => {} });
			await worker.flush();
		}
		timer = setInterval(() => client.publish('orders.new', 'x'.repeat(100)), 20);
		const settings = (login: { user: string; password: string }) => ({
			servers: [...cluster.urls],
			...login,
		});
		system = watch(settings(cluster.logins.sys));
		account = watch(settings(cluster.logins.app));
		for (const { monitor } of [system, account])
			await waitFor(() => monitor.servers.take().fleet.rows.length === 2, { what: 'two servers' });
	});

	afterAll(async () => {
		clearInterval(timer);
		for (const source of sources) source.close?.();
		await Promise.all([system?.stop(), account?.stop()]);
		await cluster?.stop();
	});

	const open = ({ monitor }: Watch, acc?: string): Source<SubjectsSnapshot> => {
		const source = openSubjects(monitor.watching);
		sources.push(source);
		if (acc !== undefined) source.narrow?.({ acc });
		return source;
	};

	const row = (source: Source<SubjectsSnapshot>, subject: string, queue?: string) =>
		source.get().rows.find((each) => each.subject === subject && each.queue === queue);

	/** Asks again until a rate is known of both servers. */
	const rated = (source: Source<SubjectsSnapshot>, subject: string, queue?: string) =>
		waitFor(
			() => {
				const found = row(source, subject, queue);
				if (found?.rate !== undefined && found.rate > 0 && !found.isPart) return found;
				source.refresh?.();
				return undefined;
			},
			{ what: `a rate of ${subject}`, interval: 300 },
		);

	test.each(['system', 'account'] as const)(
		'what is listened to is added up over all servers, in %s mode',
		async (mode) => {
			const source = mode === 'system' ? open(system, 'APP') : open(account);
			const group = await rated(source, 'orders.*', 'workers');
			expect(group).toMatchObject({ subscriptions: 2, connections: 2 });
			const each = await rated(source, 'orders.>');
			expect(each).toMatchObject({ subscriptions: 2, connections: 2 });
			// Without a queue group each of the two gets all, and of the group one does.
			const both = await waitFor(
				() => {
					const [of, all] = [row(source, 'orders.*', 'workers'), row(source, 'orders.>')];
					const ratio = (all?.deliveries ?? 0) / (of?.deliveries ?? 1);
					source.refresh?.();
					return ratio > 1.8 && ratio < 2.2 ? [of, all] : undefined;
				},
				{ what: 'twice as many deliveries without a queue group', interval: 300 },
			);
			expect(both[1]?.listeners.map(({ name }) => name)).toEqual(['worker', 'worker']);
			expect(
				source.get().rows.some(({ subject }) => subject.startsWith('_INBOX.') && subject !== '_INBOX.>'),
			).toBe(false);
			expect(source.get().asked).toMatchObject({ asked: 2, answered: 2, unheard: [] });
		},
	);

	test('a system user sees which streams store it, and whom nobody hears', async () => {
		const source = open(system, 'APP');
		const stored = await waitFor(() => row(source, 'orders.>')?.streams?.[0], { what: 'the stream' });
		expect(stored.stream).toBe('ORDERS');
		const lonely = await waitFor(() => row(source, 'push.audit'), { what: 'the consumer that nobody hears' });
		expect(lonely).toMatchObject({ subscriptions: 0, deliveredBy: ['ORDERS/audit'] });
		expect(lonely.troubles[0]?.text).toBe('nobody listens to what ORDERS/audit delivers');
	});

	test('a system user who names no account is asked for one, and sees nobody of another', async () => {
		const source = open(system);
		await waitFor(() => source.get().asked.isUnchosen, { what: 'the question' });
		source.narrow?.({ acc: 'OTHER' });
		await waitFor(() => source.get().asked.account?.name === 'OTHER' && source.get().asked.at !== undefined, {
			what: 'the other account',
		});
		expect(source.get().rows).toEqual([]);
	});

	/** Runs a tap to its end. */
	const tapped = (subject: string, most?: number, span?: number) =>
		new Promise<{ heard: Map<string, number>; why: TapEnd; words?: string }>((resolve) => {
			const heard = new Map<string, number>();
			startSubjectTap({
				settings: { servers: [...cluster.urls], timeout: 20_000, name: 'natstop', ...cluster.logins.app },
				...{ subject, most, span },
				onStart: () => {},
				onMessage: (name) => void heard.set(name, (heard.get(name) ?? 0) + 1),
				onEnd: (why, words) => resolve({ heard, why, ...(words !== undefined && { words }) }),
			});
		});

	/** What comes of a request that nobody answers. */
	const fate = (subject: string): Promise<string> =>
		client.request(subject, '', { timeout: 1000 }).then(
			() => 'answered',
			(error: Error) => error.constructor.name,
		);

	const assets = async (): Promise<unknown> => {
		const { streams } = await jetStreamRequest(client, '$JS.API.STREAM.NAMES', {});
		const { consumers } = await jetStreamRequest(client, '$JS.API.CONSUMER.NAMES.ORDERS', {});
		return { streams, consumers };
	};

	test('a tap hears what is published, ends by itself, and requests without responders fail at once again', async () => {
		const before = await assets();
		expect(await fate('quotes.get')).toMatch(/NoResponders|RequestError/);
		const atOnce = await fate('quotes.get');
		const listening = tapped('quotes.>', undefined, 3000);
		await waitFor(async () => (await fate('quotes.get')) !== atOnce, { what: 'the price of a tap' });
		expect(await listening).toMatchObject({ why: 'time' });
		await waitFor(async () => (await fate('quotes.get')) === atOnce, { what: 'no responders, at once' });
		expect(await assets()).toEqual(before);
	});

	test('a tap ends after as many messages as it takes, and its connection is gone', async () => {
		const { heard, why } = await tapped('orders.>', 25, 60_000);
		expect(why).toBe('messages');
		expect([...heard]).toEqual([['orders.new', 25]]);
		const source = open(system, 'APP');
		await waitFor(() => row(source, 'orders.>')?.subscriptions === 2, { what: 'the two subscriptions' });
		expect(row(source, 'orders.>')?.listeners.map(({ name }) => name)).toEqual(['worker', 'worker']);
	});

	test('a tap on a subject without a wildcard never begins: it would take messages from a consumer', async () => {
		expect(await tapped('push.audit')).toMatchObject({
			why: 'failed',
			words: expect.stringContaining('no wildcard'),
		});
	});

	test('an account user hears of what is done to its streams, and of no audit of requests', async () => {
		await createStream(client, 'LATER', { num_replicas: 1 });
		await jetStreamRequest(client, '$JS.API.STREAM.DELETE.LATER', {});
		const made = await account.event('CREATED', ({ text }) => text === 'stream LATER created');
		expect(made.subject).toBe('$JS.EVENT.ADVISORY.STREAM.CREATED.LATER');
		await account.event('DELETED', ({ text }) => text === 'stream LATER deleted');
		expect(account.events('JS OTHER')).toEqual([]);
		expect(account.events('DENIED')).toEqual([]);
	});
});
