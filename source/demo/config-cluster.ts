// Starts a cluster in config mode: the configuration files hold the accounts, with password and nkey users.

import type { NatsConnection, NodeConnectionOptions } from '@nats-io/transport-node';
import { type Cluster, type ClusterOptions, startServers } from './cluster.ts';
import { configAuth, createLogin, type Login } from './cluster-config.ts';

export type ConfigClusterOptions = ClusterOptions & {
	/** How many servers, counted from the last, run from flags without a file. Their system account is `$SYS`. */
	withoutConfigFile?: number;
};

export type ConfigCluster = Cluster & {
	/** Users of the system account and of the first other account. */
	logins: { sys: Login; app: Login };
	/** Connects with the password of a login. */
	connectWith(login: Login, options?: NodeConnectionOptions): Promise<NatsConnection>;
};

/** Starts the cluster; `startServers` says when it is ready and how it fails. */
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
