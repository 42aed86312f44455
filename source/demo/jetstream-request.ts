// Sends a request to the JetStream API, and repeats it while a cluster is starting.

import type { NatsConnection } from '@nats-io/transport-node';
import { poll } from './poll.ts';

/**
 * Sends a request, and repeats it for up to 20 s while the servers do not yet know which of them are online. Gives the
 * answer; fails with the last words of the server, and at once where the connection is closed.
 */
export async function jetStreamRequest(
	client: NatsConnection,
	subject: string,
	body: unknown,
): Promise<Record<string, unknown>> {
	const answer = await poll(
		async () => {
			if (client.isClosed()) return 'closed';
			const reply = await client.request(subject, JSON.stringify(body), { timeout: 5000 });
			const answer = reply.json<Record<string, unknown> & { error?: { description: string } }>();
			if (answer.error) throw new Error(answer.error.description);
			return answer;
		},
		{ timeout: 20_000, interval: 200, what: subject },
	);
	if (answer === 'closed') throw new Error(`${subject}: the connection is closed`);
	return answer;
}
