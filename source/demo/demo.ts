// Runs the demo: a real cluster, or two of them, with traffic like that of a real system; nothing of it is left at the end.

import type { JetStreamPeers } from './demo-jetstream-trouble.ts';
import { cutRoutes, visitLeaf } from './demo-super.ts';
import { startTraffic } from './demo-traffic.ts';
import { type Fleet, startFleet } from './fleet/fleet-process.ts';
import { findServer } from './nats-server.ts';
import { type OperatorCluster, startOperatorCluster } from './operator-cluster.ts';
import { RouteProxies } from './route-proxies.ts';
import { Schedule } from './schedule.ts';
import type { ServerConfig } from './server-config.ts';
import { compareVersions } from './server-version.ts';
import { startSuperCluster } from './super-cluster.ts';

export type Demo = {
	urls: readonly string[];
	/** Creds of a user of the system account. */
	credsPath: string;
	/** The temporary folders of the servers, for as long as they run. */
	dirs: readonly string[];
	/** Ends traffic and servers and removes the folders. */
	stop(): Promise<void>;
};

export type DemoOptions = {
	/** Called with a line about each step. */
	onProgress?: (line: string) => void;
	/** How many servers are simulated beside the real ones. */
	fleet?: number;
	/** Two clusters, gateways and a leafnode in place of one cluster. */
	super?: boolean;
};

/** How many servers a simulated cluster has. */
const clusterSize = 50;

/** When simulated servers and streams get into trouble, in milliseconds from their start. */
const plantAt = 10_000;

/** The limit of pending bytes: they grow visibly for a while, and never take much memory. */
const waiting = { max_pending: 24 * 1024 * 1024, write_deadline: '20s' };

/** How many events a second the simulated servers publish. */
const fleetRate = 50;

const accounts = ['APP', 'BATCH', 'IOT', 'KIOSK'] as const;

/** Bytes that servers send ahead to a replica that catches up: with a far server it takes half a minute. */
const catchUp = 16 * 1024;

type System = {
	cluster: OperatorCluster;
	dirs: readonly string[];
	peers: JetStreamPeers;
	enliven: (schedule: Schedule) => Promise<void>;
	stop: () => Promise<void>;
};

type Config = (index: number) => ServerConfig;

const startOne = async (binary: string, config: Config): Promise<System> => {
	const routes = new RouteProxies();
	try {
		const cluster = await startOperatorCluster({
			...{ binary, name: 'demo', prefix: 'demo-', accounts, config, catchUp },
			routeFront: (name, port) => routes.front(name, port),
		});
		const stop = async (): Promise<void> => {
			await cluster.stop();
			await routes.close();
		};
		const names = cluster.servers.map(({ name }) => name);
		return { cluster, dirs: [cluster.dir], peers: { names, routes }, enliven: async () => {}, stop };
	} catch (error) {
		await routes.close();
		throw error;
	}
};

const startBoth = async (binary: string, config: Config): Promise<System> => {
	const cluster = await startSuperCluster({ binary, accounts, config, catchUp });
	const { dirs, routes, jetStreamNames: names, stop } = cluster;
	const enliven = async (schedule: Schedule): Promise<void> => {
		cutRoutes(routes, schedule);
		await visitLeaf(cluster, schedule);
	};
	return { cluster, dirs, peers: { names, routes }, enliven, stop };
};

/**
 * Finds or fetches a nats-server, starts three or seven of them in operator mode with accounts and JetStream, and starts
 * traffic. `stop` ends everything; so does the end of this process. Fails with `NoNatsServerError` or the log of a server.
 */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
	const { onProgress = () => {}, fleet: size = 0, super: isSuper = false } = options;
	const { path, version } = await findServer({ onProgress });
	const what = isSuper ? 'seven' : 'three';
	const where = isSuper ? ', in two clusters and a leafnode' : '';
	onProgress(`starting ${what} nats-servers ${version} on 127.0.0.1${where}…`);
	const hasMetadata = compareVersions(version, '2.12') >= 0;
	const config = (index: number): ServerConfig => ({
		...waiting,
		...(hasMetadata && { server_metadata: { rack: `r${index + 1}`, purpose: 'demo' } }),
	});
	const { cluster, dirs, peers, enliven, stop: end } = await (isSuper ? startBoth : startOne)(path, config);
	const schedule = new Schedule();
	let fleet: Fleet | undefined;
	const stop = async () => {
		schedule.end();
		await fleet?.stop();
		await end();
	};
	try {
		onProgress('starting clients and traffic…');
		await startTraffic(cluster, peers, schedule);
		await enliven(schedule);
		if (size > 0) {
			onProgress(`starting ${size} simulated servers…`);
			const clusters = Math.ceil(size / clusterSize);
			const [url = ''] = cluster.urls;
			fleet = await startFleet({
				...{ url, credsPath: cluster.creds.sys, servers: size, clusters },
				...{ rate: fleetRate, seed: 1, accidents: true, plantAt },
			});
		}
	} catch (error) {
		await stop();
		throw error;
	}
	return { urls: cluster.urls, credsPath: cluster.creds.sys, dirs, stop };
}
