// The permissions the documentation tells people to give are enough for what it promises, and for no more.

import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { freePorts } from '../../source/demo/free-ports.ts';
import { findSuite } from '../../source/demo/nats-server.ts';
import { ServerProcess } from '../../source/demo/server-process.ts';
import { Session } from '../../source/hooks/session.ts';
import type { ConnectionSettings } from '../../source/nats/connect/settings.ts';
import { claimsSubjects, eventSubjects, subjects } from '../../source/nats/subjects.ts';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import {
	between,
	codeBlocks,
	type Permissions,
	pageText,
	usersOfConfig,
	usersOfNsc,
} from '../helpers/readme.ts';
import { tempDir } from '../helpers/temp-dir.ts';
import { waitFor } from '../helpers/wait-for.ts';

const run = promisify(execFile);
const [configBlock, nscBlock] = codeBlocks(between(pageText('docs/permissions.md'), 'permissions')).map(
	({ text }) => text,
);
const configUsers = usersOfConfig(configBlock ?? '');
const nscUsers = usersOfNsc(nscBlock ?? '');
const dir = tempDir();

type Ended = { code: number; out: string; complaint: string };

/** The built program without this machine's settings. */
const natstop = async (...args: string[]): Promise<Ended> => {
	const options = { env: { PATH: process.env.PATH, HOME: dir, LANG: 'C.UTF-8' }, cwd: dir };
	const program = join(process.cwd(), 'dist/cli.mjs');
	try {
		const { stdout, stderr } = await run(process.execPath, [program, ...args], options);
		return { code: 0, out: stdout, complaint: stderr };
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && 'stdout' in error && 'stderr' in error)) throw error;
		return { code: Number(error.code), out: String(error.stdout), complaint: String(error.stderr) };
	}
};

const monitors: Session[] = [];
afterEach(async () => {
	await Promise.all(monitors.splice(0).map((monitor) => monitor.stop()));
});

/** The monitor without its screen, connected. */
const watch = (settings: Partial<ConnectionSettings>): Session => {
	const monitor = new Session({
		settings: { servers: [], timeout: 20_000, name: 'natstop', ...settings },
		...{ origin: 'test', wait: false, interval: 300 },
		onFailed: (sentence) => {
			throw new Error(sentence);
		},
	});
	monitors.push(monitor);
	monitor.start();
	return monitor;
};

const kinds = (monitor: Session): string[] => monitor.events.take().events.map(({ kind }) => kind);

test('the configuration and the nsc commands of the documentation give the same permissions', () => {
	expect([...configUsers.keys()]).toEqual(['watch', 'act']);
	expect(nscUsers).toEqual(configUsers);
	const watcher = configUsers.get('watch');
	const actor = configUsers.get('act');
	expect(watcher?.subscribe).toEqual(['_INBOX.>', subjects.heartbeat, ...eventSubjects, ...claimsSubjects]);
	expect(actor?.subscribe).toEqual(watcher?.subscribe);
	expect(watcher?.publish.some((subject) => subject.includes('>'))).toBe(false);
});

test('every service that the program asks a server for is in the permissions to act', () => {
	const folder = 'source/nats';
	const code = readdirSync(folder, { withFileTypes: true, recursive: true })
		.filter((entry) => entry.isFile())
		.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
	const services = code.flatMap((text) => [...text.matchAll(/(?:serverSubject\([^)]*|service: )'(\w+)'/g)]);
	const asked = [...new Set(services.map(([, service]) => `$SYS.REQ.SERVER.*.${service}`))];
	expect(asked.length).toBeGreaterThan(3);
	expect(configUsers.get('act')?.publish).toEqual(expect.arrayContaining(asked));
	const { ping, pingIdz, pingVarz, userInfo, claimsList } = subjects;
	expect(configUsers.get('watch')?.publish).toEqual(
		expect.arrayContaining([ping, pingIdz, pingVarz, userInfo, claimsList]),
	);
});

const forJwt = ({ publish, deny, subscribe }: Permissions) => ({
	pub: { allow: publish, deny },
	sub: { allow: subscribe, deny: [] },
});

describe.each(['forky', 'trixie'] as const)('on three servers of %s in operator mode', (suite) => {
	let cluster: OperatorTestCluster;
	const creds = new Map<string, string>();
	beforeAll(async () => {
		cluster = await startCluster({ suite });
		for (const [name, permissions] of nscUsers) {
			creds.set(name, await cluster.userCreds('SYS', { name, permissions: forJwt(permissions) }));
		}
	});
	afterAll(() => cluster?.stop());

	const as = (name: string): string[] => ['--creds', creds.get(name) ?? '', '-s', cluster.urls.join(',')];

	test.each(['watch', 'act'])(
		'%s sees all servers, rates, events and names, and is denied nothing',
		async (name) => {
			const monitor = watch({ servers: [...cluster.urls], creds: creds.get(name) });
			await waitFor(() => monitor.servers.take().fleet.rows.filter(({ rates }) => rates).length === 3, {
				what: 'three servers with rates',
			});
			await waitFor(() => monitor.loop.roster.snapshot(Date.now()).rows.every(({ varz }) => varz), {
				what: 'the configurations',
			});
			monitor.loop.focus(monitor.servers.take().fleet.rows[0]?.key);
			await waitFor(() => monitor.loop.raw !== undefined, { what: 'the answer of one server to itself' });
			const client = await cluster.appClient({ name: 'svc-orders' });
			await client.close();
			await waitFor(() => kinds(monitor).includes('CONNECT') && kinds(monitor).includes('DISCONNECT'), {
				what: 'a client in the log',
			});
			await waitFor(() => [...monitor.events.take().accountNames.values()].includes('APP'), {
				what: 'the name of its account',
			});
			const { client_id: cid, server_id: home } = monitor.keeper.connection?.nc.info ?? {};
			const system = await cluster.systemClient();
			await system.request(`$SYS.REQ.SERVER.${home}.KICK`, JSON.stringify({ cid }));
			const says = (text: RegExp) =>
				monitor.events.take().events.some((event) => text.test(event.text ?? ''));
			await waitFor(() => says(/Kicked/), { what: 'the reason of our own end' });
			expect(monitor.keeper.state.user).toBe(name);
			expect(
				monitor.events
					.take()
					.events.filter(({ kind }) => kind === 'DENIED')
					.map(({ text }) => text),
			).toEqual([]);
		},
	);

	test('watch prints servers and events', async () => {
		const { code, out } = await natstop('servers', '--json', ...as('watch'));
		expect(code).toBe(0);
		expect(JSON.parse(out)).toHaveLength(3);
		const listening = natstop(
			'events',
			'--json',
			'--filter',
			'kind:connect acc:APP',
			'--count',
			'1',
			...as('watch'),
		);
		let heard: Ended | undefined;
		void listening.then((ended) => {
			heard = ended;
		});
		await waitFor(
			async () => {
				if (heard) return true;
				await (await cluster.appClient({ name: 'svc-orders' })).close();
				return false;
			},
			{ what: 'the event', interval: 200 },
		);
		expect(JSON.parse(heard?.out ?? '')).toMatchObject({ kind: expect.stringContaining('CONNECT') });
	});

	test('watch can neither reload nor profile, and is told which subject was denied', async () => {
		const reload = await natstop('reload', 'n1', '--yes', ...as('watch'));
		expect(reload.code).toBe(1);
		expect(reload.complaint).toMatch(/^natstop: .*\$SYS\.REQ\.SERVER\.N\w{55}\.RELOAD.*\n$/);
		const profile = await natstop('profile', 'n1', 'heap', ...as('watch'));
		expect(profile.code).toBe(1);
		expect(profile.complaint).toMatch(/^natstop: n1: .*\$SYS\.REQ\.SERVER\.N\w{55}\.PROFILEZ\n$/);
	});

	test('act reloads, verified, and profiles', async () => {
		const reload = await natstop('reload', 'n1', '--yes', ...as('act'));
		expect(reload).toMatchObject({ code: 0, complaint: '', out: expect.stringContaining('n1 reloaded') });
		const profile = await natstop('profile', 'n2', 'heap', ...as('act'));
		expect(profile).toMatchObject({ code: 0, out: expect.stringContaining('natstop-n2-heap-d0-') });
	});
});

describe('on one server that runs the configuration of the documentation', () => {
	let server: ServerProcess;
	const clients: NatsConnection[] = [];
	beforeAll(async () => {
		const [port = 0] = await freePorts(1);
		const { path: binary } = await findSuite('forky');
		const folder = join(dir, 'server');
		mkdirSync(folder);
		server = new ServerProcess({
			...{ binary, port, name: 'n1', config: {} },
			configPath: join(folder, 'server.conf'),
			logPath: join(folder, 'server.log'),
			onPid: () => {},
			isReady: async ({ url }) => {
				const login = { servers: url, user: 'watch', pass: 'change-me-1', reconnect: false };
				await (await waitFor(() => connect(login), { what: 'the server' })).close();
			},
		});
		const ours = `server_name: n1\nlisten: "127.0.0.1:${port}"\n`;
		await server.writeConfigText(ours + configBlock);
		await server.start();
	});
	afterAll(async () => {
		await Promise.all(clients.map((client) => client.close()));
		await server?.kill9();
	});

	const as = (user: string, password: string): string[] => [
		'-s',
		server.url,
		'--user',
		user,
		'--password',
		password,
	];

	test('watch sees it and may not reload it; act may', async () => {
		const watcher = as('watch', 'change-me-1');
		const actor = as('act', 'change-me-2');
		expect(JSON.parse((await natstop('servers', '--json', ...watcher)).out)).toHaveLength(1);
		expect(await natstop('reload', 'n1', '--yes', ...watcher)).toMatchObject({ code: 1 });
		expect(await natstop('reload', 'n1', '--yes', ...actor)).toMatchObject({ code: 0 });
		expect(await natstop('profile', 'n1', 'goroutine', '--debug', '2', ...actor)).toMatchObject({ code: 0 });
	});

	test('act may not profile all servers with one request', async () => {
		const client = await connect({ servers: server.url, user: 'act', pass: 'change-me-2' });
		clients.push(client);
		await expect(client.request('$SYS.REQ.SERVER.PING.PROFILEZ', '{"name":"heap"}')).rejects.toThrow(
			/permission/i,
		);
	});
});
