// Servers of one cluster that share one configuration file to the letter, as a fleet that is rolled out has it; where they
// differ, by flags. Two more of one name can join behind a leafnode.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, credsAuthenticator } from '@nats-io/transport-node';
import { operatorAuth } from '../../source/demo/cluster-config.ts';
import { serverReady } from '../../source/demo/cluster-ready.ts';
import { freePorts } from '../../source/demo/free-ports.ts';
import { createOperatorWith, type Operator } from '../../source/demo/operator.ts';
import { pushClaims } from '../../source/demo/operator-cluster.ts';
import { configText, type ServerConfig } from '../../source/demo/server-config.ts';
import { ServerProcess } from '../../source/demo/server-process.ts';
import { startWatchdog } from '../../source/demo/watchdog.ts';
import { waitFor } from '../helpers/wait-for.ts';

export type AlikeCluster = {
	operator: Operator;
	urls: readonly string[];
	/** The creds file of a user of the system account. */
	creds: string;
	/** Stops a server and starts it again: like the others, or of another nats-server, or with more settings than they have. */
	replace(name: string, by?: { binary?: string; more?: ServerConfig }): Promise<void>;
	/** Signs an account again, with an end or without, and tells all servers. */
	updateAccount(name: string, expires?: number): Promise<void>;
	/** Starts a server of its own behind a leafnode, in a cluster `edge`, which may have the name of another one. */
	join(name: string): Promise<ServerProcess>;
	stop(): Promise<void>;
};

const size = 3;

/** Starts n1, n2 and n3, without JetStream. */
export const startAlike = async (binary: string): Promise<AlikeCluster> => {
	const dir = await mkdtemp(join(tmpdir(), 'natstop-alike-'));
	const watchdog = startWatchdog(dir);
	const operator = await createOperatorWith(['APP'], false);
	const { creds: sys } = await operator.createUser('SYS', { name: 'sys' });
	const creds = join(dir, 'sys.creds');
	await writeFile(creds, sys, { mode: 0o600 });
	const login = { authenticator: credsAuthenticator(sys) };
	const auth = await operatorAuth(operator, 'memory', '', '');
	const common: ServerConfig = {
		...auth,
		cluster: { name: 'alike' },
		leafnodes: { listen: '127.0.0.1:-1' },
		max_pending: 2_000_000,
	};
	const ports = await freePorts(2 * size);
	const routes = ports.slice(size).map((port) => `nats://127.0.0.1:${port}`);
	const urls = ports.slice(0, size).map((port) => `nats://127.0.0.1:${port}`);
	const running = new Map<string, ServerProcess>();
	let made = 0;
	const start = async (name: string, path: string, port: number, flags: string[], by = binary) => {
		const server = new ServerProcess({
			...{ binary: by, name, port, config: {}, logPath: join(dir, `${name}-${++made}.log`) },
			flags: ['-c', path, '-n', name, '-a', '127.0.0.1', '-p', String(port), ...flags],
			onPid: () => watchdog.watch([...running.values()].flatMap(({ pid }) => pid ?? [])),
			isReady: (one) => serverReady(one, login),
		});
		running.set(`${name} ${port}`, server);
		await server.start();
		return server;
	};
	const fileOf = (name: string) => join(dir, `${name}.conf`);
	const write = (name: string, more: ServerConfig = {}) =>
		writeFile(fileOf(name), configText({ ...common, ...more }), { mode: 0o600 });
	const names = Array.from({ length: size }, (_, index) => `n${index + 1}`);
	const portOf = (name: string) => ports[names.indexOf(name)] ?? 0;
	const startOne = (name: string, by?: string) => {
		const flags = ['--cluster', routes[names.indexOf(name)] ?? '', '--routes', routes.join(',')];
		return start(name, fileOf(name), portOf(name), flags, by);
	};
	const server = (name: string): ServerProcess => {
		const found = running.get(`${name} ${portOf(name)}`);
		if (found === undefined) throw new Error(`no ${name}`);
		return found;
	};
	await Promise.all(names.map((name) => write(name)));
	await Promise.all(names.map((name) => startOne(name)));
	return {
		...{ operator, creds, urls },
		async replace(name, { binary: by, more } = {}) {
			await server(name).stop();
			await write(name, more);
			await startOne(name, by);
		},
		async updateAccount(name, expires) {
			const jwt = await operator.updateAccount(name, {}, expires);
			const client = await connect({ ...login, servers: urls[0] });
			const subject = `$SYS.ACCOUNT.${operator.accounts.get(name)?.key}.CLAIMS.UPDATE`;
			await pushClaims(client, subject, jwt, size);
			await client.close();
		},
		async join(name) {
			const found = await waitFor(
				async () => /leafnode connections on (\S+)/.exec(await server('n1').log()),
				{
					what: 'the leafnode port of n1',
				},
			);
			const path = join(dir, `edge-${++made}.conf`);
			const remotes = [{ url: `nats-leaf://${found[1]}`, credentials: creds, account: operator.system.key }];
			const cluster = { name: 'edge', listen: '127.0.0.1:-1' };
			await writeFile(path, configText({ ...auth, cluster, leafnodes: { remotes } }), { mode: 0o600 });
			const [port = 0] = await freePorts(1);
			return start(name, path, port, []);
		},
		async stop() {
			await Promise.all([...running.values()].map((one) => one.kill9()));
			await rm(dir, { recursive: true, force: true, maxRetries: 10 });
			watchdog.dismiss();
		},
	};
};
