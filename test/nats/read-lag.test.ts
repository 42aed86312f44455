// More than natstop can take: it notices that it is behind, counts what it does not read, and still reads what matters.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EventsFeed } from '../../source/nats/events-feed.ts';
import { ReadLag } from '../../source/nats/read-lag.ts';
import { wireOf } from '../../source/nats/wire.ts';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { waitFor } from '../helpers/wait-for.ts';

let cluster: ConfigTestCluster;
beforeAll(async () => {
	cluster = await startCluster({ mode: 'config', size: 1, jetstream: false });
});
afterAll(() => cluster.stop());

describe('the backlog', () => {
	const limits = { limit: 50, most: 100, every: 10 };

	const flood = async (messages: number, work: number) => {
		const [reader, writer] = [await cluster.systemClient(), await cluster.systemClient()];
		const backlog = new ReadLag(limits);
		backlog.start(reader);
		const seen = { behind: 0, read: 0, late: 0 };
		reader.subscribe('flood', {
			callback: () => {
				seen.read++;
				if (backlog.counts()) seen.behind++;
				for (const until = performance.now() + work; performance.now() < until; );
			},
		});
		await reader.flush();
		const load = new Uint8Array(500);
		for (let i = 0; i < messages; i++) writer.publish('flood', load);
		await waitFor(() => seen.read === messages || undefined, { what: 'all messages', timeout: 20_000 });
		return { seen, backlog, reader, writer };
	};

	test('is noticed while more waits than is read, and over when all is read', async () => {
		const { seen, backlog, reader, writer } = await flood(10_000, 0.1);
		expect(seen.behind).toBeGreaterThan(0);
		expect(seen.behind).toBeLessThan(seen.read);
		await reader.rtt();
		await waitFor(() => !backlog.counts() || undefined, { what: 'the end of it' });
		backlog.stop();
		await Promise.all([reader.close(), writer.close()]);
	});

	test('is none while next to nothing comes, however long the ping is away', async () => {
		const backlog = new ReadLag({ limit: 0, most: 100, every: 1 });
		let pings = 0;
		backlog.start({
			rtt: () => {
				pings++;
				return new Promise(() => {});
			},
		});
		await waitFor(() => pings > 0 || undefined, { what: 'a ping' });
		const counted = Array.from({ length: 100 }, () => backlog.counts());
		expect(counted.indexOf(true)).toBe(99);
		backlog.stop();
		expect(backlog.counts()).toBe(false);
	});
});

describe('a feed that is behind', () => {
	test('counts connects and disconnects by kind, and reads what a server says of itself', async () => {
		const sys = await cluster.systemClient();
		let behind = true;
		const left: string[] = [];
		const feed = new EventsFeed({
			now: Date.now,
			timeout: 1000,
			onLeaving: ({ name }) => left.push(name),
			onChange: () => {},
			backlog: { start: () => {}, stop: () => {}, counts: () => behind },
		});
		feed.start(wireOf(sys));
		await sys.flush();
		const counts = (kind: string) =>
			feed.log
				.snapshot(Date.now())
				.events.filter((event) => event.kind === kind && event.text?.startsWith('not read'))
				.reduce((sum, { count }) => sum + count, 0);
		for (let i = 0; i < 5; i++) await (await cluster.appClient()).close();
		await waitFor(() => (counts('CONNECT') === 5 && counts('DISCONNECT') === 5) || undefined, {
			what: 'five of each, counted',
		});
		const server = {
			name: 'n7',
			host: 'h',
			id: 'NB7',
			ver: '2.15.1',
			seq: 1,
			time: new Date().toISOString(),
		};
		sys.publish('$SYS.SERVER.NB7.LAMEDUCK', JSON.stringify(server));
		await waitFor(() => left.includes('n7') || undefined, { what: 'the lame duck' });
		behind = false;
		await (await cluster.appClient({ name: 'alice' })).close();
		const read = await waitFor(
			() => feed.log.snapshot(Date.now()).events.find(({ client }) => client?.name === 'alice'),
			{ what: 'an event that is read again' },
		);
		expect(read.text).toBeUndefined();
		feed.stop();
		await sys.close();
	});
});
