// A cluster in config mode: accounts with password and nkey users in the servers' own files.

import type { NatsConnection, NodeConnectionOptions } from '@nats-io/transport-node';
import { type Cluster, type ClusterOptions, startServers } from './cluster.ts';
import { configAuth, createLogin, type Login } from './cluster-config.ts';

export type ConfigClusterOptions = ClusterOptions & {
	/** How many of the last servers run from flags, without a configuration file. The system account is `$SYS` then. */
	withoutConfigFile?: number;
};

export type ConfigCluster = Cluster & {
	/** Users of the system account and of the first other account. */
	logins: { sys: Login; app: Login };
	/** Connects with the password of a login. */
	connectWith(login: Login, options?: NodeConnectionOptions): Promise<NatsConnection>;
};

/** Starts it; see `startServers` for when it is ready and how it fails. */
export async function startConfigCluster(options: ConfigClusterOptions): Promise<ConfigCluster> {
	const { accounts = ['APP'], jetstream = true, withoutConfigFile = 0, size = 3 } = options;
	const systemName = withoutConfigFile > 0 ? '$SYS' : 'SYS';
	const logins = new Map<string, Login>();

	const cluster = await startServers(options, async (dir) => {
		for (const name of [systemName, ...accounts]) logins.set(name, await createLogin(name, dir));
		const { user = '', password = '' } = logins.get(systemName) ?? {};
		return {
			settings: async () => configAuth(logins, jetstream),
			system: { user, pass: password },
			...(withoutConfigFile > 0 && { flagsFrom: size - withoutConfigFile }),
		};
	});

	const [sys, app = sys] = logins.values();
	if (!sys || !app) throw new Error('a cluster in config mode has a system account');
	return {
		...cluster,
		logins: { sys, app },
		connectWith: ({ user, password }, clientOptions) =>
			cluster.connect({ ...clientOptions, user, pass: password }),
	};
}
