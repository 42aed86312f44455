// The screens of JetStream: how soon they are there, what they ask for, and how they do with very many streams and consumers.

import { createStream } from '../source/demo/demo-jetstream.ts';
import type { FleetJetStream } from '../source/demo/fleet/fleet-assets.ts';
import { jetStreamLines } from './jetstream-round.ts';
import { cpuShare, pause, residentMemory, timeOf } from './process.ts';
import { monitor, natsOf, pressed, pressedLine, smallest } from './screen-keys.ts';
import { type Bench, type System, settling, startLarge, startThree } from './system.ts';
import { askedLine, interleaved, type Line } from './table.ts';

/** What is simulated: each stream in three copies. A small run has a tenth of it. */
const wantedOf = ({ scale }: Bench): FleetJetStream =>
	scale < smallest
		? { streams: 100, consumers: 500, replicas: 3 }
		: { streams: 1000, consumers: 5000, replicas: 3 };

/** The tabs that are measured, by the word that opens each, with a column that no other has. */
const tabs = [
	{ name: 'streams', head: /\bSTREAM\b[^\n]*\n> / },
	{ name: 'consumers', head: /\bCONSUMER\b[^\n]*\n> / },
] as const;

/** Milliseconds from the word to the first rows, of a program that has never asked for any. */
const firstRows = async (bench: Bench, system: System): Promise<number> => {
	const screen = monitor(bench, system);
	try {
		await screen.shows(/[●*] bench-/);
		await pause(settling(bench, 2000));
		const [{ head }] = tabs;
		const painted = screen.next(() => head.test(screen.text()));
		screen.pty.write(':streams\r');
		return await painted;
	} finally {
		await screen.end();
	}
};

/** Three real servers with a few streams. */
const small = async (bench: Bench): Promise<Line[]> => {
	const system = await startThree({ jetstream: true });
	try {
		const app = await system.cluster.connectAs('APP');
		const count = Math.max(3, Math.ceil(20 * Math.min(1, bench.scale)));
		for (let number = 1; number <= count; number++) {
			const config = { subjects: [`s.${number}`], num_replicas: 3, storage: 'memory' };
			await createStream(app, { name: `S-${number}`, ...config });
		}
		const report = natsOf(system, ['server', 'report', 'jetstream']);
		const ms = await interleaved(
			{
				rows: () => firstRows(bench, system),
				report: report ? () => timeOf(report) : async () => Number.NaN,
			},
			Math.ceil(5 * bench.scale),
		);
		return [
			{
				...{
					measure: `jetstream: word to first streams, ${count} on 3 servers`,
					natstop: ms.rows,
					unit: 'ms',
				},
				...(report && { baseline: ms.report }),
				against: report ? 'nats server report jetstream' : 'nats: not on PATH',
				target: { of: 'ratio', at: 'most', limit: 1 },
			},
		];
	} finally {
		await system.stop();
	}
};

const tabLines = async (
	bench: Bench,
	system: System,
	{ name, head }: (typeof tabs)[number],
): Promise<Line[]> => {
	const main = monitor(bench, system, ['--sort', 'name']);
	const screen = monitor(bench, system);
	try {
		await Promise.all([main.shows(/[●*] \w/), screen.shows(/[●*] \w/)]);
		await pause(settling(bench, 4000));
		screen.pty.write(`:${name}\r`);
		await screen.shows(head);
		// By name, where rows stay where they are: a key at the end of a list moves nothing.
		screen.pty.write(`:sort ${name === 'streams' ? 'stream' : 'consumer'}\r`);
		await pause(settling(bench, 30_000));
		const began = performance.now();
		const asked = async (): Promise<number> => (await system.fleet?.counts())?.bytes.JSZ ?? 0;
		const before = await asked();
		const keys = Math.ceil(200 * bench.scale);
		const [listed, plain] = [await pressed(screen, keys), await pressed(main, keys)];
		const span = 10_000 * bench.scale;
		const cpu = await interleaved(
			{ tab: () => cpuShare(screen.pid, span), main: () => cpuShare(main.pid, span) },
			Math.ceil(3 * bench.scale),
		);
		const bytes = (await asked()) - before;
		const seconds = (performance.now() - began) / 1000;
		const { streams, consumers } = wantedOf(bench);
		const of = `jetstream: ${name} of ${streams} and ${consumers}`;
		const against = 'the main screen';
		return [
			pressedLine(`${of}, key to paint, p99`, listed, { [against]: plain.painted }),
			{
				...{ measure: `${of}, steady CPU`, unit: '%', against },
				...{ natstop: cpu.tab, baseline: cpu.main },
			},
			askedLine(of, bytes / seconds),
			{
				...{ measure: `${of}, RSS`, unit: 'MiB', against },
				...{ natstop: residentMemory(screen.pid), baseline: residentMemory(main.pid) },
			},
		];
	} finally {
		await screen.end();
		await main.end();
	}
};

const large = async (bench: Bench): Promise<Line[]> => {
	const servers = bench.scale < smallest ? 20 : 50;
	const of = { ...bench, servers, clusters: servers / 10 };
	const system = await startLarge(of, 0, { jetStream: wantedOf(bench) });
	try {
		const lines = await jetStreamLines(bench, system);
		for (const tab of tabs) lines.push(...(await tabLines(bench, system, tab)));
		return lines;
	} finally {
		await system.stop();
	}
};

export const jetstream = async (bench: Bench): Promise<Line[]> => [
	...(await small(bench)),
	...(await large(bench)),
];
