// Runs the demo: a real cluster with traffic like that of a real system; nothing of it is left at the end.

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
	/** Called with a line about each step. */
	onProgress?: (line: string) => void;
	/** How many servers are simulated beside the three real ones. */
	fleet?: number;
};

/** How many servers a simulated cluster has. */
const clusterSize = 50;

/** When three of the simulated servers get into trouble, in milliseconds from their start. */
const plantAt = 10_000;

/** The limit of pending bytes: they grow visibly for a while, and never take much memory. */
const waiting = { max_pending: 24 * 1024 * 1024, write_deadline: '20s' };

/** How many events a second the simulated servers publish. */
const fleetRate = 50;

/**
 * Finds or fetches a nats-server, starts three of them in operator mode with accounts and JetStream, and starts traffic.
 * `stop` ends everything; so does the end of this process. Fails with `NoNatsServerError` or the log of a server.
 */
export async function startDemo({ onProgress = () => {}, fleet: size = 0 }: DemoOptions = {}): Promise<Demo> {
	const { path, version } = await findServer({ onProgress });
	onProgress(`starting three nats-servers ${version} on 127.0.0.1…`);
	const hasMetadata = compareVersions(version, '2.12') >= 0;
	const cluster = await startOperatorCluster({
		...{ binary: path, name: 'demo', prefix: 'demo-', accounts: ['APP', 'BATCH', 'IOT', 'KIOSK'] },
		config: (index) => ({
			...waiting,
			...(hasMetadata && { server_metadata: { rack: `r${index + 1}`, purpose: 'demo' } }),
		}),
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
				...{ rate: fleetRate, seed: 1, accidents: true, plantAt },
			});
		}
	} catch (error) {
		await stop();
		throw error;
	}
	return { urls: cluster.urls, credsPath: cluster.creds.sys, dir: cluster.dir, stop };
}
