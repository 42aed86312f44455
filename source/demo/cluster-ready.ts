// Waits until a server or a whole cluster is ready, by asking the servers.

import { connect, type NatsConnection, type NodeConnectionOptions } from '@nats-io/transport-node';
import { poll } from './poll.ts';
import type { ServerProcess } from './server-process.ts';

type Named<T> = { server: { id: string; name: string }; data?: T };
type Routez = { routes?: readonly { remote_id?: string }[] };
type Jsz = { meta_cluster?: { leader?: string; replicas?: readonly { offline?: boolean }[] } };

/** Thrown when the servers run but do not become one cluster in time; the message says what is missing. */
export class NotFormedError extends Error {
	override readonly name = 'NotFormedError';
}

/** Waits until the server accepts a client. Fails with the end of its log when the server ends, or after a minute. */
export async function serverReady(server: ServerProcess, login: NodeConnectionOptions): Promise<void> {
	const outcome = await poll(
		async () => {
			if (server.pid === undefined)
				return new Error(`${server.name} ended at start:\n${await logEnd(server)}`);
			const client = await connect({ ...login, servers: server.url, reconnect: false, timeout: 2000 });
			await client.close();
			return 'ready';
		},
		{ timeout: 60_000, what: `${server.name} to let a client in` },
	);
	if (outcome instanceof Error) throw outcome;
}

/**
 * Waits until all servers answer the system account, each has a route to every other, and each tells its clients the same
 * addresses: a server can miss one for as long as it runs, when two routes meet while it starts. With JetStream, all must
 * also know the meta leader, and the leader must see none of them offline: before that it places no replicated stream.
 * Fails after 12 s: on a busy machine two servers of 2.10 can elect a leader without the third and never accept it.
 */
export async function clusterReady(
	servers: readonly ServerProcess[],
	login: NodeConnectionOptions,
	jetstream: boolean,
): Promise<void> {
	const [server] = servers;
	if (!server) throw new Error('a cluster needs at least one server');
	const size = servers.length;
	const names = servers.map(({ name }) => name);
	const client = await connect({ ...login, servers: server.url, timeout: 5000 });
	try {
		await poll(
			async () => {
				const missing =
					whoLacksRoutes(await ask<Routez>(client, 'ROUTEZ', names), size) ??
					(size > 1 ? whoLacksAddresses(await addressesTold(servers, login)) : undefined) ??
					(jetstream && size > 1 ? whoIsNotLed(await ask<Jsz>(client, 'JSZ', names), size) : undefined);
				if (missing) throw new Error(missing);
				return true;
			},
			{ timeout: 12_000, interval: 50, what: `all ${size} servers to know each other` },
		);
	} catch (error) {
		throw new NotFormedError(error instanceof Error ? error.message : String(error));
	} finally {
		await client.close();
	}
}

/** More answers than servers that anything here starts: gateways and leafnodes bring those of other clusters. */
const mostAnswers = 100;

/** Asks for one of the reports of the named servers; gives one answer for each of them that answers in time. */
async function ask<T>(client: NatsConnection, report: string, names: readonly string[]): Promise<Named<T>[]> {
	const replies = new Map<string, Named<T>>();
	const options = { strategy: 'count', maxMessages: mostAnswers, maxWait: 500 } as const;
	for await (const message of await client.requestMany(`$SYS.REQ.SERVER.PING.${report}`, '', options)) {
		const reply = message.json<Named<T>>();
		if (names.includes(reply.server.name)) replies.set(reply.server.id, reply);
		if (replies.size === names.length) break;
	}
	return [...replies.values()];
}

function whoLacksRoutes(replies: readonly Named<Routez>[], size: number): string | undefined {
	if (replies.length < size) return `${replies.length} answered`;
	for (const { server, data } of replies) {
		const peers = new Set(data?.routes?.map((route) => route.remote_id));
		if (peers.size < size - 1) return `${server.name} has routes to ${peers.size}`;
	}
	return undefined;
}

/** The addresses that each server tells a client who comes now, by its name. */
async function addressesTold(
	servers: readonly ServerProcess[],
	login: NodeConnectionOptions,
): Promise<ReadonlyMap<string, string>> {
	const told = await Promise.all(
		servers.map(async ({ name, url }) => {
			const client = await connect({ ...login, servers: url, reconnect: false, timeout: 5000 });
			const addresses = [...(client.info?.connect_urls ?? [])].sort().join(' ');
			await client.close();
			return [name, addresses] as const;
		}),
	);
	return new Map(told);
}

function whoLacksAddresses(told: ReadonlyMap<string, string>): string | undefined {
	if (new Set(told.values()).size === 1) return undefined;
	return [...told]
		.map(([name, addresses]) => `${name} tells its clients ${addresses || 'nothing'}`)
		.join(', ');
}

function whoIsNotLed(replies: readonly Named<Jsz>[], size: number): string | undefined {
	if (replies.length < size) return `${replies.length} answered about JetStream`;
	for (const { server, data } of replies) {
		const { leader, replicas = [] } = data?.meta_cluster ?? {};
		if (!leader) return `${server.name} knows no meta leader`;
		const online = replicas.filter(({ offline }) => !offline).length;
		if (leader === server.name && online < size - 1) return `the meta leader ${leader} sees ${online} others`;
	}
	return undefined;
}

async function logEnd(server: ServerProcess): Promise<string> {
	return (await server.log()).trim().split('\n').slice(-5).join('\n');
}
