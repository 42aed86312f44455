// The screen of connections: how soon it is there, what it costs to leave it open, and how it does with very many of them.

import type { NatsConnection } from '@nats-io/transport-node';
import { roundLines } from './connections-round.ts';
import { cpuShare, pause, residentMemory, Screen, timeOf } from './process.ts';
import { monitor, natsOf, pressed, pressedLine, size, smallest } from './screen-keys.ts';
import { type Bench, type System, settling, startLarge, startThree } from './system.ts';
import { interleaved, type Line } from './table.ts';

/** What stands under the heads of the list once there are rows. */
const rows = /4 Connections[^\n]*\n[^\n]*\n[^\n]*NAME[^\n]*\n> /;

/** Milliseconds from the key to the first rows, of a program that has never asked for any. */
const firstRows = async (bench: Bench, system: System): Promise<number> => {
	const screen = monitor(bench, system);
	try {
		await screen.shows(/[●*] bench-/);
		await pause(settling(bench, 2000));
		const painted = screen.next(() => rows.test(screen.text()));
		screen.pty.write('4');
		return await painted;
	} finally {
		await screen.end();
	}
};

/** Three real servers with clients that talk a little. */
const withClients = async (bench: Bench, system: System): Promise<() => void> => {
	const { urls } = system.cluster;
	const count = Math.max(12, Math.ceil(300 * Math.min(1, bench.scale)));
	const clients: NatsConnection[] = [];
	for (let index = 0; index < count; index++) {
		const servers = urls[index % urls.length] ?? '';
		clients.push(await system.cluster.connectAs('APP', { servers, name: `client-${index}` }));
	}
	for (const client of clients.slice(0, 30)) client.subscribe('bench.talk', { callback: () => {} });
	const talk = setInterval(() => {
		for (const client of clients.slice(0, 30)) client.publish('bench.talk', 'a few words');
	}, 200);
	return () => clearInterval(talk);
};

const small = async (bench: Bench): Promise<Line[]> => {
	const system = await startThree();
	const main = monitor(bench, system);
	const screen = monitor(bench, system);
	const top = natsOf(system, ['top', 'bench-1']);
	const neighbour = top && new Screen(top, size, { emulate: false });
	let quiet = (): void => {};
	try {
		await Promise.all([main.shows(/[●*] bench-/), screen.shows(/[●*] bench-/)]);
		// Events say who they are: it is not asked for any more while the cost is measured.
		quiet = await withClients(bench, system);
		screen.pty.write('4');
		await pause(settling(bench, 3000));
		const report = natsOf(system, ['server', 'report', 'connections', '--top', '100']);
		const ms = await interleaved(
			{
				rows: () => firstRows(bench, system),
				report: report ? () => timeOf(report) : async () => Number.NaN,
			},
			Math.ceil(5 * bench.scale),
		);
		await pause(settling(bench, 5000));
		const span = 10_000 * bench.scale;
		const cpu = await interleaved(
			{
				connections: () => cpuShare(screen.pid, span),
				main: () => cpuShare(main.pid, span),
				top: neighbour ? () => cpuShare(neighbour.pid, span) : async () => Number.NaN,
			},
			Math.ceil(3 * bench.scale),
		);
		const note = `RSS ${Math.round(residentMemory(screen.pid))} MiB`;
		return [
			{
				...{ measure: 'connections: key to first rows, 3 servers', natstop: ms.rows, unit: 'ms' },
				...(report && { baseline: ms.report }),
				against: report ? 'nats server report connections --top 100' : 'nats: not on PATH',
				target: { of: 'ratio', at: 'most', limit: 1 },
			},
			{
				...{ measure: 'connections: steady CPU, 300 on 3 servers at 2 s', natstop: cpu.connections },
				...{ baseline: cpu.main, unit: '%', against: 'the main screen', note },
				target: { of: 'ratio', at: 'most', limit: 2 },
			},
			{
				...{ measure: 'connections: steady CPU, 300 on 3 servers at 2 s', natstop: cpu.connections },
				...(top && { baseline: cpu.top }),
				...{ unit: '%', against: top ? 'nats top on one server, each second' : 'nats: not on PATH' },
			},
		];
	} finally {
		quiet();
		for (const each of [main, screen, neighbour]) await each?.end();
		await system.stop();
	}
};

const large = async (bench: Bench, count: number, servers: number): Promise<Line[]> => {
	const system = await startLarge({ ...bench, servers, clusters: Math.ceil(servers / 10) }, 0, {
		connections: count,
	});
	const main = monitor(bench, system, ['--sort', 'name']);
	const screen = monitor(bench, system);
	try {
		await Promise.all([main.shows(/[●*] \w/), screen.shows(/[●*] \w/)]);
		await pause(settling(bench, 4000));
		screen.pty.write('4');
		await screen.shows(rows);
		// Until each was asked for once, all are new.
		if (bench.scale >= smallest) await screen.shows(/known +sweep \d+s/, 180_000);
		// By name, where rows stay where they are: a key at the end of a list moves nothing.
		screen.pty.write(':sort name\r');
		await screen.shows(/sort NAME/);
		await pause(settling(bench, 2000));
		const began = performance.now();
		const before = (await system.fleet?.counts())?.bytes.CONNZ ?? 0;
		const keys = Math.ceil(200 * bench.scale);
		const [listed, plain] = [await pressed(screen, keys), await pressed(main, keys)];
		const span = 5000 * bench.scale;
		const cpu = await interleaved(
			{ connections: () => cpuShare(screen.pid, span), main: () => cpuShare(main.pid, span) },
			Math.ceil(3 * bench.scale),
		);
		const bytes = ((await system.fleet?.counts())?.bytes.CONNZ ?? 0) - before;
		const seconds = (performance.now() - began) / 1000;
		const memory = [screen, main].map(({ pid }) => residentMemory(pid));
		const name = `connections: ${count} on ${servers} servers`;
		const against = 'the main screen';
		return [
			pressedLine(`${name}, key to paint, p99`, listed, { [against]: plain.painted }),
			{
				...{ measure: `${name}, steady CPU at 2 s`, unit: '%', against },
				...{ natstop: cpu.connections, baseline: cpu.main },
			},
			{
				...{ measure: `${name}, bytes asked`, natstop: bytes / seconds / 1024, unit: 'KiB/s' },
				...{ baseline: 256, against: 'what all may take', target: { of: 'ratio', at: 'most', limit: 1 } },
			},
			{
				...{ measure: `${name}, RSS`, unit: 'MiB', against },
				...{ natstop: memory[0] ?? Number.NaN, baseline: memory[1] ?? Number.NaN },
				target: { of: 'value', at: 'most', limit: 250 },
			},
		];
	} finally {
		await screen.end();
		await main.end();
		await system.stop();
	}
};

/** Beyond what is asked for as a whole, so that even a small run samples. */
const sampled = 20_000;

export const connections = async (bench: Bench): Promise<Line[]> => [
	...(await small(bench)),
	...(await roundLines(bench, sampled)),
	...(await large(bench, sampled, 20)),
	...(bench.scale < smallest ? [] : await large(bench, 5 * sampled, 100)),
];
