// The systems that are measured: a real cluster, or one real nats-server with a simulated fleet behind it.

import { readFile } from 'node:fs/promises';
import { credsAuthenticator, type NatsConnection } from '@nats-io/transport-node';
import type { FleetOptions } from '../source/demo/fleet/fleet-plan.ts';
import { type Fleet, startFleet } from '../source/demo/fleet/fleet-process.ts';
import { freePorts } from '../source/demo/free-ports.ts';
import { findServer } from '../source/demo/nats-server.ts';
import { type OperatorCluster, startOperatorCluster } from '../source/demo/operator-cluster.ts';
import type { Command } from './process.ts';

/** What is measured, and how large: the smoke test makes everything small. */
export type Bench = {
	/** The words that start natstop, as it is built. */
	natstop: Command;
	/** The executable, where one was built. */
	executable?: string;
	/** Servers of the simulated fleet. */
	servers: number;
	clusters: number;
	/** Multiplies rounds and spans; 1 is the real run. */
	scale: number;
	/** Told what is going on. */
	say: (line: string) => void;
};

/** Milliseconds until things have come to rest; shorter in a small run. */
export const settling = ({ scale }: Bench, ms: number): number => Math.ceil(ms * Math.min(1, scale * 5));

export type System = {
	cluster: OperatorCluster;
	fleet?: Fleet;
	url: string;
	creds: string;
	/** The HTTP port of the first server, for tools that speak it; natstop does not. */
	httpPort: number;
	/** `-s URL --creds FILE --no-context`. */
	login: readonly string[];
	/** A connection of the system account; it ends with the system. */
	client: () => Promise<NatsConnection>;
	stop: () => Promise<void>;
};

/** Bytes that may wait in the nats-server for one client: a burst must not end as a slow consumer. */
const config = { max_pending: 2 ** 30, write_deadline: '60s' };

/** The same for every server, and HTTP for the first. */
const withHttp = (port: number) => (index: number) =>
	index === 0 ? { ...config, http: `127.0.0.1:${port}` } : config;

const systemOf = (cluster: OperatorCluster, httpPort: number, fleet?: Fleet): System => {
	const [url = ''] = cluster.urls;
	const creds = cluster.creds.sys;
	return {
		...{ cluster, url, creds, httpPort },
		...(fleet ? { fleet } : {}),
		login: ['-s', url, '--creds', creds, '--no-context'],
		client: async () => cluster.connect({ authenticator: credsAuthenticator(await readFile(creds)) }),
		stop: async () => {
			await fleet?.stop();
			await cluster.stop();
		},
	};
};

/** Three real servers and nobody else. */
export const startThree = async ({ jetstream = false } = {}): Promise<System> => {
	const { path: binary } = await findServer();
	const [port = 0] = await freePorts(1);
	const options = { binary, jetstream, prefix: 'bench-', name: 'bench', config: withHttp(port) };
	return systemOf(await startOperatorCluster(options), port);
};

/** One real server, and the fleet of the bench at a rate of events, with so many clients and streams where that is told. */
export const startLarge = async (
	{ natstop, servers, clusters }: Bench,
	rate: number,
	holds: Pick<FleetOptions, 'connections' | 'jetStream'> = {},
): Promise<System> => {
	const { path: binary } = await findServer();
	const [port = 0] = await freePorts(1);
	const options = { binary, size: 1, jetstream: false, prefix: 'bench-', config: withHttp(port) };
	const cluster = await startOperatorCluster(options);
	const [url = ''] = cluster.urls;
	const fleet = await startFleet(
		{
			...{ url, credsPath: cluster.creds.sys, servers, clusters, rate, seed: 42, accidents: false },
			...holds,
		},
		natstop,
	);
	return systemOf(cluster, port, fleet);
};
