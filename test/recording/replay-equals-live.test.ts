// A real session with trouble in it: a replay of what was recorded shows at each moment what the session showed then, all of it.

import { connect } from '@nats-io/transport-node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EventLogSnapshot } from '../../source/model/event-log.ts';
import type { FleetSnapshot, ServerRow } from '../../source/model/fleet.ts';
import { decodeLine, encodeLine, type Line } from '../../source/recording/line.ts';
import { Replay } from '../../source/recording/replay.ts';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { type Watch, watch } from '../helpers/watch.ts';
import { plainFleet, plainLog } from './plain.ts';

/** A moment of the live session: how many lines there were, and everything it showed. */
type Shown = { name: string; at: number; lines: number; fleet: unknown; log: unknown; link: unknown };

let cluster: OperatorTestCluster;
let seen: Watch;
const written: Buffer[] = [];
const start = Date.now();
const shown: Shown[] = [];

const pictureOf = (fleet: FleetSnapshot, log: EventLogSnapshot) => ({
	fleet: plainFleet(fleet),
	log: plainLog(log),
});

const look = (name: string): void => {
	const at = Date.now();
	const { monitor } = seen;
	const { connection, ...link } = monitor.link.take();
	shown.push({
		...{ name, at, lines: written.length, link },
		...pictureOf(monitor.loop.roster.snapshot(at), monitor.feed.log.snapshot(at)),
	});
};

beforeAll(async () => {
	cluster = await startCluster({
		jetstream: true,
		config: { lame_duck_grace_period: '1s', lame_duck_duration: '30s' },
	});
	const { creds, urls } = cluster;
	const onInput = (line: Line): void => {
		written.push(encodeLine(line, start));
	};
	seen = watch({ servers: urls, creds: creds.sys }, { onInput });
	const server = (name: string) => {
		const found = cluster.servers.find((one) => one.name === name);
		if (found === undefined) throw new Error(`no ${name}`);
		return found;
	};
	const isOk = (row: ServerRow): boolean => row.state === 'ok' && row.rates !== undefined;
	for (const name of ['n1', 'n2', 'n3']) await seen.until(name, 'measured', isOk);
	const home = seen.monitor.link.take().link.serverName ?? '';
	const [first = '', second = ''] = ['n1', 'n2', 'n3'].filter((name) => name !== home);
	look('all is well');

	await connect({ servers: server(home).url, user: 'nobody', pass: 'no', reconnect: false }).catch(() => {});
	await seen.event('AUTH ERR');
	look('a login was refused');

	await server(second).writeConfig({ max_connections: 777 });
	server(second).signal('SIGHUP');
	await server(first).kill9();
	await seen.until(first, 'down', ({ state }) => state === 'down');
	look('a server was killed');

	await server(first).start();
	await seen.until(first, 'back', isOk);
	await seen.event('CONFIG');
	look('it is back, and a configuration was reloaded');

	const guests = await Promise.all(
		Array.from({ length: 4 }, () => cluster.appClient({ servers: server(second).url, reconnect: false })),
	);
	await seen.until(second, 'with guests', ({ statsz }) => (statsz?.connections ?? 0) >= guests.length);
	server(second).signal('SIGUSR2');
	await seen.until(second, 'lame duck', ({ state }) => state === 'lameduck');
	look('a server is a lame duck');

	await server(home).kill9();
	await seen.event('LINK', ({ severity }) => severity === 'error');
	look('the link is lost');

	await seen.event('LINK', ({ text }) => text?.startsWith('reconnected') === true);
	await seen.until(home, 'down', ({ state }) => state === 'down');
	look('the link is back');
});

afterAll(async () => {
	await seen?.stop();
	await cluster?.stop();
});

test('a replay shows the rows, states, rates, events and the link of each moment as they were', () => {
	expect(shown).toHaveLength(7);
	const replay = new Replay(start);
	let taken = 0;
	for (const { name, at, lines, fleet, log, link } of shown) {
		for (; taken < lines; taken++) {
			const line = decodeLine((written[taken] ?? Buffer.alloc(0)).subarray(0, -1), start);
			expect(line, `line ${taken} of ${name}`).toBeDefined();
			if (line) replay.take(line);
		}
		const replayed = pictureOf(replay.roster.snapshot(at), replay.log.snapshot(at));
		expect(replayed.fleet, name).toEqual(fleet);
		expect(replayed.log, name).toEqual(log);
		expect(replay.link, name).toEqual(link);
	}
});

test('lines rise in time, and no secret is in them', () => {
	const lines = written.map((line) => decodeLine(line.subarray(0, -1), start));
	const times = lines.map((line) => line?.[0] ?? 0);
	expect(times).toEqual([...times].sort((a, b) => a - b));
	expect(new Set(times).size).toBe(times.length);
	expect(Buffer.concat(written).toString()).not.toMatch(/eyJ[\w-]{5,}\.|S[ACNOUX][A-Z2-7]{56}/);
});
