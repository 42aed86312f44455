// The demo looks like a real system, and leaves nothing when it ends.

import { existsSync, readFileSync } from 'node:fs';
import { connect, credsAuthenticator, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Demo, startDemo } from '../../source/demo/demo.ts';
import { namesAnswering } from '../helpers/ask.ts';
import { waitFor } from '../helpers/wait-for.ts';

type Stream = {
	name: string;
	cluster: { leader?: string; replicas?: { lag?: number }[] };
	config?: { discard: string; max_bytes: number };
	state: { messages: number; bytes: number; last_seq: number };
	consumer_detail?: { name: string; num_ack_pending: number; ack_floor: { consumer_seq: number } }[];
};
type Jsz = { account_details?: { stream_detail?: Stream[] }[] };

describe('the demo', () => {
	let demo: Demo;
	let client: NatsConnection;
	const progress: string[] = [];
	const seen = new Map<string, { client?: { name?: string; lang?: string }; reason?: string }[]>();

	beforeAll(async () => {
		demo = await startDemo({ onProgress: (line) => progress.push(line) });
		client = await connect({
			servers: demo.urls.slice(0, 1),
			authenticator: credsAuthenticator(readFileSync(demo.credsPath)),
		});
		for (const kind of ['CONNECT', 'DISCONNECT', 'CLIENT.AUTH.ERR']) {
			const events: { client?: { name?: string } }[] = [];
			seen.set(kind, events);
			client.subscribe(`$SYS.${kind.startsWith('CLIENT') ? 'SERVER' : 'ACCOUNT'}.*.${kind}`, {
				callback: (_error, message) => {
					events.push(message.json());
				},
			});
		}
	});
	afterAll(async () => {
		await client?.close();
		await demo?.stop();
	});

	it('says what it is doing', () => {
		expect(progress.at(-2)).toMatch(/^starting three nats-servers 2\.\d+\.\d+ on 127\.0\.0\.1…$/);
		expect(progress.at(-1)).toBe('starting clients and traffic…');
	});

	it('has three servers, named for what they are', async () => {
		expect(await namesAnswering(client, 3)).toEqual(['demo-1', 'demo-2', 'demo-3']);
	});

	it('has clients that come and go', async () => {
		const named = (kind: string) => seen.get(kind)?.find((event) => event.client?.name === 'probe');
		await waitFor(() => named('CONNECT') && named('DISCONNECT'), {
			timeout: 20_000,
			what: 'a probe to come and go',
		});
		expect(named('CONNECT')?.client?.lang).toBe('go');
	});

	it('has a client that is refused', async () => {
		// A client that looks for a server of another test at this address may be refused, too.
		const refused = () => seen.get('CLIENT.AUTH.ERR')?.find(({ client: who }) => who?.name === 'nightly');
		const event = await waitFor(refused, { timeout: 20_000, what: 'a login to fail' });
		expect(event).toMatchObject({ reason: 'Authentication Failure' });
	});

	it('has traffic on every server, and streams and consumers', async () => {
		const received = async () => {
			const counts: number[] = [];
			const options = { strategy: 'count', maxMessages: 3, maxWait: 10_000 } as const;
			for await (const message of await client.requestMany('$SYS.REQ.SERVER.PING', '', options)) {
				counts.push(message.json<{ statsz: { received: { msgs: number } } }>().statsz.received.msgs);
			}
			return counts;
		};
		await waitFor(async () => (await received()).filter((count) => count > 500).length === 3, {
			timeout: 20_000,
			what: 'five hundred messages on each server',
		});
		const wanted = JSON.stringify({ streams: true, consumer: true });
		await waitFor(
			async () => {
				const streams = new Map<string, string[]>();
				const options = { strategy: 'count', maxMessages: 3, maxWait: 10_000 } as const;
				for await (const message of await client.requestMany('$SYS.REQ.SERVER.PING.JSZ', wanted, options)) {
					const accounts = message.json<{ data: Jsz }>().data.account_details ?? [];
					for (const stream of accounts.flatMap((account) => account.stream_detail ?? [])) {
						streams.set(stream.name, stream.consumer_detail?.map(({ name }) => name).sort() ?? []);
					}
				}
				expect(Object.fromEntries(streams)).toEqual({
					ORDERS: ['audit', 'shipping'],
					'ORDERS-COPY': [],
					CARTS: ['advice'],
					JOBS: ['worker'],
					ARCHIVE: [],
					LABELS: [],
					INVOICES: ['billing'],
					HISTORY: [],
				});
				return true;
			},
			{ what: 'all streams and consumers' },
		);
	});

	/** A stream as its leader tells it, with its consumers. */
	const told = async (name: string): Promise<Stream | undefined> => {
		const options = { strategy: 'count', maxMessages: 3, maxWait: 10_000 } as const;
		const wanted = JSON.stringify({ streams: true, consumer: true, config: true, stream_leader_only: true });
		for await (const message of await client.requestMany('$SYS.REQ.SERVER.PING.JSZ', wanted, options)) {
			const { data, server } = message.json<{ data: Jsz; server: { name: string } }>();
			const streams = data.account_details?.flatMap(({ stream_detail = [] }) => stream_detail) ?? [];
			const found = streams.find((stream) => stream.name === name && stream.cluster.leader === server.name);
			if (found) return found;
		}
		return undefined;
	};

	it('has a full stream that refuses what is new, and one into which nothing comes', async () => {
		await waitFor(
			async () => {
				const { state, config } = (await told('LABELS')) ?? {};
				return state && config?.discard === 'new' && state.bytes > 0.98 * config.max_bytes;
			},
			{ what: 'the stream to be full' },
		);
		await waitFor(async () => (await told('ARCHIVE'))?.state.messages === 6, { what: 'the archive' });
	});

	it('has a consumer that owes as many acknowledgements as it may, and goes on without one', async () => {
		const owed = () =>
			told('INVOICES').then((stream) => stream?.consumer_detail?.find(({ name }) => name === 'billing'));
		await waitFor(async () => (await owed())?.num_ack_pending === 60, { what: 'acknowledgements to be due' });
		expect((await owed())?.ack_floor.consumer_seq).toBe(0);
	});

	it('has a mirror that follows, and consumers that keep up', async () => {
		await waitFor(
			async () => {
				const [orders, copy] = [await told('ORDERS'), await told('ORDERS-COPY')];
				return (
					orders && copy && orders.state.last_seq > 100 && copy.state.last_seq > 0.8 * orders.state.last_seq
				);
			},
			{ what: 'the mirror to follow' },
		);
	});

	it('has a replica that catches up with much, again and again', async () => {
		// Leaders tell others of no replica that catches up with a stream: the copies themselves do.
		const lag = async (): Promise<number> => {
			const ends: number[] = [];
			const options = { strategy: 'count', maxMessages: 3, maxWait: 10_000 } as const;
			for await (const message of await client.requestMany(
				'$SYS.REQ.SERVER.PING.JSZ',
				'{"streams":true}',
				options,
			))
				for (const { stream_detail = [] } of message.json<{ data: Jsz }>().data.account_details ?? [])
					for (const { name, state } of stream_detail) if (name === 'HISTORY') ends.push(state.last_seq);
			return ends.length < 3 ? 0 : Math.max(...ends) - Math.min(...ends);
		};
		const far = await waitFor(
			async () => {
				const now = await lag();
				return now > 30_000 && now;
			},
			{ what: 'a replica far behind' },
		);
		await waitFor(
			async () => {
				const now = await lag();
				return now > 0 && now < far - 5000;
			},
			{ what: 'it to catch up' },
		);
	});

	it('leaves nothing', async () => {
		await client.close();
		await Promise.all([demo.stop(), demo.stop()]);
		expect(demo.dirs.some((dir) => existsSync(dir))).toBe(false);
		await expect(connect({ servers: [...demo.urls], reconnect: false })).rejects.toThrow();
	});
});
