// The screen of routes on 300 servers: what it costs to leave it open, and what it asks for.

import { cpuShare, pause, residentMemory } from './process.ts';
import { monitor } from './screen-keys.ts';
import { type Bench, settling, startLarge } from './system.ts';
import { askedLine, interleaved, type Line } from './table.ts';

/** Servers of six clusters; a small run has what it is told. */
const most = 300;

/** What stands on the screen once a cluster has been asked. */
const shown = /7 Routes[^\n]*\n[^\n]*Routes[^\n]*\n[^\n]*FROM/;

export const routes = async (bench: Bench): Promise<Line[]> => {
	const servers = Math.min(most, bench.servers);
	const system = await startLarge({ ...bench, servers, clusters: Math.ceil(servers / 50) }, 0);
	const main = monitor(bench, system, ['--sort', 'name']);
	const screen = monitor(bench, system);
	try {
		await Promise.all([main.shows(/[●*] \w/), screen.shows(/[●*] \w/)]);
		await pause(settling(bench, 4000));
		const painted = screen.next(() => shown.test(screen.text()));
		screen.pty.write('7');
		const first = await painted;
		await pause(settling(bench, 10_000));
		const began = performance.now();
		const asked = async (): Promise<number> => (await system.fleet?.counts())?.bytes.ROUTEZ ?? 0;
		const before = await asked();
		const span = 10_000 * bench.scale;
		const cpu = await interleaved(
			{ routes: () => cpuShare(screen.pid, span), main: () => cpuShare(main.pid, span) },
			Math.ceil(3 * bench.scale),
		);
		const bytes = (await asked()) - before;
		const seconds = (performance.now() - began) / 1000;
		const of = `routes: ${servers} servers`;
		const against = 'the main screen';
		return [
			{ ...{ measure: `${of}, key to first rows`, natstop: first, unit: 'ms' }, against: 'nothing' },
			{ ...{ measure: `${of}, steady CPU`, unit: '%', against }, natstop: cpu.routes, baseline: cpu.main },
			askedLine(of, bytes / seconds),
			{
				...{ measure: `${of}, RSS`, unit: 'MiB', against },
				...{ natstop: residentMemory(screen.pid), baseline: residentMemory(main.pid) },
			},
		];
	} finally {
		await screen.end();
		await main.end();
		await system.stop();
	}
};
