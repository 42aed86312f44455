// How soon it is there: the first painted row of a server, and the plain command.

import { fileURLToPath } from 'node:url';
import { type Command, onPath, Screen, timeOf } from './process.ts';
import { type Bench, type System, startThree } from './system.ts';
import { interleaved, type Line } from './table.ts';

const bareScript = fileURLToPath(new URL('bare/start.mjs', import.meta.url));
const size = { columns: 120, rows: 40 };

/** Milliseconds until a terminal has got the row of a server; then `keys` end the program, or a signal does. */
const firstRow = async (command: Command, row: RegExp, keys?: string): Promise<number> => {
	const screen = new Screen(command, size, { emulate: false });
	let text = '';
	try {
		return await new Promise((resolve, reject) => {
			const limit = setTimeout(
				() => reject(new Error(`no row of a server in a minute:\n${text.slice(-500)}`)),
				60_000,
			);
			screen.onOutput = (piece) => {
				text += piece;
				if (!row.test(text.replaceAll(/\x1b\[[\d;]*m/g, ''))) return;
				clearTimeout(limit);
				resolve(performance.now() - screen.startedAt);
			};
		});
	} finally {
		if (keys !== undefined) screen.pty.write(keys);
		await screen.end(keys === undefined ? 'by signal' : 'by itself');
	}
};

/** `nats` with the same login, where it is on PATH. */
const natsOf = (system: System, words: readonly string[]): Command | undefined => {
	const nats = onPath('nats');
	return nats === undefined ? undefined : [nats, '-s', system.url, '--creds', system.creds, ...words];
};

const inRow = /[●*] bench-\d/;

const monitor = async (bench: Bench, system: System): Promise<Line[]> => {
	const { natstop, executable } = bench;
	const node = process.execPath;
	const nats = natsOf(system, ['server', 'list']);
	const skipped = async (): Promise<number> => Number.NaN;
	// The first start on a machine keeps the code that V8 made for all that follow, once it has ended in good order.
	await firstRow([...natstop, ...system.login], inRow, 'q');
	const ms = await interleaved(
		{
			bundle: () => firstRow([...natstop, ...system.login], inRow),
			bare: () => firstRow([node, bareScript, system.url, system.creds], /first: bench-\d/),
			file: executable ? () => firstRow([executable, ...system.login], inRow) : skipped,
			nats: nats ? () => firstRow(nats, /bench-\d/) : skipped,
		},
		Math.ceil(11 * bench.scale),
	);
	const bare = { baseline: ms.bare, against: 'bare script: connect, ping, first reply', unit: 'ms' };
	const bundle: Line = {
		measure: 'start: bundle on Node, to first row',
		natstop: ms.bundle,
		...bare,
		target: { of: 'ratio', at: 'most', limit: 2 },
	};
	const file: Line = {
		measure: 'start: executable, to first row',
		natstop: ms.file,
		...bare,
		target: { of: 'ratio', at: 'most', limit: 1 },
	};
	const against = nats ? 'nats server list, first row' : 'nats: not on PATH';
	const before: Line = {
		measure: `start: ${executable ? 'executable' : 'bundle'} before nats has answered`,
		natstop: executable ? ms.file : ms.bundle,
		...(nats ? { baseline: ms.nats } : {}),
		...{ against, unit: 'ms', target: { of: 'ratio', at: 'most', limit: 1 } },
	};
	return executable ? [bundle, file, before] : [bundle, before];
};

const plain = async (bench: Bench, system: System): Promise<Line[]> => {
	const nats = natsOf(system, ['server', 'list', '--json']);
	const ms = await interleaved(
		{
			natstop: () => timeOf([...bench.natstop, 'servers', '--json', ...system.login]),
			bare: () => timeOf([process.execPath, bareScript, system.url, system.creds, '3']),
			nats: nats ? () => timeOf(nats) : async () => Number.NaN,
		},
		Math.ceil(11 * bench.scale),
	);
	const measure = 'plain: natstop servers --json, complete';
	return [
		{
			...{ measure, natstop: ms.natstop, baseline: ms.bare, unit: 'ms' },
			...{ against: 'bare script with a known count', target: { of: 'ratio', at: 'most', limit: 1.5 } },
		},
		{
			...{ measure, natstop: ms.natstop, unit: 'ms', target: { of: 'ratio', at: 'most', limit: 1 } },
			...(nats ? { baseline: ms.nats } : {}),
			against: nats ? 'nats server list --json' : 'nats: not on PATH',
		},
	];
};

/** Both start and plain command, on three real servers. */
export const start = async (bench: Bench): Promise<Line[]> => {
	const system = await startThree();
	try {
		return [...(await monitor(bench, system)), ...(await plain(bench, system))];
	} finally {
		await system.stop();
	}
};
