// Starts two clusters that are joined by gateways, and a leafnode behind one of them; all with the same operator.

import { freePorts } from './free-ports.ts';
import { createOperatorWith } from './operator.ts';
import { type OperatorCluster, startOperatorCluster } from './operator-cluster.ts';
import { poll } from './poll.ts';
import { RouteProxies } from './route-proxies.ts';
import type { ServerConfig } from './server-config.ts';
import type { ServerProcess } from './server-process.ts';

export type SuperClusterOptions = {
	binary: string;
	accounts: readonly string[];
	/** As of a cluster. */
	catchUp?: number;
	/** Settings of all servers, by their place among those of their cluster. */
	config?: (index: number) => ServerConfig;
};

/** All of it as one cluster: `urls` and `servers` are of both clusters, the leafnode's last among the servers. */
export type SuperCluster = OperatorCluster & {
	/** Temporary folders of all servers. */
	dirs: readonly string[];
	/** The address of the leafnode. */
	leafUrl: string;
	/** The servers with JetStream. */
	jetStreamServers: readonly ServerProcess[];
	/** Cuts the routes between two servers of the cluster west, and restores them. */
	routes: Pick<RouteProxies, 'cut' | 'restore'>;
};

/** How many servers each cluster has. JetStream runs on those of the first. */
const size = 3;

type Name = 'east' | 'west';

/** Waits until every server answers the system account through any of them. */
const allAnswer = async (cluster: OperatorCluster, names: readonly string[]): Promise<void> => {
	const client = await cluster.connectAs('SYS');
	try {
		await poll(
			async () => {
				const heard = new Set<string>();
				const options = { strategy: 'count', maxMessages: names.length, maxWait: 1000 } as const;
				for await (const message of await client.requestMany('$SYS.REQ.SERVER.PING', '', options))
					heard.add(message.json<{ server: { name: string } }>().server.name);
				const missing = names.filter((name) => !heard.has(name));
				if (missing.length > 0) throw new Error(`${missing.join(', ')} did not answer`);
				return true;
			},
			{ timeout: 30_000, interval: 100, what: 'both clusters and the leafnode to see each other' },
		);
	} finally {
		await client.close();
	}
};

/** Starts everything. Fails with the log of a server, or with who is not seen by the others, and removes everything. */
export async function startSuperCluster({
	binary,
	accounts,
	catchUp = 0,
	config = () => ({}),
}: SuperClusterOptions): Promise<SuperCluster> {
	const operator = await createOperatorWith(accounts, true);
	const ports = await freePorts(2 * size + 1);
	const gatewayPorts: Record<Name, readonly number[]> = {
		east: ports.slice(0, size),
		west: ports.slice(size, 2 * size),
	};
	const leafPort = ports.at(-1);
	// All lead to the second server, so that what is asked from the other cluster reaches every server while a route between
	// the first and the third is cut: from a gateway a message crosses one route and no more.
	const entrance = (name: Name): string => `127.0.0.1:${gatewayPorts[name][1]}`;
	const gateway = (name: Name, index: number): ServerConfig => ({
		gateway: {
			...{ name, listen: `127.0.0.1:${gatewayPorts[name][index]}`, advertise: entrance(name) },
			gateways: (['east', 'west'] as const).map((to) => ({ name: to, urls: [`nats://${entrance(to)}`] })),
		},
	});
	const proxies = new RouteProxies();
	const started: OperatorCluster[] = [];
	const stop = async (): Promise<void> => {
		await Promise.all(started.map((one) => one.stop()));
		await proxies.close();
	};
	const start = async (options: Parameters<typeof startOperatorCluster>[0]): Promise<OperatorCluster> => {
		const cluster = await startOperatorCluster({ ...options, operator, accounts });
		started.push(cluster);
		return cluster;
	};
	try {
		const both = await Promise.allSettled([
			start({
				...{ binary, size, name: 'east', prefix: 'east-', catchUp },
				config: (index) => ({
					...config(index),
					...gateway('east', index),
					...(index === 0 && { leafnodes: { listen: `127.0.0.1:${leafPort}` } }),
				}),
			}),
			start({
				...{ binary, size, name: 'west', prefix: 'west-', jetstream: false },
				config: (index) => ({ ...config(index), ...gateway('west', index) }),
				// A cluster that elects nobody may take its time to form.
				routeFront: (from, to, port) => proxies.front(from, to, port),
			}),
		]);
		for (const one of both) if (one.status === 'rejected') throw one.reason;
		const [east, west] = ['east', 'west'].map((name) => started.find((one) => one.name === name));
		if (east === undefined || west === undefined) throw new Error('a cluster is missing');
		const remote = async (account: string) => ({
			urls: [`nats-leaf://127.0.0.1:${leafPort}`],
			account: operator.accounts.get(account)?.key,
			credentials: await east.userCreds(account, { name: 'edge' }),
		});
		const remotes = [await remote('SYS'), await remote('APP')];
		const edge = await start({
			...{ binary, size: 1, name: 'edge', prefix: 'edge-', jetstream: false },
			config: (index) => ({ ...config(index), leafnodes: { remotes } }),
		});
		const servers = [...east.servers, ...west.servers, ...edge.servers];
		await allAnswer(
			east,
			servers.map(({ name }) => name),
		);
		let stopping: Promise<void> | undefined;
		return {
			...east,
			...{ servers, urls: [...east.urls, ...west.urls], dirs: started.map(({ dir }) => dir) },
			...{ leafUrl: edge.urls[0] ?? '', routes: proxies },
			jetStreamServers: east.servers,
			stop: () => {
				stopping ??= stop();
				return stopping;
			},
		};
	} catch (error) {
		await stop();
		throw error;
	}
}
