// MQTT and websocket clients on real servers: told from others when they come, go, and are refused.

import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { connect as connectSocket } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { freePorts } from '../../source/demo/free-ports.ts';
import { findSuite } from '../../source/demo/nats-server.ts';
import { ServerProcess } from '../../source/demo/server-process.ts';
import { eventText } from '../../source/format/event-line.ts';
import { EventsFeed } from '../../source/nats/events-feed.ts';
import { wireOf } from '../../source/nats/wire.ts';
import { parseEventFilter } from '../../source/screens/events/filter.ts';
import { createTheme } from '../../source/theme.ts';
import { connections } from '../helpers/connections.ts';
import { tempDir } from '../helpers/temp-dir.ts';
import { waitFor } from '../helpers/wait-for.ts';

const { open } = connections();
const { glyphs } = createTheme('mono', false);
const dir = tempDir();
const servers: ServerProcess[] = [];
afterEach(async () => {
	await Promise.all(servers.splice(0).map((server) => server.kill9()));
});

const lengthed = (text: string): Buffer => {
	const bytes = Buffer.from(text);
	return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
};

/** Sends the CONNECT of MQTT 3.1.1, waits for the answer and goes away. */
const mqttVisit = async (port: number, id: string, user: string, password: string): Promise<void> => {
	const fields = [lengthed('MQTT'), Buffer.from([4, 0xc2, 0, 60]), ...[id, user, password].map(lengthed)];
	const body = Buffer.concat(fields);
	const socket = connectSocket(port, '127.0.0.1');
	socket.write(Buffer.concat([Buffer.from([0x10, body.length]), body]));
	await new Promise<void>((resolve, reject) => {
		socket.once('data', () => resolve());
		socket.once('error', reject);
		socket.once('close', () => resolve());
	});
	socket.destroy();
};

/** Logs in through a websocket, as a page does, and goes away when the server has answered. */
const websocketVisit = async (port: number, login: object): Promise<void> => {
	const socket = connectSocket(port, '127.0.0.1');
	const answer = async (sign: string): Promise<void> => {
		let text = '';
		while (!text.includes(sign)) text += String((await once(socket, 'data'))[0]);
	};
	const key = Buffer.alloc(16).toString('base64');
	const upgrade = `Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}`;
	socket.write(`GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n${upgrade}\r\n\r\n`);
	await answer('101');
	const text = Buffer.from(`CONNECT ${JSON.stringify({ verbose: false, ...login })}\r\nPING\r\n`);
	// One binary frame of less than 126 bytes; a mask of zeros leaves it as it is.
	socket.write(Buffer.concat([Buffer.from([0x82, 0x80 | text.length, 0, 0, 0, 0]), text]));
	await answer('PONG');
	socket.destroy();
};

test.each(['forky', 'trixie'] as const)('are named on %s, and filters find them', async (suite) => {
	const [port = 0, mqtt = 0, websocket = 0] = await freePorts(3);
	const { path: binary } = await findSuite(suite);
	const folder = join(dir, suite);
	mkdirSync(folder);
	const server = new ServerProcess({
		...{ binary, port, name: 'n1', config: {} },
		configPath: join(folder, 'server.conf'),
		logPath: join(folder, 'server.log'),
		onPid: () => {},
		isReady: async () => undefined,
	});
	servers.push(server);
	await server.writeConfigText(`
		server_name: n1
		listen: "127.0.0.1:${port}"
		jetstream { store_dir: "${folder}/js" }
		mqtt { listen: "127.0.0.1:${mqtt}" }
		websocket { listen: "127.0.0.1:${websocket}", no_tls: true }
		system_account: SYS
		accounts {
			SYS { users: [ { user: sys, password: pw } ] }
			APP { jetstream: enabled, users: [ { user: app, password: pw } ] }
		}`);
	await server.start();
	const login = { servers: [`127.0.0.1:${port}`], user: 'sys', password: 'pw' };
	const { nc } = await waitFor(() => open(login).catch(() => undefined), { what: 'the server' });
	const feed = new EventsFeed({
		now: Date.now,
		timeout: 5000,
		onLeaving: () => undefined,
		onChange: () => undefined,
	});
	feed.start(wireOf(nc));
	await nc.flush();
	const events = () => feed.log.snapshot(Date.now()).events;
	const lines = (filter: string): string[] => {
		const parsed = parseEventFilter(filter);
		if (!parsed.ok) throw new Error(parsed.error);
		return events()
			.filter((event) => parsed.matches(event, () => undefined))
			.map((event) => `${event.kind} ${eventText(event, { nameOf: (key) => key, glyphs, now: Date.now() })}`)
			.map((line) => line.replace(/cid \d+/, 'cid N'));
	};

	await mqttVisit(mqtt, 'sensor-42', 'app', 'pw');
	await mqttVisit(mqtt, 'sensor-43', 'app', 'wrong');
	await websocketVisit(websocket, { user: 'app', pass: 'pw', name: 'page' });
	await waitFor(() => lines('client_type:ws kind:disconnect').length > 0, { what: 'the end of the page' });
	const user = suite === 'forky' ? 'app' : '\\[hidden\\]';
	expect(lines('client_type:mqtt kind:connect')[0]).toMatch(/^CONNECT APP app mqtt sensor-42 cid N/);
	expect(lines('client_id:sensor-42 kind:disconnect')[0]).toMatch(/^DISCONNECT APP app mqtt sensor-42 cid N/);
	expect(lines('sensor-43')).toEqual([
		expect.stringMatching(new RegExp(`^AUTH ERR ${user} mqtt sensor-43 from 127`)),
	]);
	expect(lines('ws').map((line) => line.replace(/ · .*/, ''))).toEqual([
		'CONNECT APP app ws "page" cid N',
		'DISCONNECT APP app ws "page" cid N',
	]);
});
