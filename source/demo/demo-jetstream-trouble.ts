// Lets streams and consumers of the demo get into trouble: one is full, one owes too many acknowledgements, one is behind.

import type { NatsConnection } from '@nats-io/transport-node';
import { createConsumer, createStream, work } from './demo-jetstream.ts';
import type { RouteProxies } from './route-proxies.ts';
import type { Schedule } from './schedule.ts';

/** It refuses what is new when it is full. */
const labels = {
	name: 'LABELS',
	subjects: ['labels.>'],
	storage: 'file',
	num_replicas: 3,
	max_bytes: 1024 ** 2,
	discard: 'new',
};
const labelSize = 8 * 1024;

/** It keeps what came, so that what is owed does not leave by age. */
const invoices = {
	name: 'INVOICES',
	subjects: ['invoices.>'],
	storage: 'file',
	num_replicas: 3,
	max_bytes: 4 * 1024 ** 2,
};

/** Acknowledgements that the consumer may owe: as many messages come within half a minute. */
const mostOwed = 60;

/** What a replica has to read again and again. Beyond 8 MiB servers do not keep it in the log of the raft group. */
const history = { name: 'HISTORY', subjects: ['history.>'], storage: 'file' };
const entries = { count: 100_000, size: 128, atOnce: 500 };

/** Milliseconds that the replica's server is away from the leader's, each way. */
const far = 12;

/** Milliseconds that all replicas are up to date, and that one is missing. */
const whole = 12_000;
const without = 2000;

/** The servers with JetStream by their names, and what their routes go through. */
export type JetStreamPeers = { names: readonly string[]; routes: Pick<RouteProxies, 'part'> };

const wait = { timeout: 5000 };

type StreamInfo = {
	cluster?: { leader?: string; replicas?: { name: string; current: boolean; lag?: number }[] };
};

/** Makes them. Their trouble begins within a minute and a half. Fails with the words of the server. */
export const startTrouble = async (
	app: NatsConnection,
	batch: NatsConnection,
	peers: JetStreamPeers,
	schedule: Schedule,
): Promise<void> => {
	await Promise.all([
		createStream(app, labels),
		createStream(app, invoices),
		createStream(batch, { ...history, num_replicas: 2 }),
	]);
	await createConsumer(app, 'INVOICES', 'billing', { max_ack_pending: mostOwed });
	fill(app, schedule);
	owe(app, schedule);
	write(batch, schedule, () => fallBehind(batch, peers, schedule));
};

/** Publishes until the stream refuses, and tries it again and again. */
const fill = (client: NatsConnection, schedule: Schedule): void => {
	const label = new Uint8Array(labelSize).fill(120);
	const print = async (): Promise<void> => {
		for (;;) {
			const reply = await client.request('labels.parcel', label, { timeout: 5000 });
			if (reply.json<{ error?: object }>().error !== undefined) return;
		}
	};
	schedule.repeat([3000, 5000], print, 0);
};

/** Reads without ever acknowledging. */
const owe = (client: NatsConnection, schedule: Schedule): void => {
	const invoice = new Uint8Array(300).fill(120);
	schedule.repeat([400, 600], () => client.publish('invoices.new', invoice));
	work(client, 'INVOICES', 'billing', 20, schedule, false);
};

/** Writes the history little by little, so that the machine has time for the rest. */
const write = (client: NatsConnection, schedule: Schedule, then: () => void): void => {
	const entry = new Uint8Array(entries.size).fill(120);
	let written = 0;
	schedule.repeat(
		[80, 120],
		async () => {
			if (written >= entries.count) return;
			for (let each = 1; each < entries.atOnce; each++) client.publish('history.entry', entry);
			await client.request('history.entry', entry, { timeout: 20_000 });
			written += entries.atOnce;
			if (written >= entries.count) then();
		},
		0,
	);
};

/** Takes a replica on a far server away and adds it again: each time it has to catch up with all there is. */
const fallBehind = (client: NatsConnection, { names, routes }: JetStreamPeers, schedule: Schedule): void => {
	const ask = async (what: string, body: object): Promise<StreamInfo> => {
		const reply = await client.request(`$JS.API.STREAM.${what}.HISTORY`, JSON.stringify(body), wait);
		const answer = reply.json<StreamInfo & { error?: { description: string } }>();
		if (answer.error) throw new Error(answer.error.description);
		return answer;
	};
	const have = (num_replicas: number): Promise<StreamInfo> => ask('UPDATE', { ...history, num_replicas });
	let pair: readonly [string, string] | undefined;
	schedule.repeat(
		[whole, whole],
		async () => {
			await have(2);
			await schedule.stay(without);
			const { leader = '', replicas = [] } = (await ask('INFO', {})).cluster ?? {};
			const next = names.find((name) => name !== leader && !replicas.some((peer) => peer.name === name));
			if (pair) routes.part(...pair, 0);
			pair = [leader, next ?? ''];
			routes.part(...pair, far);
			await have(3);
			for (let behind = true; behind && !schedule.isOver; await schedule.stay(2000)) {
				const peers = (await ask('INFO', {})).cluster?.replicas ?? [];
				behind = peers.length < 2 || peers.some(({ current, lag = 0 }) => !current || lag > 0);
			}
		},
		0,
	);
};
