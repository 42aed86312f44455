// Runs the built program for long under fifty times the usual events, and prints its memory over time.
// `npm run soak -- --minutes 30 [--rate 100] [--every 60]`; the rate is events a second.

import { spawn as spawnChild } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { spawn } from '@lydell/node-pty';
import { startConfigCluster } from '../source/demo/config-cluster.ts';
import { findServer } from '../source/demo/nats-server.ts';

const { values } = parseArgs({
	options: { minutes: { type: 'string' }, rate: { type: 'string' }, every: { type: 'string' } },
});
const minutes = Number(values.minutes ?? 30);
/** The demo has about two events a second. */
const rate = Number(values.rate ?? 100);
const every = Number(values.every ?? 60);

type Held = {
	rss: number;
	heapUsed: number;
	external: number;
	listeners: number;
	resources: Readonly<Record<string, number>>;
};

const { path: binary, version } = await findServer({ onProgress: (line) => console.log(line) });
const cluster = await startConfigCluster({ binary, jetstream: true });
const { sys, app } = cluster.logins;
const url = cluster.servers[0]?.url ?? '';
const file = join(cluster.dir, 'held.json');
const program = [
	...['--import', resolve('scripts/soak-probe.mjs'), resolve(process.env.NATSTOP_PROGRAM ?? 'dist/cli.mjs')],
	...['--server', cluster.urls.join(','), '--user', sys.user, '--password', sys.password],
];
const pty = spawn(process.execPath, program, {
	...{ cols: 120, rows: 40, name: 'xterm-256color', cwd: cluster.dir, encoding: null },
	env: { PATH: process.env.PATH, HOME: cluster.dir, TERM: 'xterm-256color', SOAK_FILE: file },
});
let bytes = 0;
pty.onData((data) => {
	bytes += data.length;
});
const storm = spawnChild(
	process.execPath,
	['--import', 'tsx', 'scripts/storm.ts', url, app.user, app.password, '50', String(rate / 2)],
	{ stdio: ['pipe', 'ignore', 'inherit'] },
);

const descriptors = (): number => readdirSync(`/proc/${pty.pid}/fd`).length;
const mib = (size: number): string => (size / 1024 / 1024).toFixed(1).padStart(7);

console.log(`nats-server ${version}, ${rate} events a second, ${minutes} minutes, every ${every}s`);
console.log('   min     rss    heap  extern  files  handles  listeners  screen KiB');
const ends = Date.now() + minutes * 60_000;
const begun = Date.now();
try {
	while (Date.now() < ends) {
		await delay(every * 1000);
		const held = JSON.parse(readFileSync(file, 'utf8')) as Held;
		const handles = Object.values(held.resources).reduce((sum, count) => sum + count, 0);
		console.log(
			[
				((Date.now() - begun) / 60_000).toFixed(1).padStart(6),
				...[mib(held.rss), mib(held.heapUsed), mib(held.external)],
				...[
					String(descriptors()).padStart(6),
					String(handles).padStart(8),
					String(held.listeners).padStart(10),
				],
				String(Math.round(bytes / 1024)).padStart(11),
			].join(' '),
		);
		bytes = 0;
	}
} finally {
	storm.stdin?.end();
	pty.kill('SIGKILL');
	await cluster.stop();
}
process.exit();
