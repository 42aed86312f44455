// Raw questions to servers, as a client without natstop asks them.

import type { NatsConnection } from '@nats-io/transport-node';

/** Names of the servers that answer the system account within a second, sorted; done sooner when `expected` did. */
export async function namesAnswering(client: NatsConnection, expected: number): Promise<string[]> {
	const names: string[] = [];
	const options = { strategy: 'count', maxMessages: expected, maxWait: 1000 } as const;
	for await (const message of await client.requestMany('$SYS.REQ.SERVER.PING', '', options)) {
		names.push(message.json<{ server: { name: string } }>().server.name);
	}
	return names.sort();
}

/** Who the server says we are; 2.10 or newer. */
export async function userInfo(client: NatsConnection): Promise<{ user: string; account: string }> {
	const reply = await client.request('$SYS.REQ.USER.INFO', '', { timeout: 5000 });
	return reply.json<{ data: { user: string; account: string } }>().data;
}
