// What servers tell twice or again and again, told once: on real servers of two generations.

import { connect } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventText } from '../../source/format/event-line.ts';
import type { LoggedEvent } from '../../source/model/event.ts';
import { EventsFeed } from '../../source/nats/events-feed.ts';
import { ToldTwice } from '../../source/nats/told-twice.ts';
import { wireOf } from '../../source/nats/wire.ts';
import { createTheme } from '../../source/theme.ts';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { connections } from '../helpers/connections.ts';
import { serverInfo } from '../helpers/samples.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { watch } from '../helpers/watch.ts';

const { open } = connections();
const { glyphs } = createTheme('mono', false);

describe.each(['forky', 'trixie'] as const)('a server of %s', (suite) => {
	let cluster: ConfigTestCluster;
	beforeAll(async () => {
		cluster = await startCluster({ suite, mode: 'config', size: 1, jetstream: false });
	});
	afterAll(() => cluster?.stop());

	/** A feed that listens, and the lines of its log. */
	const listening = async () => {
		const { user, password } = cluster.logins.sys;
		const { nc } = await open({ servers: [...cluster.urls], user, password });
		const feed = new EventsFeed({
			now: Date.now,
			timeout: 5000,
			onLeaving: () => undefined,
			onChange: () => undefined,
		});
		feed.start(wireOf(nc));
		await nc.flush();
		return { nc, feed, lines: () => feed.log.snapshot(Date.now()).events };
	};
	const lineOf = (event: LoggedEvent | undefined): string =>
		event ? eventText(event, { nameOf: (account) => account, glyphs, now: Date.now() }) : '';

	test('tells a login that fails again and again in one line that counts, and no DISCONNECT beside it', async () => {
		const { lines } = await listening();
		const login = {
			servers: cluster.urls[0],
			user: 'batch',
			pass: 'wrong',
			name: 'nightly',
			reconnect: false,
		};
		for (let tries = 0; tries < 3; tries++) await expect(connect(login)).rejects.toThrow();
		await (await cluster.appClient({ name: 'the-last' })).close();
		// Events of one server keep their order: what comes behind the logins is behind all that is told of them.
		await waitFor(
			() => lines().some(({ kind, client }) => kind === 'DISCONNECT' && client?.name === 'the-last'),
			{
				what: 'the end of a later client',
			},
		);
		const told = lines().filter(({ client }) => client?.name === 'nightly');
		expect(told).toMatchObject([{ kind: 'AUTH ERR', count: 3, mixed: false }]);
		expect(lineOf(told[0])).toMatch(
			/^(batch|\[hidden\]) "nightly" from 127\.0\.0\.1 · Authentication Failure ×3 since \d\d:\d\d:\d\d, /,
		);
	});

	test('is named where natstop tells of its own connection to it', async () => {
		const { user, password } = cluster.logins.sys;
		const seen = watch({ servers: [...cluster.urls], user, password });
		try {
			expect(await seen.event('LINK')).toMatchObject({
				serverName: 'n1',
				text: expect.stringContaining('connected'),
			});
		} finally {
			await seen.stop();
		}
	});

	test('that reloads does not tell living clients as new logins, natstop itself included', async () => {
		const { nc, lines } = await listening();
		const living = await cluster.appClient({ name: 'living' });
		const connects = () => lines().filter(({ kind }) => kind === 'CONNECT');
		await waitFor(() => connects().length === 1, { what: 'the login' });
		let again = 0;
		nc.subscribe('$SYS.ACCOUNT.*.CONNECT', { callback: () => void again++ });
		await nc.flush();
		await cluster.servers[0]?.writeConfig({ max_connections: 1000 });
		cluster.servers[0]?.signal('SIGHUP');
		// The server sends one for natstop and one for the client.
		await waitFor(() => again >= 2, { what: 'what the server sends after a reload' });
		const later = await cluster.appClient({ name: 'later' });
		await waitFor(() => connects().some(({ client }) => client?.name === 'later'), { what: 'a later login' });
		const names = connects().map(({ client, count }) => [client?.name, count]);
		expect(names).toEqual([
			['living', 1],
			['later', 1],
		]);
		await Promise.all([living.close(), later.close()]);
	});
});

test('a client that was connected long before natstop came is not told as new after a reload', () => {
	const at = Date.UTC(2026, 8, 21, 12);
	const twice = new ToldTwice();
	const connected = (cid: number, age: number) =>
		twice.isRepeat({
			...{ kind: 'CONNECT', severity: 'info', at, serverTime: at, server: serverInfo() },
			client: { cid, start: at - age },
		});
	expect(connected(7, 3_600_000)).toBe(true);
	expect(connected(8, 30)).toBe(false);
	expect(connected(8, 30)).toBe(true);
	expect(connected(9, 30)).toBe(false);
});
