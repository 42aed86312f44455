// Makes the streams and consumers of the demo with plain requests, and lets a client consume messages.

import { createInbox, type NatsConnection } from '@nats-io/transport-node';
import { jetStreamRequest } from './jetstream-request.ts';
import type { Schedule } from './schedule.ts';

const seconds = (count: number) => count * 1e9;

/** Limits keep the streams small, as a demo may run all day. */
const orders = {
	name: 'ORDERS',
	subjects: ['orders.>'],
	storage: 'file',
	num_replicas: 3,
	max_bytes: 24 * 1024 ** 2,
	max_age: seconds(900),
};
const carts = {
	name: 'CARTS',
	subjects: ['cart.>'],
	storage: 'memory',
	num_replicas: 1,
	max_bytes: 8 * 1024 ** 2,
};
const jobs = {
	name: 'JOBS',
	subjects: ['jobs.>'],
	storage: 'file',
	retention: 'workqueue',
	num_replicas: 3,
	max_bytes: 8 * 1024 ** 2,
};

/** Makes the streams and consumers of the accounts APP and BATCH. Fails with the words of the server. */
export async function createStreams(app: NatsConnection, batch: NatsConnection): Promise<void> {
	await Promise.all([createStream(app, orders), createStream(app, carts), createStream(batch, jobs)]);
	await Promise.all([
		createConsumer(app, 'ORDERS', 'audit'),
		createConsumer(app, 'ORDERS', 'shipping'),
		createConsumer(batch, 'JOBS', 'worker'),
	]);
}

/** Takes messages from a consumer and acknowledges them, about once a second up to `batch` of them. */
export function work(
	client: NatsConnection,
	stream: string,
	consumer: string,
	batch: number,
	schedule: Schedule,
): void {
	const inbox = createInbox();
	client.subscribe(inbox, {
		callback: (_error, message) => {
			if (message.reply) message.respond('+ACK');
		},
	});
	schedule.repeat([700, 1300], () => {
		const wanted = JSON.stringify({ batch, expires: seconds(0.6) });
		client.publish(`$JS.API.CONSUMER.MSG.NEXT.${stream}.${consumer}`, wanted, { reply: inbox });
	});
}

/** Moves the leader of a stream to another server now and then, as restarts do in real systems. */
export function moveLeader(client: NatsConnection, stream: string, schedule: Schedule): void {
	schedule.repeat([40_000, 70_000], async () => {
		await client.request(`$JS.API.STREAM.LEADER.STEPDOWN.${stream}`, '', { timeout: 5000 });
	});
}

async function createStream(client: NatsConnection, config: { name: string }): Promise<void> {
	await jetStreamRequest(client, `$JS.API.STREAM.CREATE.${config.name}`, config);
}

async function createConsumer(client: NatsConnection, stream: string, name: string): Promise<void> {
	await jetStreamRequest(client, `$JS.API.CONSUMER.DURABLE.CREATE.${stream}.${name}`, {
		stream_name: stream,
		config: { durable_name: name, ack_policy: 'explicit', max_ack_pending: 500 },
	});
}
