// Starts a real cluster of nats-servers on 127.0.0.1 and removes everything at its end; the caller decides who may log in.

import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type NatsConnection, type NodeConnectionOptions } from '@nats-io/transport-node';
import {
	type ClusterPlan,
	type ClusterTls,
	serverConfig,
	serverFlags,
	serverName,
} from './cluster-config.ts';
import { clusterReady, NotFormedError, serverReady } from './cluster-ready.ts';
import { freePorts } from './free-ports.ts';
import type { ServerConfig } from './server-config.ts';
import { ServerProcess } from './server-process.ts';
import { startWatchdog, type Watchdog } from './watchdog.ts';

export type ClusterOptions = {
	/** Path of the nats-server to run. */
	binary: string;
	/** How many servers; 3 by default. A single server has no routes. */
	size?: number;
	/** Name of the cluster. */
	name?: string;
	/** The beginning of the servers' names; n by default. */
	prefix?: string;
	/** JetStream, on by default. Without it a cluster is ready sooner, as it elects no leader. */
	jetstream?: boolean;
	/** Accounts beside the system account; APP by default. */
	accounts?: readonly string[];
	/** TLS for clients. */
	tls?: ClusterTls;
	/** nats-server settings that replace composed ones, for all servers or by index. */
	config?: ServerConfig | ((index: number) => ServerConfig);
	/** Bytes that a JetStream server sends ahead to replicas that catch up; as many as it likes by default. */
	catchUp?: number;
	/** Puts something between two servers; gives the port that the first connects to, in place of the route port of the other. */
	routeFront?: (from: string, to: string, port: number) => Promise<number>;
};

/** A running cluster. */
export type Cluster = {
	name: string;
	/** Its temporary folder: configurations, logs, stores, creds. */
	dir: string;
	urls: readonly string[];
	servers: readonly ServerProcess[];
	/** Connects a client to the first server, or to `options.servers`; `stop` closes it. */
	connect(options: NodeConnectionOptions): Promise<NatsConnection>;
	/** Ends every process, closes every client and removes the folder. */
	stop(): Promise<void>;
};

/** Decides who may log in to the servers. */
export type ClusterAuth = {
	/** The settings of one server. */
	settings(index: number): Promise<ServerConfig>;
	/** How a user of the system account logs in. */
	system: NodeConnectionOptions;
	/** Servers from this index on run without a configuration file. */
	flagsFrom?: number;
	/** Ends what was started for the logins. */
	close?(): Promise<void>;
};

/**
 * Starts the servers and waits until all serve and know each other. `prepare` gets the folder and decides who may log in.
 * Tries up to five times when a port is taken meanwhile or the servers do not become one cluster. Fails with the log of a
 * server, and removes everything.
 */
export async function startServers(
	options: ClusterOptions,
	prepare: (dir: string) => Promise<ClusterAuth>,
): Promise<Cluster> {
	const dir = await mkdtemp(join(tmpdir(), 'natstop-'));
	const watchdog = startWatchdog(dir);
	const cleanUp = async (servers: readonly ServerProcess[], auth?: ClusterAuth) => {
		await Promise.all(servers.map((server) => server.kill9()));
		await auth?.close?.();
		await rm(dir, { recursive: true, force: true, maxRetries: 10 });
		watchdog.dismiss();
	};
	let servers: readonly ServerProcess[] = [];
	let auth: ClusterAuth | undefined;
	try {
		auth = await prepare(dir);
		for (let tries = 1; ; tries++) {
			servers = await makeServers(options, dir, auth, watchdog);
			try {
				await startAll(servers, options, auth);
				break;
			} catch (error) {
				const logs = await Promise.all(servers.map((server) => server.log()));
				await Promise.all(servers.map((server) => server.kill9()));
				const isBadLuck =
					error instanceof NotFormedError || logs.some((log) => log.includes('address already in use'));
				if (tries === 5 || !isBadLuck) throw error;
			}
		}
	} catch (error) {
		await cleanUp(servers, auth);
		throw error;
	}
	return clusterOf(options, dir, servers, () => cleanUp(servers, auth));
}

async function makeServers(
	options: ClusterOptions,
	dir: string,
	auth: ClusterAuth,
	watchdog: Watchdog,
): Promise<readonly ServerProcess[]> {
	const size = options.size ?? 3;
	const ports = await freePorts(size * 2);
	const prefix = options.prefix ?? 'n';
	const routePorts = ports.slice(size);
	const plan: ClusterPlan = {
		name: options.name ?? 'natstop',
		prefix,
		dir,
		clientPorts: ports.slice(0, size),
		routePorts,
		...(options.routeFront && { routeFronts: await frontsOf(prefix, routePorts, options.routeFront) }),
		jetstream: options.jetstream ?? true,
		...(options.catchUp && { catchUp: options.catchUp }),
		...(options.tls && { tls: options.tls }),
		...(options.config && { config: options.config }),
	};
	const login = { ...clientTls(options.tls), ...auth.system };
	const servers: ServerProcess[] = [];
	for (const [index, port] of plan.clientPorts.entries()) {
		const name = serverName(plan.prefix, index);
		// An earlier try may have left a JetStream store in the folder.
		await rm(join(dir, name), { recursive: true, force: true });
		await mkdir(join(dir, name), { recursive: true });
		const fromFlags = auth.flagsFrom !== undefined && index >= auth.flagsFrom;
		servers.push(
			new ServerProcess({
				binary: options.binary,
				name,
				port,
				config: serverConfig(plan, index, await auth.settings(index)),
				logPath: join(dir, name, 'server.log'),
				...(fromFlags ? { flags: serverFlags(plan, index) } : { configPath: join(dir, name, 'server.conf') }),
				onPid: () => watchdog.watch(servers.flatMap(({ pid }) => pid ?? [])),
				isReady: (server) => serverReady(server, login),
			}),
		);
	}
	return servers;
}

/** The ports that each server connects to for each other one; for itself its own. */
function frontsOf(
	prefix: string,
	ports: readonly number[],
	front: NonNullable<ClusterOptions['routeFront']>,
): Promise<number[][]> {
	const between = (from: number, to: number, port: number): Promise<number> | number =>
		from === to ? port : front(serverName(prefix, from), serverName(prefix, to), port);
	return Promise.all(ports.map((_, from) => Promise.all(ports.map((port, to) => between(from, to, port)))));
}

async function startAll(
	servers: readonly ServerProcess[],
	{ tls, jetstream = true }: ClusterOptions,
	auth: ClusterAuth,
): Promise<void> {
	await Promise.all(servers.map((server) => server.start()));
	await clusterReady(servers, { ...clientTls(tls), ...auth.system }, jetstream);
}

function clusterOf(
	{ name = 'natstop', tls }: ClusterOptions,
	dir: string,
	servers: readonly ServerProcess[],
	end: () => Promise<void>,
): Cluster {
	const urls = servers.map(({ url }) => url);
	const clients = new Set<NatsConnection>();
	let stopping: Promise<void> | undefined;
	const stop = async () => {
		await Promise.all([...clients].map((client) => client.close().catch(() => {})));
		await end();
	};
	return {
		name,
		dir,
		urls,
		servers,
		connect: async (options) => {
			const client = await connect({ servers: urls.slice(0, 1), ...clientTls(tls), ...options });
			clients.add(client);
			void client.closed().then(() => clients.delete(client));
			return client;
		},
		stop: () => {
			stopping ??= stop();
			return stopping;
		},
	};
}

/** What a client needs to trust the cluster, and be trusted by it. */
function clientTls(tls: ClusterTls | undefined): NodeConnectionOptions {
	if (!tls) return {};
	return {
		tls: {
			caFile: tls.ca,
			...(tls.clientCert && { certFile: tls.clientCert }),
			...(tls.clientKey && { keyFile: tls.clientKey }),
			...(tls.handshakeFirst && { handshakeFirst: true }),
		},
	};
}
