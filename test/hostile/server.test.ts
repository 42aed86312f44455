// The same through real servers: clients with hostile names and users, and a responder that answers for servers that do not exist.

import { connect as connectSocket } from 'node:net';
import { connect, headers, type Msg, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventJson } from '../../source/format/event-json.ts';
import { eventText } from '../../source/format/event-line.ts';
import { serverJson } from '../../source/format/server-json.ts';
import type { EventKind } from '../../source/model/event.ts';
import { fleetFacts } from '../../source/model/fleet-facts.ts';
import { captureProfile } from '../../source/nats/profile.ts';
import { reloadServer } from '../../source/nats/reload.ts';
import { createTheme } from '../../source/theme.ts';
import { eventRow } from '../../source/views/event-row.ts';
import { serverTableRows } from '../../source/views/server-table.tsx';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { tempDir } from '../helpers/temp-dir.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { type Watch, watch } from '../helpers/watch.ts';
import { checkJson, checkRows, plainThemes } from './check.ts';
import { build, hostileTexts, type Recipe } from './corpus.ts';

const dir = tempDir();
const theme = plainThemes[0] ?? createTheme('mono', false);

let cluster: ConfigTestCluster;
let liar: NatsConnection;
let seen: Watch;

beforeAll(async () => {
	cluster = await startCluster({ mode: 'config', size: 2, jetstream: false });
	liar = await cluster.systemClient({ name: 'liar' });
	const { user, password } = cluster.logins.sys;
	seen = watch({ servers: [...cluster.urls], user, password });
	for (const { name } of cluster.servers) await seen.until(name, 'ok', (row) => row.statsz !== undefined);
});

afterAll(async () => {
	await seen.stop();
	await cluster.stop();
});

const fleet = () => seen.monitor.loop.roster.snapshot(Date.now());
const logged = () => seen.monitor.feed.log.snapshot(Date.now()).events;

/** How many events of a kind there were: bursts are folded. */
const countOf = (kind: EventKind): number =>
	logged().reduce((sum, event) => sum + (event.kind === kind ? event.count : 0), 0);

/** What must hold at any time: everything can be drawn and printed, and the real servers are well. */
const checkSane = (): void => {
	const now = Date.now();
	const snapshot = fleet();
	for (const columns of [60, 120, 200]) {
		const props = {
			...{ servers: snapshot.rows, total: snapshot.rows.length, facts: fleetFacts(snapshot), filter: '' },
			...{
				sort: { column: 'cpu', descending: true },
				wide: false,
				offset: 0,
				now,
				exact: false,
				totals: false,
			},
			...{ interval: 500, focused: true, columns, rows: snapshot.rows.length + 2, theme },
		};
		checkRows('table', serverTableRows(props, { start: 0, end: snapshot.rows.length }), columns, theme);
		const look = { nameOf: (account: string) => account, now, offset: 0, selected: false, theme };
		checkRows(
			'log',
			logged().map((event) => eventRow(event, columns, look)),
			columns,
			theme,
		);
	}
	for (const row of snapshot.rows) checkJson('server', serverJson(row));
	for (const event of logged()) {
		const text = eventText(event, { nameOf: (account) => account, glyphs: theme.glyphs, now });
		checkJson('event', eventJson(event, text));
	}
	for (const { name } of cluster.servers) expect(seen.row(name)?.state, name).toBe('ok');
};

/** Lines of the protocol as bytes, to the end that the server gives them. */
const speak = (lines: readonly (string | Buffer)[]): Promise<void> =>
	new Promise((resolve) => {
		const { hostname, port } = new URL(cluster.urls[0] ?? '');
		const socket = connectSocket(Number(port), hostname, () => {
			for (const line of lines) socket.write(line);
		});
		socket.on('error', () => resolve());
		socket.on('close', () => resolve());
		socket.on('data', (data) => {
			if (data.includes('PONG') || data.includes('-ERR')) socket.end();
		});
	});

/** What fits a line of the protocol. */
const short = hostileTexts.filter((text) => text.length < 1500);

describe('clients of a real server', () => {
	test('may call themselves anything', async () => {
		const { user, password: pass } = cluster.logins.app;
		for (const name of short) {
			const client = await connect({ servers: [cluster.urls[1] ?? ''], user, pass, name });
			await client.close();
		}
		const end = await cluster.appClient({ name: 'the last one' });
		await seen.event('CONNECT', (event) => event.client?.name === 'the last one');
		await end.close();
		expect(countOf('CONNECT')).toBeGreaterThan(short.length / 2);
		checkSane();
	}, 60_000);

	test('may fail to log in as anybody', async () => {
		for (const user of short) {
			await connect({
				servers: [cluster.urls[0] ?? ''],
				user,
				pass: user || 'x',
				name: user,
				reconnect: false,
			}).then(
				(client) => client.close(),
				() => undefined,
			);
		}
		await seen.event('AUTH ERR');
		await waitFor(() => countOf('AUTH ERR') > short.length / 2, { what: 'the failed logins' });
		checkSane();
	}, 60_000);

	test('may send bytes that are no text, and what is no protocol', async () => {
		const { user, password } = cluster.logins.app;
		const start = Buffer.from(
			`CONNECT {"user":"${user}","pass":"${password}","lang":"x","version":"1","name":"`,
		);
		for (const bytes of [
			[0xff, 0xfe],
			[0x9b, 0x33, 0x31, 0x6d],
			[0xed, 0xa0, 0x80],
			[0xc0, 0x80],
			[0xf4, 0x90, 0x80, 0x80],
		]) {
			await speak([start, Buffer.from(bytes), Buffer.from(' bytes"}\r\nPING\r\n')]);
		}
		await speak(['\u001b[2J\r\n']);
		await speak([`CONNECT {"name":"${'x'.repeat(1_000_000)}`]);
		await speak([`CONNECT ${'['.repeat(3000)}\r\nPING\r\n`]);
		await seen.event('CONNECT', (event) => event.client?.name?.endsWith(' bytes') === true);
		checkSane();
	}, 60_000);
});

const id = (index: number): string => `NFAKE${index}`.padEnd(56, 'A');

/** The answer of a server that does not exist. */
const answer = (index: number, over: object = {}, statsz: object = {}): string =>
	JSON.stringify({
		server: {
			id: id(index),
			name: `fake-${index}`,
			host: 'h',
			cluster: 'c',
			ver: '2.15.1',
			seq: 1,
			time: new Date(),
			...over,
		},
		statsz: { start: new Date(Date.now() - 60_000), mem: 1, cores: 1, cpu: 1, connections: index, ...statsz },
	});

/** Answers requests on a subject until it is stopped. */
const lieOn = (subject: string, reply: (message: Msg) => void): (() => void) => {
	const subscription = liar.subscribe(subject, {
		callback: (error, message) => {
			if (error === null) reply(message);
		},
	});
	return () => subscription.unsubscribe();
};

/** Forgets what was made up, so that the next test begins with the real servers. */
const realOnly = (): void => {
	for (const { info } of fleet().rows) {
		const real = cluster.servers.some(({ name }) => name === info.name);
		if (!real) seen.monitor.loop.roster.unreachable(info.id, Date.now());
	}
};

describe('a responder for servers that do not exist', () => {
	test('answers pings with anything, twice, late and in any order', async () => {
		let round = 0;
		const stop = lieOn('$SYS.REQ.SERVER.PING', (message) => {
			round++;
			const bad: (string | Uint8Array)[] = [
				'',
				'null',
				'[]',
				'{"server":null}',
				'{"server":{"id":"PING"},"statsz":{}}',
				'{"server":{"id":"*"},"statsz":{}}',
				'['.repeat(100_000),
				`{"server":${'{"a":'.repeat(50_000)}`,
				Uint8Array.from([0xff, 0x00, 0x9b]),
				answer(1, { name: '\u001b[31mred\u001b]0;t\u0007' }),
				answer(1, { name: '\u001b[31mred\u001b]0;t\u0007' }),
				answer(2, { seq: 9 }, { connections: 9 }),
				answer(2, { seq: 8, time: new Date(0) }, { connections: 8 }),
				answer(3, { name: `changes-${round % 2}` }),
				answer(4, { name: cluster.servers[0]?.name, cluster: cluster.name }),
				answer(5, { name: 'x'.repeat(500_000) }),
				answer(6, {}, { mem: 1e308, cpu: -1e308, connections: 2 ** 64, routes: [null, {}, 7], gateways: {} }),
			];
			for (const body of bad) message.respond(body);
			for (let index = 0; index < 60; index++) {
				const recipe: Recipe = {
					capture: index + round,
					edits: [{ at: round * 31 + index, how: index % 16, what: round * 7 + index }],
					breakage: { how: index % 5, at: round * 13, what: index },
				};
				message.respond(build(recipe, ['statsz', 'varz', 'idz']).bytes);
			}
			setTimeout(() => message.respond(answer(7)), 1500);
			const none = headers(503, 'No Responders');
			if (round % 3 === 0) liar.publish(message.reply ?? '', '', { headers: none });
		});
		await waitFor(() => fleet().rows.some(({ info }) => info.name.endsWith('fake-7')), {
			what: 'the late answer',
		});
		await waitFor(() => round > 6, { what: 'seven rounds' });
		stop();
		expect(fleet().rows.filter(({ info }) => info.id === id(1))).toHaveLength(1);
		expect(fleet().rows.find(({ info }) => info.id === id(2))?.statsz?.connections).toBe(9);
		expect(fleet().rows.some(({ info }) => info.id === 'PING' || info.id === '*')).toBe(false);
		const twins = fleet().rows.filter(({ info }) => info.name === cluster.servers[0]?.name);
		expect(twins.map(({ key }) => key).length).toBe(new Set(twins.map(({ key }) => key)).size);
		// They stop answering, and are down; the real ones never were.
		await waitFor(() => fleet().rows.find(({ info }) => info.id === id(1))?.state === 'down', {
			what: 'a made up server to be down',
		});
		checkSane();
		realOnly();
	}, 60_000);

	test('answers VARZ and IDZ with anything', async () => {
		const stops = ['VARZ', 'IDZ'].map((what) =>
			lieOn(`$SYS.REQ.SERVER.PING.${what}`, (message) => {
				for (const body of [
					'',
					'{"data":7}',
					'{"data":{"server_id":"NX","config_load_time":"never"}}',
					'{"id":"NX\\u001b"}',
					'{"id":"NIDZ","name":"idz"}',
				]) {
					message.respond(body);
				}
			}),
		);
		const second = watch({
			servers: [...cluster.urls],
			...{ user: cluster.logins.sys.user, password: cluster.logins.sys.password },
		});
		await second.until('idz', 'introduced', () => true);
		for (const { name } of cluster.servers) await second.until(name, 'ok', (row) => row.statsz !== undefined);
		await second.stop();
		for (const stop of stops) stop();
		checkSane();
	}, 60_000);

	test('sends replies nobody asked for, and heartbeats for real servers', async () => {
		const [real] = cluster.servers;
		const before = fleet().rows.find(({ info }) => info.name === real?.name);
		for (let index = 0; index < 500; index++) {
			liar.publish(`_INBOX.${index}.1`, answer(index));
			liar.publish(`$SYS.SERVER.${id(index)}.SHUTDOWN`, JSON.stringify({ id: id(index), name: 'nobody' }));
			liar.publish(`$SYS.ACCOUNT.\u202eevil${index}.CONNECT`, '{"client":{}}');
		}
		const forged = {
			id: before?.info.id,
			name: real?.name,
			cluster: cluster.name,
			seq: 2 ** 62,
			time: new Date(),
		};
		liar.publish(
			`$SYS.SERVER.${before?.info.id}.STATSZ`,
			answer(0, forged, { start: new Date(before?.statsz?.start ?? 0), connections: 666 }),
		);
		await liar.flush();
		await seen.until(real?.name ?? '', 'fooled', (row) => row.statsz?.connections === 666);
		await seen.until(real?.name ?? '', 'itself again', (row) => row.statsz?.connections !== 666, 20_000);
		checkSane();
	}, 60_000);

	test('floods with heartbeats, and natstop goes on', async () => {
		for (let index = 0; index < 3000; index++) {
			liar.publish(
				`$SYS.SERVER.${id(1000 + index)}.STATSZ`,
				answer(1000 + index, { name: `flood-${index}` }),
			);
			if (index % 500 === 0) await liar.flush();
		}
		await liar.flush();
		await waitFor(() => fleet().rows.length > 2500, { what: 'the flood', timeout: 20_000 });
		const { rounds } = fleet();
		await waitFor(() => fleet().rounds > rounds + 2, { what: 'two more rounds', timeout: 20_000 });
		await waitFor(() => fleet().totals.down > 2500, { what: 'the flood to be down', timeout: 30_000 });
		for (const { name } of cluster.servers) expect(seen.row(name)?.state).toBe('ok');
	}, 90_000);

	test('answers a reload and a profile with anything, and each ends in a sentence', async () => {
		const fake = 'NLIAR';
		const bodies = [
			'',
			'7',
			'{"data":null}',
			'{"error":{"code":"x","description":"\\u001b[31mno"}}',
			'{"data":{"profile":7}}',
			'{"data":{"profile":""}}',
			'{"data":{"error":"\\u009b2J"}}',
			'['.repeat(10_000),
		];
		for (const body of bodies) {
			const stop = lieOn(`$SYS.REQ.SERVER.${fake}.*`, (message) => {
				message.respond(body);
				message.respond(body);
			});
			await liar.flush();
			const nc = await cluster.systemClient();
			const request = { server: '../../x\u0000y', kind: 'heap', level: 0 } as const;
			const profile = await captureProfile(nc, fake, request, { timeout: 1000, directory: dir });
			const { state } = await reloadServer(nc, fake, 1000);
			await nc.close();
			stop();
			expect(profile.step, body.slice(0, 60)).toBe('failed');
			checkJson('profile', { ...profile, server: '' });
			expect(['failed', 'refused', 'unsupported', 'no-answer', 'denied']).toContain(state.step);
			checkJson('reload', state);
		}
	}, 60_000);
});
