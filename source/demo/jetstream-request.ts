// One request of the JetStream API, patient with a cluster that has just started.

import type { NatsConnection } from '@nats-io/transport-node';
import { poll } from './poll.ts';

/**
 * Asks, and asks again for up to 20 s while the servers still learn which of them are online. Gives the answer; fails with
 * what the server said last.
 */
export function jetStreamRequest(
	client: NatsConnection,
	subject: string,
	body: unknown,
): Promise<Record<string, unknown>> {
	return poll(
		async () => {
			const reply = await client.request(subject, JSON.stringify(body), { timeout: 5000 });
			const answer = reply.json<Record<string, unknown> & { error?: { description: string } }>();
			if (answer.error) throw new Error(answer.error.description);
			return answer;
		},
		{ timeout: 20_000, interval: 200, what: subject },
	);
}
