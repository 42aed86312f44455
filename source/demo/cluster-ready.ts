// Knows when a server and a whole cluster are ready, by asking them.

import { connect, type NatsConnection, type NodeConnectionOptions } from '@nats-io/transport-node';
import { poll } from './poll.ts';
import type { ServerProcess } from './server-process.ts';

type PingReply = {
	server: { id: string };
	statsz: {
		routes?: readonly { name?: string }[];
		jetstream?: { meta?: { leader?: string } };
	};
};

/** Waits until the server lets a client in. Fails with the end of its log when it ends instead, or after 15 s. */
export async function serverReady(server: ServerProcess, login: NodeConnectionOptions): Promise<void> {
	const outcome = await poll(
		async () => {
			if (server.pid === undefined)
				return new Error(`${server.name} ended at start:\n${await logEnd(server)}`);
			const client = await connect({ ...login, servers: server.url, reconnect: false, timeout: 2000 });
			await client.close();
			return 'ready';
		},
		{ timeout: 15_000, what: `${server.name} to let a client in` },
	);
	if (outcome instanceof Error) throw outcome;
}

/**
 * Waits until all `size` servers answer the system account, each has a route to every other and, with JetStream, all know
 * the meta leader. Fails after 30 s.
 */
export async function clusterReady(
	server: ServerProcess,
	login: NodeConnectionOptions,
	size: number,
	jetstream: boolean,
): Promise<void> {
	const client = await connect({ ...login, servers: server.url, timeout: 5000 });
	try {
		await poll(() => isComplete(client, size, jetstream), {
			timeout: 30_000,
			interval: 50,
			what: `all ${size} servers to answer and know each other`,
		});
	} finally {
		await client.close();
	}
}

async function isComplete(client: NatsConnection, size: number, jetstream: boolean): Promise<boolean> {
	const replies = new Map<string, PingReply>();
	const options = { strategy: 'count', maxMessages: size, maxWait: 500 } as const;
	for await (const message of await client.requestMany('$SYS.REQ.SERVER.PING', '', options)) {
		const reply = message.json<PingReply>();
		replies.set(reply.server.id, reply);
	}
	if (replies.size < size) return false;
	return [...replies.values()].every(({ statsz }) => {
		const peers = new Set(statsz.routes?.map(({ name }) => name));
		const led = !jetstream || size === 1 || Boolean(statsz.jetstream?.meta?.leader);
		return peers.size >= size - 1 && led;
	});
}

async function logEnd(server: ServerProcess): Promise<string> {
	return (await server.log()).trim().split('\n').slice(-5).join('\n');
}
