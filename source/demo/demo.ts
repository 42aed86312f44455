// Runs the demo: a real cluster, or two of them, with traffic like that of a real system; nothing of it is left at the end.

import { startApp } from './demo-app.ts';
import { quickTag } from './demo-jetstream-trouble.ts';
import { cutRoutes, visitLeaf } from './demo-super.ts';
import { startTraffic } from './demo-traffic.ts';
import { type Fleet, startFleet } from './fleet/fleet-process.ts';
import { findServer } from './nats-server.ts';
import { type OperatorCluster, startOperatorCluster } from './operator-cluster.ts';
import { Schedule } from './schedule.ts';
import type { ServerConfig } from './server-config.ts';
import type { ServerProcess } from './server-process.ts';
import { compareVersions } from './server-version.ts';
import { startSuperCluster } from './super-cluster.ts';

export type Demo = {
	urls: readonly string[];
	/** Creds of a user of the system account, or of the application's account where that is shown. */
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
	/** Micro services beside the other clients, and the eyes of a user of their account. */
	app?: boolean;
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

/** Bytes that servers send ahead to a replica that catches up: one on a slow server is seen while it does. */
const catchUp = 2048;

type System = {
	cluster: OperatorCluster;
	dirs: readonly string[];
	/** The servers with JetStream. */
	peers: readonly ServerProcess[];
	enliven: (schedule: Schedule) => Promise<void>;
};

type Config = (index: number) => ServerConfig;

const startOne = async (binary: string, config: Config): Promise<System> => {
	const names = { name: 'demo', prefix: 'demo-' };
	const cluster = await startOperatorCluster({ ...{ binary, accounts, config, catchUp }, ...names });
	return { cluster, dirs: [cluster.dir], peers: cluster.servers, enliven: async () => {} };
};

const startBoth = async (binary: string, config: Config): Promise<System> => {
	const cluster = await startSuperCluster({ binary, accounts, config, catchUp });
	const { dirs, jetStreamServers: peers } = cluster;
	const enliven = async (schedule: Schedule): Promise<void> => {
		cutRoutes(cluster, schedule);
		await visitLeaf(cluster, schedule);
	};
	return { cluster, dirs, peers, enliven };
};

/**
 * Finds or fetches a nats-server, starts three or seven of them in operator mode with accounts and JetStream, and starts
 * traffic. `stop` ends everything; so does the end of this process. Fails with `NoNatsServerError` or the log of a server.
 */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
	const { onProgress = () => {}, fleet: size = 0, super: isSuper = false, app = false } = options;
	const { path, version } = await findServer({ onProgress });
	const what = isSuper ? 'seven' : 'three';
	const where = isSuper ? ', in two clusters and a leafnode' : '';
	onProgress(`starting ${what} nats-servers ${version} on 127.0.0.1${where}…`);
	const hasMetadata = compareVersions(version, '2.12') >= 0;
	const config = (index: number): ServerConfig => ({
		...waiting,
		// A stream with a place among these has its first replicas there.
		server_tags: [`az:${'abc'[index]}`, 'demo', ...(index < 2 ? [quickTag] : [])],
		...(hasMetadata && { server_metadata: { rack: `r${index + 1}`, purpose: 'demo' } }),
	});
	const { cluster, dirs, peers, enliven } = await (isSuper ? startBoth : startOne)(path, config);
	const schedule = new Schedule();
	let fleet: Fleet | undefined;
	const stop = async () => {
		schedule.end();
		await fleet?.stop();
		await cluster.stop();
	};
	try {
		onProgress('starting clients and traffic…');
		await startTraffic(cluster, peers, schedule);
		await enliven(schedule);
		if (app) {
			onProgress('starting services…');
			await startApp(cluster, schedule);
		}
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
	const { creds, urls } = cluster;
	return { urls, credsPath: app ? creds.app : creds.sys, dirs, stop };
}
