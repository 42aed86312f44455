// How long a round of questions takes until every answer is a row, against the same answers merely counted.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Roster } from '../source/model/roster.ts';
import { readSample } from '../source/nats/statsz.ts';
import { subjects } from '../source/nats/subjects.ts';
import { wireOf } from '../source/nats/wire.ts';
import { type Bench, startLarge } from './system.ts';
import { interleaved, type Line } from './table.ts';

const counter = fileURLToPath(new URL('bare/count.mjs', import.meta.url));

/** From one request to the last row in the store; the roster knows whom to expect, as it does from the second round on. */
export const gather = async (bench: Bench): Promise<Line[]> => {
	const system = await startLarge(bench, 0);
	const words = [counter, system.url, system.creds, String(bench.servers + 1)];
	const bare = spawn(process.execPath, words, { stdio: ['pipe', 'pipe', 'inherit'] });
	try {
		const nc = await system.client();
		const wire = wireOf(nc);
		const roster = new Roster(2000);
		const lines = createInterface({ input: bare.stdout });
		const count = async (): Promise<number> => {
			bare.stdin.write('\n');
			const [ms] = await once(lines, 'line');
			return Number(ms);
		};
		const fill = async (): Promise<number> => {
			const from = performance.now();
			roster.beginRound(Date.now());
			await wire.gather(subjects.ping, undefined, {
				expected: roster.expected(),
				maxWait: 10_000,
				onAnswer: ({ fields, ms }) => {
					const sample = readSample(fields, Date.now(), ms);
					if (sample) roster.heard(sample);
					return sample?.server.id;
				},
			});
			roster.endRound(Date.now());
			const ms = performance.now() - from;
			// As the monitor does each second: comparing the routes waits for it.
			roster.tick(Date.now());
			return ms;
		};
		// What runs for hours is compiled after the first rounds, here as there.
		await interleaved({ fill, count }, Math.ceil(8 * bench.scale));
		const ms = await interleaved({ fill, count }, Math.ceil(15 * bench.scale));
		return [
			{
				...{
					measure: `gather: ${bench.servers} servers, to the last row`,
					natstop: ms.fill,
					baseline: ms.count,
				},
				...{ unit: 'ms', against: 'the same client receiving the same replies into a counter' },
				target: { of: 'ratio', at: 'most', limit: 1.5 },
			},
		];
	} finally {
		bare.kill();
		await system.stop();
	}
};
