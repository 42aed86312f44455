// The same through real servers: clients with hostile names and users, and a responder that answers for servers that do not exist.

import { connect, headers, type Msg, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EventKind } from '../../source/model/event.ts';
import { captureProfile } from '../../source/nats/profile.ts';
import { reloadServer } from '../../source/nats/reload.ts';
import { wireOf } from '../../source/nats/wire.ts';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { tempDir } from '../helpers/temp-dir.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { type Watch, watch } from '../helpers/watch.ts';
import { build, type Recipe } from './broken.ts';
import { checkJson } from './check.ts';
import { hostileTexts } from './corpus.ts';
import { checkSane, fakeAnswer, fakeId, speak } from './live.ts';

const dir = tempDir();

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

/** What must hold at any time. */
const checkAll = (): void =>
	checkSane(
		seen,
		cluster.servers.map(({ name }) => name),
	);

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
		checkAll();
	});

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
		checkAll();
	});

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
			await speak(cluster.urls[0], [start, Buffer.from(bytes), Buffer.from(' bytes"}\r\nPING\r\n')]);
		}
		await speak(cluster.urls[0], ['\u001b[2J\r\n']);
		await speak(cluster.urls[0], [`CONNECT {"name":"${'x'.repeat(1_000_000)}`]);
		await speak(cluster.urls[0], [`CONNECT ${'['.repeat(3000)}\r\nPING\r\n`]);
		await seen.event('CONNECT', (event) => event.client?.name?.endsWith(' bytes') === true);
		checkAll();
	});
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
				fakeAnswer(1, { name: '\u001b[31mred\u001b]0;t\u0007' }),
				fakeAnswer(1, { name: '\u001b[31mred\u001b]0;t\u0007' }),
				fakeAnswer(2, { seq: 9 }, { connections: 9 }),
				fakeAnswer(2, { seq: 8, time: new Date(0) }, { connections: 8 }),
				fakeAnswer(3, { name: `changes-${round % 2}` }),
				fakeAnswer(4, { name: cluster.servers[0]?.name, cluster: cluster.name }),
				fakeAnswer(5, { name: 'x'.repeat(500_000) }),
				fakeAnswer(
					6,
					{},
					{ mem: 1e308, cpu: -1e308, connections: 2 ** 64, routes: [null, {}, 7], gateways: {} },
				),
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
			setTimeout(() => message.respond(fakeAnswer(7)), 1500);
			const none = headers(503, 'No Responders');
			if (round % 3 === 0) liar.publish(message.reply ?? '', '', { headers: none });
		});
		await waitFor(() => fleet().rows.some(({ info }) => info.name.endsWith('fake-7')), {
			what: 'the late answer',
		});
		await waitFor(() => round > 6, { what: 'seven rounds' });
		stop();
		expect(fleet().rows.filter(({ info }) => info.id === fakeId(1))).toHaveLength(1);
		expect(fleet().rows.find(({ info }) => info.id === fakeId(2))?.statsz?.connections).toBe(9);
		expect(fleet().rows.some(({ info }) => info.id === 'PING' || info.id === '*')).toBe(false);
		const twins = fleet().rows.filter(({ info }) => info.name === cluster.servers[0]?.name);
		expect(twins.map(({ key }) => key).length).toBe(new Set(twins.map(({ key }) => key)).size);
		// They stop answering, and are not ok any more; the real ones always were.
		await waitFor(() => fleet().rows.find(({ info }) => info.id === fakeId(1))?.state !== 'ok', {
			what: 'a made up server to be missed',
		});
		checkAll();
		realOnly();
	});

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
		checkAll();
	});

	test('sends replies nobody asked for, and heartbeats for real servers', async () => {
		const [real] = cluster.servers;
		const before = fleet().rows.find(({ info }) => info.name === real?.name);
		for (let index = 0; index < 500; index++) {
			liar.publish(`_INBOX.${index}.1`, fakeAnswer(index));
			liar.publish(
				`$SYS.SERVER.${fakeId(index)}.SHUTDOWN`,
				JSON.stringify({ id: fakeId(index), name: 'nobody' }),
			);
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
			fakeAnswer(0, forged, { start: new Date(before?.statsz?.start ?? 0), connections: 666 }),
		);
		await liar.flush();
		// Believed or not, the server itself has the last word.
		const { rounds } = fleet();
		await waitFor(() => fleet().rounds > rounds + 2, { what: 'two more rounds' });
		await seen.until(real?.name ?? '', 'itself', (row) => row.statsz?.connections !== 666);
		checkAll();
	});

	test('floods with heartbeats, and natstop goes on', async () => {
		for (let index = 0; index < 3000; index++) {
			liar.publish(
				`$SYS.SERVER.${fakeId(1000 + index)}.STATSZ`,
				fakeAnswer(1000 + index, { name: `flood-${index}` }),
			);
			if (index % 500 === 0) await liar.flush();
		}
		await liar.flush();
		await waitFor(() => fleet().rows.length > 2500, { what: 'the flood' });
		const { rounds } = fleet();
		await waitFor(() => fleet().rounds > rounds + 2, { what: 'two more rounds' });
		const { length } = cluster.servers;
		await waitFor(() => fleet().totals.ok === length, { what: 'the flood to be missed' });
		for (const { name } of cluster.servers) expect(seen.row(name)?.state).toBe('ok');
	});

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
			const profile = await captureProfile(wireOf(nc), fake, request, { timeout: 20_000, directory: dir });
			const { state } = await reloadServer(wireOf(nc), fake, 20_000);
			await nc.close();
			stop();
			expect(profile.step, body.slice(0, 60)).toBe('failed');
			checkJson('profile', { ...profile, server: '' });
			expect(['failed', 'refused', 'unsupported', 'no-answer', 'denied']).toContain(state.step);
			checkJson('reload', state);
		}
	});
});
