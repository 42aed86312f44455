// Makes the streams and consumers of the demo with plain requests, and lets clients consume messages.

import { createInbox, type NatsConnection } from '@nats-io/transport-node';
import { jetStreamRequest } from './jetstream-request.ts';
import type { Schedule } from './schedule.ts';

export const seconds = (count: number) => count * 1e9;

/** Limits keep the streams small, as a demo may run all day. */
const orders = {
	name: 'ORDERS',
	subjects: ['orders.>'],
	storage: 'file',
	num_replicas: 3,
	max_bytes: 24 * 1024 ** 2,
	max_age: seconds(900),
};
/** A copy of what is left of the orders, for those who only read. */
const copy = { name: 'ORDERS-COPY', mirror: { name: 'ORDERS' }, storage: 'file', num_replicas: 1 };
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
const advice = 'advice.carts';

/** Nothing comes in any more. */
const archive = { name: 'ARCHIVE', subjects: ['archive.>'], storage: 'file', num_replicas: 3 };

/** Makes the streams and consumers of the accounts APP and BATCH that are worked on. Fails with the words of the server. */
export async function createStreams(app: NatsConnection, batch: NatsConnection): Promise<void> {
	await Promise.all([createStream(app, orders), createStream(app, carts), createStream(batch, jobs)]);
	await Promise.all([
		createConsumer(app, 'ORDERS', 'audit'),
		createConsumer(app, 'ORDERS', 'shipping'),
		createConsumer(batch, 'JOBS', 'worker'),
	]);
}

/** Makes those that are only there: a mirror, a consumer that is told what comes, a stream into which nothing comes any more. */
export async function createOthers(app: NatsConnection): Promise<void> {
	app.subscribe(advice, { callback: () => {} });
	await Promise.all([
		createStream(app, copy),
		createStream(app, archive),
		createConsumer(app, 'CARTS', 'advice', { deliver_subject: advice, ack_policy: 'none' }),
	]);
	for (let year = 2019; year <= 2024; year++) await app.request(`archive.${year}`, new Uint8Array(2000));
}

/** Takes messages from a consumer and acknowledges them, about once a second up to `batch` of them. */
export function work(
	client: NatsConnection,
	stream: string,
	consumer: string,
	batch: number,
	schedule: Schedule,
	acknowledges = true,
): void {
	const inbox = createInbox();
	client.subscribe(inbox, {
		callback: (_error, message) => {
			if (acknowledges && message.reply) message.respond('+ACK');
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

/** Makes a stream, or fails with the words of the server. */
export async function createStream(
	client: NatsConnection,
	config: { name: string; [setting: string]: unknown },
): Promise<void> {
	await jetStreamRequest(client, `$JS.API.STREAM.CREATE.${config.name}`, config);
}

/** Makes a consumer that acknowledges each message, unless the settings say otherwise. */
export async function createConsumer(
	client: NatsConnection,
	stream: string,
	name: string,
	settings: object = { max_ack_pending: 500 },
): Promise<void> {
	await jetStreamRequest(client, `$JS.API.CONSUMER.DURABLE.CREATE.${stream}.${name}`, {
		stream_name: stream,
		config: { durable_name: name, ack_policy: 'explicit', ...settings },
	});
}
