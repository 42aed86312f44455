// The client of the demo that reads too slowly, on a socket that gives what a server says in pieces.

import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { Schedule } from '../../source/demo/schedule.ts';
import { stay } from '../../source/demo/slow-reader.ts';

/** A server of one client: what that client says after these pieces; nothing where it goes away. */
const heardAfter = async (pieces: readonly string[]): Promise<string> => {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const schedule = new Schedule();
	const login = (nonce?: string) => ({ sig: `signed ${nonce}` }) as never;
	const ended = stay(`nats://127.0.0.1:${port}`, 'svc-report', login, schedule);
	const [socket] = (await once(server, 'connection')) as [Socket];
	socket.setNoDelay(true);
	for (const piece of pieces) {
		await new Promise<void>((resolve) => socket.write(piece, () => resolve()));
		// The client has its piece once it has come back around.
		await new Promise((resolve) => setImmediate(resolve));
	}
	const [heard] = await Promise.race([once(socket, 'data'), once(socket, 'close').then(() => [''])]);
	schedule.end();
	await ended;
	socket.destroy();
	server.close();
	return String(heard);
};

test('the slow client of the demo logs in, however its server cuts what it says first into pieces', async () => {
	const info = 'INFO {"server_id":"N1","nonce":"abc"}\r\n';
	for (const cut of [info.length, 3, 20])
		expect(await heardAfter([info.slice(0, cut), info.slice(cut)]), String(cut)).toContain(
			'"sig":"signed abc"',
		);
});

test('the slow client of the demo goes away from whoever says something else than a server does', async () => {
	expect(await heardAfter(['INFO {"nonce":\r\n'])).toBe('');
	expect(await heardAfter(['SSH-2.0-OpenSSH_9.2\r\n'])).toBe('');
});

test('what the demo does once is done once, and not at all where the demo ends before', async () => {
	let times = 0;
	const act = async () => {
		times++;
		throw new Error('a server is away');
	};
	const schedule = new Schedule();
	await schedule.once(0, act);
	expect(times).toBe(1);
	const waiting = schedule.once(1_000_000, act);
	schedule.end();
	await waiting;
	expect(times).toBe(1);
});
