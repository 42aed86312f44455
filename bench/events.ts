// The most events that are taken in, one second after the other, with nothing lost and the screen alive.

import { fileURLToPath } from 'node:url';
import type { NatsConnection } from '@nats-io/transport-node';
import { poll } from '../source/demo/poll.ts';
import { type Attempt, highestHeld } from './highest-held.ts';
import { type Command, pause, Screen } from './process.ts';
import { size } from './screen-keys.ts';
import { type Bench, type System, settling, startLarge } from './system.ts';
import { interleaved, type Line } from './table.ts';

const listener = fileURLToPath(new URL('bare/listen.mjs', import.meta.url));

type Connection = { name?: string; out_msgs: number; pending_bytes: number };

/** What the nats-server has written to a client, and what still waits for it; nothing while it is not connected. */
const connectionOf = async (nc: NatsConnection, name: string): Promise<Connection | undefined> => {
	const subject = `$SYS.REQ.SERVER.${nc.info?.server_id}.CONNZ`;
	const reply = await nc.request(subject, '', { timeout: 10_000 });
	const { connections } = reply.json<{ data: { connections: Connection[] } }>().data;
	return connections.find((connection) => connection.name === name);
};

/** Events on their way at once: a sender that runs ahead would measure how much a server keeps for us. */
const onTheirWay = 2000;
const portion = 500;

/** Sends so many events, as fast as they are taken but at most `ceiling` a second; gives how many a second that were. */
const drain = async (
	{ fleet }: System,
	nc: NatsConnection,
	name: string,
	{ events, ceiling }: { events: number; ceiling: number },
): Promise<number> => {
	const look = async (): Promise<Connection> => {
		const found = await connectionOf(nc, name);
		if (found === undefined) throw new Error(`${name} is not connected any more: it was too slow`);
		return found;
	};
	const before = await look();
	const from = performance.now();
	const seconds = (): number => (performance.now() - from) / 1000;
	let sent = 0;
	for (;;) {
		const { out_msgs, pending_bytes } = await look();
		const taken = out_msgs - before.out_msgs;
		const due = Math.min(events, taken + onTheirWay, ceiling * seconds());
		for (; sent < due; sent += portion) fleet?.perform({ do: 'burst', events: portion });
		if (taken >= events && pending_bytes === 0) break;
		if (seconds() > 120) throw new Error(`${name} did not take ${events} events in 120 s`);
		await pause(2);
	}
	return events / seconds();
};

type Drained = Attempt & { frames: number };

/** One program on the system and nobody else, who would have to read later what it missed. */
const drainAlone = async (
	{ bench, system, nc }: { bench: Bench; system: System; nc: NatsConnection },
	name: string,
	command: Command,
	ceiling = Number.POSITIVE_INFINITY,
): Promise<Drained> => {
	const screen = new Screen(command, size, { emulate: false });
	let held = true;
	try {
		const connected = async (): Promise<boolean> => (await connectionOf(nc, name)) !== undefined;
		await poll(connected, { timeout: 60_000, what: `${name} to connect` });
		await pause(settling(bench, 3000));
		const events = Math.ceil(200_000 * bench.scale);
		// What runs for hours is compiled after the first of them, here as there.
		await drain(system, nc, name, { events: events / 10, ceiling: 5000 });
		screen.onOutput = (text) => {
			held &&= !text.includes('not read');
		};
		const frames = screen.frames;
		const rate = await drain(system, nc, name, { events, ceiling });
		// What was counted instead of read is told a moment later.
		await pause(settling(bench, 1500));
		return { rate, held, frames: screen.frames - frames };
	} finally {
		await screen.end();
	}
};

/** Both on the same system, in turn. */
export const events = async (bench: Bench): Promise<Line[]> => {
	const system = await startLarge({ ...bench, servers: Math.min(100, bench.servers), clusters: 5 }, 0);
	const words = [...bench.natstop, ...system.login, '--interval', '60s'] as const;
	const counter = [process.execPath, listener, system.url, system.creds, '0'] as const;
	try {
		const place = { bench, system, nc: await system.client() };
		let [frames, failed, ceiling] = [0, 0, Number.POSITIVE_INFINITY];
		const natstop = async (): Promise<number> => {
			const found = await highestHeld(async (most) => {
				const drained = await drainAlone(place, 'natstop', words, most);
				frames = drained.frames;
				return drained;
			}, ceiling);
			failed += found.failed;
			ceiling = found.ceiling;
			return found.rate;
		};
		const bare = async (): Promise<number> => (await drainAlone(place, 'bare', counter)).rate;
		const rate = await interleaved({ natstop, bare }, Math.ceil(3 * bench.scale));
		const steps = failed === 0 ? '' : `, after ${failed} steps down`;
		return [
			{
				...{ measure: 'events: highest sustained rate, nothing lost', unit: '/s' },
				...{ natstop: rate.natstop, baseline: rate.bare, against: 'the same messages into a counter' },
				...{ note: `${frames} frames meanwhile${steps}`, target: { of: 'ratio', at: 'least', limit: 0.6 } },
			},
		];
	} finally {
		await system.stop();
	}
};
