// Sends requests to servers as a client without natstop does.

import type { NatsConnection } from '@nats-io/transport-node';
import { jetStreamRequest } from '../../source/demo/jetstream-request.ts';

/** Names of the servers that answer the system account within five seconds, sorted; `expected` answers end the wait. */
export async function namesAnswering(client: NatsConnection, expected: number): Promise<string[]> {
	const names: string[] = [];
	const options = { strategy: 'count', maxMessages: expected, maxWait: 5000 } as const;
	for await (const message of await client.requestMany('$SYS.REQ.SERVER.PING', '', options)) {
		names.push(message.json<{ server: { name: string } }>().server.name);
	}
	return names.sort();
}

/** Our user as the server has it; needs 2.10 or newer. */
export async function userInfo(client: NatsConnection): Promise<{ user: string; account: string }> {
	const reply = await client.request('$SYS.REQ.USER.INFO', '', { timeout: 20_000 });
	return reply.json<{ data: { user: string; account: string } }>().data;
}

/** Makes a stream of three replicas in memory, or of what `config` says; waits until the cluster can place it. */
export function createStream(
	client: NatsConnection,
	name: string,
	config: Record<string, unknown> = {},
): Promise<Record<string, unknown>> {
	const whole = { name, subjects: [`${name}.>`], storage: 'memory', num_replicas: 3, ...config };
	return jetStreamRequest(client, `$JS.API.STREAM.CREATE.${name}`, whole);
}
