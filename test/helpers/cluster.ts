// Real clusters for tests: which nats-server, which mode, and clients that end with the cluster.

import type { NatsConnection, NodeConnectionOptions } from '@nats-io/transport-node';
import {
	type ConfigCluster,
	type ConfigClusterOptions,
	startConfigCluster,
} from '../../source/demo/config-cluster.ts';
import type { Suite } from '../../source/demo/debian-package.ts';
import { findSuite } from '../../source/demo/nats-server.ts';
import {
	type OperatorCluster,
	type OperatorClusterOptions,
	startOperatorCluster,
} from '../../source/demo/operator-cluster.ts';

type Common = {
	/** bookworm is nats-server 2.9.10, trixie 2.10.27, forky 2.15; forky unless told. */
	suite?: Suite;
	/** Path of the nats-server, in place of a suite's. */
	binary?: string;
};

type Clients = {
	/** A client in the system account, on the first server unless `servers` says otherwise. */
	systemClient(options?: NodeConnectionOptions): Promise<NatsConnection>;
	/** A client in the account APP. */
	appClient(options?: NodeConnectionOptions): Promise<NatsConnection>;
};

export type OperatorTestCluster = OperatorCluster & Clients;
export type ConfigTestCluster = ConfigCluster & Clients;

type OperatorOptions = Omit<OperatorClusterOptions, 'binary'> & Common & { mode?: 'operator' };
type ConfigOptions = Omit<ConfigClusterOptions, 'binary'> & Common & { mode: 'config' };

/** Starts a cluster that is ready for use; stop it in `afterAll`. */
export async function startCluster(options: ConfigOptions): Promise<ConfigTestCluster>;
export async function startCluster(options?: OperatorOptions): Promise<OperatorTestCluster>;
export async function startCluster(
	options: ConfigOptions | OperatorOptions = {},
): Promise<ConfigTestCluster | OperatorTestCluster> {
	const binary = options.binary ?? (await findSuite(options.suite ?? 'forky')).path;
	if (options.mode === 'config') {
		const cluster = await startConfigCluster({ ...options, binary });
		const { logins, connectWith } = cluster;
		return {
			...cluster,
			systemClient: (clientOptions) => connectWith(logins.sys, clientOptions),
			appClient: (clientOptions) => connectWith(logins.app, clientOptions),
		};
	}
	const cluster = await startOperatorCluster({ ...options, binary });
	return {
		...cluster,
		systemClient: (clientOptions) => cluster.connectAs('SYS', clientOptions),
		appClient: (clientOptions) => cluster.connectAs(options.accounts?.[0] ?? 'APP', clientOptions),
	};
}
