// A real session with trouble in it: a replay of what was recorded shows at each moment what the session showed then, all of it.

import { join } from 'node:path';
import { connect } from '@nats-io/transport-node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EventLogSnapshot } from '../../source/model/event-log.ts';
import type { FleetSnapshot, ServerRow } from '../../source/model/fleet.ts';
import { decodeLine, encodeLine, type Line } from '../../source/recording/line.ts';
import { openRecording } from '../../source/recording/reader.ts';
import { Recorder } from '../../source/recording/recorder.ts';
import { Replay } from '../../source/recording/replay.ts';
import { stateLines } from '../../source/recording/state.ts';
import { storedPast } from '../../source/recording/stored-past.ts';
import { RecordingWriter } from '../../source/recording/writer.ts';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { runProgram } from '../helpers/program.ts';
import { tempDir } from '../helpers/temp-dir.ts';
import { type Watch, watch } from '../helpers/watch.ts';
import { plainFleet, plainLog } from './plain.ts';

/** A moment of the live session: how many lines there were, and everything it showed. */
type Shown = { name: string; at: number; lines: number; fleet: unknown; log: unknown; link: unknown };

let cluster: OperatorTestCluster;
let seen: Watch;
const written: Buffer[] = [];
const dir = tempDir();
let recorder: Recorder;
let path: string;
const start = Date.now();
const shown: Shown[] = [];

const pictureOf = (fleet: FleetSnapshot, log: EventLogSnapshot) => ({
	fleet: plainFleet(fleet),
	log: plainLog(log),
});

const look = (name: string): void => {
	const at = Date.now();
	const { monitor } = seen;
	// What a user may do is no secret, and nothing that a recording needs.
	const { connection, userInfo, ...link } = monitor.link.take();
	shown.push({
		...{ name, at, lines: written.length, link },
		...pictureOf(monitor.loop.roster.snapshot(at), monitor.feed.log.snapshot(at)),
	});
	// What comes in the same millisecond comes after it.
	while (Date.now() === at);
};

/** Runs the program until it ends. */
const natstop = async (...args: string[]) => {
	const program = runProgram(args);
	const { code } = await program.ended;
	return { code, stdout: program.stdout(), stderr: program.stderr() };
};

beforeAll(async () => {
	cluster = await startCluster({
		jetstream: true,
		config: { lame_duck_grace_period: '1s', lame_duck_duration: '30s' },
	});
	const { creds, urls } = cluster;
	path = join(dir, 'session.natstop.gz');
	const writer = await RecordingWriter.open(path, { maxSize: 1e8, parts: 1 });
	recorder = new Recorder({
		header: () => ({ app: '0', interval: 500 }),
		state: () => [],
		servers: () => 3,
	});
	recorder.add(writer, start);
	const onInput = (line: Line): void => {
		written.push(encodeLine(line, start));
		recorder.take(line);
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
	await recorder.remove(writer);
	await writer.close();
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

test('who goes on from what was remembered at any time sees the same as who saw it from the start', () => {
	const lines = written
		.map((line) => decodeLine(line.subarray(0, -1), start))
		.filter((line) => line !== undefined);
	const [first] = lines;
	for (const cut of [
		...shown.map((moment) => moment.lines),
		...[0.3, 0.5, 0.8].map((part) => Math.floor(part * lines.length)),
	]) {
		const whole = new Replay(first?.[0] ?? start);
		for (const line of lines.slice(0, cut)) whole.take(line);
		const resumed = new Replay(start);
		for (const line of stateLines(whole, whole.at)) {
			const read = decodeLine(encodeLine(line, start).subarray(0, -1), start);
			if (read) resumed.take(read);
		}
		for (const [index, line] of [undefined, ...lines.slice(cut)].entries()) {
			if (line !== undefined) for (const replay of [whole, resumed]) replay.take(line);
			if (index % 40 !== 0 && index < lines.length - cut) continue;
			const at = whole.at + 1;
			const [wanted, seen] = [whole, resumed].map(({ roster, log }) =>
				pictureOf(roster.snapshot(at), log.snapshot(at)),
			);
			expect(seen, `${index} lines after line ${cut}`).toEqual(wanted);
			expect(resumed.link).toEqual(whole.link);
		}
	}
});

test('a file shows the same, whichever moment is looked at first', async () => {
	const file = await openRecording(path);
	if ('sentence' in file) throw new Error(file.sentence);
	const past = storedPast(file, { title: 'session' });
	for (const { name, at, fleet, log, link } of shown.toReversed()) {
		const moment = await past.moment(at);
		expect(plainFleet(moment.servers.fleet), name).toEqual(fleet);
		expect(plainLog(moment.events), name).toEqual(log);
		expect(moment.link, name).toEqual(link);
	}
	expect(past.trouble()).toBeUndefined();
	expect(past.rounds().length).toBeGreaterThan(5);
	await file.close();
});

test('a command prints what a recording holds of servers and of events, then and at its end', async () => {
	const down = shown.find(({ name }) => name === 'a server was killed')?.at ?? 0;
	const time = new Date(down).toISOString();
	const then = await natstop('servers', '--replay', path, '--at', time, '--json');
	expect(then.stderr).toBe('');
	const servers = JSON.parse(then.stdout);
	expect(servers.map(({ state }: { state: string }) => state).sort()).toEqual(['down', 'ok', 'ok']);
	const events = await natstop('events', '--replay', path);
	expect(events.stdout).toMatch(/AUTH ERR[\s\S]*DOWN[\s\S]*RESTART[\s\S]*LAME DUCK/);
	const accounts = await natstop('accounts', '--replay', path, '--at', time);
	expect(accounts).toMatchObject({ code: 1, stdout: '' });
	expect(accounts.stderr).toMatch(/^natstop: no server answered: not asked at \d\d:\d\d:\d\d\n$/);
	const early = await natstop('servers', '--replay', path, '--at', '1999-01-01');
	expect(early.stderr).toMatch(/begins at .* and ends at .*: this is its beginning/);
	expect(await natstop('servers', '--at', '12:00')).toMatchObject({ code: 2 });
});

test('lines rise in time, and no secret is in them', () => {
	const lines = written.map((line) => decodeLine(line.subarray(0, -1), start));
	const times = lines.map((line) => line?.[0] ?? 0);
	expect(times).toEqual([...times].sort((a, b) => a - b));
	expect(new Set(times).size).toBe(times.length);
	expect(Buffer.concat(written).toString()).not.toMatch(/eyJ[\w-]{5,}\.|S[ACNOUX][A-Z2-7]{56}/);
});
