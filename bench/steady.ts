// What it costs to leave it open: processor time and bytes to the terminal, in small systems and large ones.

import { fileURLToPath } from 'node:url';
import { type Command, cpuShare, onPath, pause, residentMemory, Screen } from './process.ts';
import { type Bench, type System, settling, startLarge, startThree } from './system.ts';
import { interleaved, type Line } from './table.ts';

const listener = fileURLToPath(new URL('bare/listen.mjs', import.meta.url));
const size = { columns: 120, rows: 40 };

/** Processor share of programs that run side by side, looked at in turn. */
const shares = async (
	screens: Record<string, Screen>,
	span: number,
	rounds: number,
): Promise<Record<string, number>> =>
	interleaved(
		Object.fromEntries(Object.entries(screens).map(([name, { pid }]) => [name, () => cpuShare(pid, span)])),
		rounds,
	);

type Neighbour = { name: string; program: string; command?: Command };

/** What people leave open today, each with its command where it is on PATH. nats-top sees one server. */
const neighboursOf = ({ url, creds, httpPort }: System): Neighbour[] => {
	const [nats, top] = [onPath('nats'), onPath('nats-top')];
	const watch = ['server', 'watch', 'servers'] as const;
	return [
		{
			...{ name: 'nats server watch servers', program: 'nats' },
			...(nats && { command: [nats, '-s', url, '--creds', creds, ...watch] }),
		},
		{
			...{ name: 'nats-top -d 1', program: 'nats-top' },
			...(top && { command: [top, '-s', '127.0.0.1', '-m', String(httpPort), '-d', '1'] }),
		},
	];
};

const steadyIn = async (
	bench: Bench,
	system: System,
	{ measure, interval, limit }: { measure: string; interval: string; limit: number },
): Promise<Line[]> => {
	const neighbours = neighboursOf(system);
	const ms = String(Number.parseInt(interval, 10) * 1000);
	const screens: Record<string, Screen> = {
		natstop: new Screen([...bench.natstop, ...system.login, '--interval', interval], size, {
			emulate: false,
		}),
		bare: new Screen([process.execPath, listener, system.url, system.creds, ms], size, { emulate: false }),
	};
	for (const { name, command } of neighbours) {
		if (command) screens[name] = new Screen(command, size, { emulate: false });
	}
	try {
		await pause(settling(bench, 15_000));
		const cpu = await shares(screens, 10_000 * bench.scale, Math.ceil(3 * bench.scale));
		const note = `RSS ${Math.round(residentMemory(screens.natstop?.pid ?? 0))} MiB`;
		const common = { natstop: cpu.natstop ?? Number.NaN, unit: '%' };
		const target = { of: 'value', at: 'most', limit } as const;
		const lines: Line[] = [
			{
				...{ measure, ...common, target, note },
				...(cpu.bare === undefined ? {} : { baseline: cpu.bare }),
				against: 'bare client receiving the same',
			},
		];
		for (const { name, program } of neighbours) {
			const figure = cpu[name];
			if (figure === undefined) lines.push({ measure, ...common, against: `${program}: not on PATH` });
			else lines.push({ measure, ...common, baseline: figure, against: name });
		}
		return lines;
	} finally {
		for (const screen of Object.values(screens)) await screen.end();
	}
};

/** Bytes a second to the terminal, and what drawing the whole screen each interval would be. */
const bytesOf = async (bench: Bench, system: System, measure: string, seconds: number): Promise<Line> => {
	const screen = new Screen([...bench.natstop, ...system.login, '--interval', '1s'], size);
	try {
		await screen.shows(/[●*] bench-/);
		await pause(settling(bench, 6000));
		const before = screen.bytes;
		await pause(seconds * 1000);
		const bytes = (screen.bytes - before) / seconds;
		const resting = screen.bytes;
		screen.pty.write('\f');
		await pause(300);
		return {
			...{ measure, natstop: bytes, baseline: screen.bytes - resting, unit: 'B/s' },
			against: 'the whole screen each interval (1 s)',
			target: { of: 'ratio', at: 'most', limit: 0.25 },
		};
	} finally {
		await screen.end();
	}
};

/** Three real servers at 1 s; the large fleet at 2 s with a hundred events a second. */
export const steady = async (bench: Bench): Promise<Line[]> => {
	const three = await startThree();
	try {
		const lines = await steadyIn(bench, three, {
			measure: 'steady CPU: 3 servers at 1 s',
			interval: '1s',
			limit: 5,
		});
		const large = await startLarge(bench, 100 * Math.min(1, bench.servers / 1000));
		try {
			const measure = `steady CPU: ${bench.servers} servers at 2 s, 100 events/s`;
			return [...lines, ...(await steadyIn(bench, large, { measure, interval: '2s', limit: 25 }))];
		} finally {
			await large.stop();
		}
	} finally {
		await three.stop();
	}
};

/** Three servers where nothing happens, and the same with two events a second. */
export const bytes = async (bench: Bench): Promise<Line[]> => {
	const seconds = Math.ceil(20 * bench.scale);
	const three = await startThree();
	try {
		const quiet = await bytesOf(bench, three, 'bytes to the terminal: 3 servers, quiet', seconds);
		let place = 0;
		const traffic = setInterval(() => void visit(three, place++), 500);
		try {
			return [quiet, await bytesOf(bench, three, 'bytes to the terminal: 3 servers, 4 events/s', seconds)];
		} finally {
			clearInterval(traffic);
			await pause(1000);
		}
	} finally {
		await three.stop();
	}
};

/** A client that comes and goes: a CONNECT and a DISCONNECT. */
const visit = async ({ cluster }: System, place: number): Promise<void> => {
	const url = cluster.urls[place % cluster.urls.length] ?? '';
	const client = await cluster.connectAs('APP', {
		servers: url,
		name: `visitor-${place % 7}`,
		reconnect: false,
	});
	await client.close();
};
