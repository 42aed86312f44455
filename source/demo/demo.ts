// The demo: a cluster that looks like a real system, made from nothing and leaving nothing.

import { startTraffic } from './demo-traffic.ts';
import { type Fleet, startFleet } from './fleet/fleet-process.ts';
import { findServer } from './nats-server.ts';
import { startOperatorCluster } from './operator-cluster.ts';
import { Schedule } from './schedule.ts';
import { compareVersions } from './server-version.ts';

export type Demo = {
	urls: readonly string[];
	/** Creds of a user of the system account. */
	credsPath: string;
	/** The cluster's temporary folder, for as long as it runs. */
	dir: string;
	/** Ends traffic and servers and removes the folder. */
	stop(): Promise<void>;
};

export type DemoOptions = {
	/** Told what is going on, a line each. */
	onProgress?: (line: string) => void;
	/** So many servers are simulated beside the three real ones. */
	fleet?: number;
};

/** Servers of one simulated cluster, as large ones are. */
const clusterSize = 50;

/** Events a second of the simulated servers. */
const fleetRate = 50;

/**
 * Finds or fetches a nats-server, starts three of them in operator mode with accounts and JetStream, and lets traffic run. It
 * all ends by `stop`, and also when this process ends without. Fails with `NoNatsServerError` or what a server logged.
 */
export async function startDemo({ onProgress = () => {}, fleet: size = 0 }: DemoOptions = {}): Promise<Demo> {
	const { path, version } = await findServer({ onProgress });
	onProgress(`starting three nats-servers ${version} on 127.0.0.1…`);
	const hasMetadata = compareVersions(version, '2.12') >= 0;
	const cluster = await startOperatorCluster({
		...{ binary: path, name: 'demo', prefix: 'demo-', accounts: ['APP', 'BATCH', 'IOT'] },
		config: (index) => (hasMetadata ? { server_metadata: { rack: `r${index + 1}`, purpose: 'demo' } } : {}),
	});
	const schedule = new Schedule();
	let fleet: Fleet | undefined;
	const stop = async () => {
		schedule.end();
		await fleet?.stop();
		await cluster.stop();
	};
	try {
		onProgress('starting clients and traffic…');
		await startTraffic(cluster, schedule);
		if (size > 0) {
			onProgress(`starting ${size} simulated servers…`);
			const clusters = Math.ceil(size / clusterSize);
			const [url = ''] = cluster.urls;
			fleet = await startFleet({
				...{ url, credsPath: cluster.creds.sys, servers: size, clusters },
				...{ rate: fleetRate, seed: 1, accidents: true },
			});
		}
	} catch (error) {
		await stop();
		throw error;
	}
	return { urls: cluster.urls, credsPath: cluster.creds.sys, dir: cluster.dir, stop };
}
