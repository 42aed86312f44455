// The most events that are taken in, one second after the other, with nothing lost and the screen alive.

import { fileURLToPath } from 'node:url';
import type { NatsConnection } from '@nats-io/transport-node';
import { poll } from '../source/demo/poll.ts';
import { pause, Screen } from './process.ts';
import { type Bench, type System, settling, startLarge } from './system.ts';
import { interleaved, type Line } from './table.ts';

const listener = fileURLToPath(new URL('bare/listen.mjs', import.meta.url));
const size = { columns: 120, rows: 40 };

type Connection = { name?: string; out_msgs: number; pending_bytes: number };

/** What the nats-server has written to a client, and what still waits for it. */
const connectionOf = async (nc: NatsConnection, id: string, name: string): Promise<Connection> => {
	const reply = await nc.request(`$SYS.REQ.SERVER.${id}.CONNZ`, '', { timeout: 10_000 });
	const found = reply
		.json<{ data: { connections: Connection[] } }>()
		.data.connections.find((connection) => connection.name === name);
	if (found === undefined) throw new Error(`${name} is not connected any more: it was too slow`);
	return found;
};

/** Events on their way at once: a sender that runs ahead would measure how much a server keeps for us. */
const onTheirWay = 2000;
const portion = 500;

/** Events a second, of so many sent as fast as they are taken. */
const drain = async (system: System, nc: NatsConnection, name: string, events: number): Promise<number> => {
	const { fleet } = system;
	const id = nc.info?.server_id;
	if (fleet === undefined || id === undefined) throw new Error('no fleet');
	const before = await connectionOf(nc, id, name);
	const from = performance.now();
	let sent = 0;
	for (;;) {
		const { out_msgs, pending_bytes } = await connectionOf(nc, id, name);
		const taken = out_msgs - before.out_msgs;
		for (; sent < events && sent - taken < onTheirWay; sent += portion) {
			fleet.perform({ do: 'burst', events: portion });
		}
		if (taken >= events && pending_bytes === 0) break;
		if (performance.now() - from > 120_000) throw new Error(`${name} did not take ${events} events in 120 s`);
		await pause(2);
	}
	return (events / (performance.now() - from)) * 1000;
};

/** Both on the same system; the one that is not measured stands still. */
export const events = async (bench: Bench): Promise<Line[]> => {
	const system = await startLarge({ ...bench, servers: Math.min(100, bench.servers), clusters: 5 }, 0);
	const words = [...bench.natstop, ...system.login, '--interval', '60s'] as const;
	const natstop = new Screen(words, size, { emulate: false });
	const bare = new Screen([process.execPath, listener, system.url, system.creds, '0'], size, {
		emulate: false,
	});
	let isMeasured = false;
	let unread = false;
	natstop.onOutput = (text) => {
		unread ||= isMeasured && text.includes('not read');
	};
	try {
		const nc = await system.client();
		for (const name of ['natstop', 'bare']) {
			const id = nc.info?.server_id ?? '';
			await poll(() => connectionOf(nc, id, name), { timeout: 60_000, what: `${name} to connect` });
		}
		await pause(settling(bench, 4000));
		const count = Math.ceil(200_000 * bench.scale);
		const only = async (screen: Screen, other: Screen, name: string): Promise<number> => {
			const nameless = screen === natstop ? bare : natstop;
			process.kill(other.pid, 'SIGSTOP');
			try {
				return await drain(system, nc, name, count);
			} finally {
				process.kill(nameless.pid, 'SIGCONT');
				await pause(settling(bench, 3000));
			}
		};
		let frames = 0;
		const rate = await interleaved(
			{
				natstop: async () => {
					const before = natstop.frames;
					isMeasured = true;
					const figure = await only(natstop, bare, 'natstop');
					isMeasured = false;
					frames = natstop.frames - before;
					return figure;
				},
				bare: () => only(bare, natstop, 'bare'),
			},
			Math.ceil(3 * bench.scale),
		);
		return [
			{
				...{
					measure: 'events: highest sustained rate, nothing lost',
					// What was not read was lost to this measure, however fast the rest was.
					natstop: unread ? 0 : rate.natstop,
					baseline: rate.bare,
				},
				...{
					unit: '/s',
					against: 'the same messages into a counter',
					note: unread ? 'it fell behind and left some unread' : `${frames} frames meanwhile`,
				},
				target: { of: 'ratio', at: 'least', limit: 0.6 },
			},
		];
	} finally {
		await natstop.end();
		await bare.end();
		await system.stop();
	}
};
