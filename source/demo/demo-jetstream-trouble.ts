// Lets streams and consumers of the demo get into trouble: one is full, one owes too many acknowledgements, one is behind.

import type { NatsConnection } from '@nats-io/transport-node';
import { createConsumer, createStream, work } from './demo-jetstream.ts';
import type { Schedule } from './schedule.ts';
import type { ServerProcess } from './server-process.ts';

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

/** What servers have that are never slow, unless the leader of the history is on another one. */
export const quickTag = 'quick';

/** What a replica has to read again and again. Beyond 8 MiB servers do not keep it in the log of the raft group. */
const history = { name: 'HISTORY', subjects: ['history.>'], storage: 'file' };
const entries = { count: 100_000, size: 128, atOnce: 500 };

/** Milliseconds that a slow server stands still and runs, by turns: it answers, and has a tenth of its time. */
const slow = { still: 90, runs: 10 };

/** Milliseconds that all replicas are up to date, and that one is missing. */
const whole = 20_000;
const without = 2000;

const wait = { timeout: 5000 };

type StreamInfo = {
	cluster?: { leader?: string; replicas?: { name: string; current: boolean; lag?: number }[] };
};

/** Makes them. Their trouble begins within a minute and a half. Fails with the words of the server. */
export const startTrouble = async (
	app: NatsConnection,
	batch: NatsConnection,
	peers: readonly ServerProcess[],
	schedule: Schedule,
): Promise<void> => {
	await Promise.all([
		createStream(app, labels),
		createStream(app, invoices),
		createStream(batch, { ...history, num_replicas: 2, placement: { tags: [quickTag] } }),
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

/** Lets a server have a tenth of its time for as long as something lasts. */
const slowDown = async (
	server: ServerProcess | undefined,
	schedule: Schedule,
	lasts: () => boolean,
): Promise<void> => {
	while (server?.pid !== undefined && lasts() && !schedule.isOver) {
		server.signal('SIGSTOP');
		await schedule.stay(slow.still);
		if (server.pid !== undefined) server.signal('SIGCONT');
		await schedule.stay(slow.runs);
	}
};

/** Takes a replica away and adds it again on a slow server: each time it has to catch up with all there is. */
const fallBehind = (client: NatsConnection, servers: readonly ServerProcess[], schedule: Schedule): void => {
	const ask = async (what: string, body: object): Promise<StreamInfo> => {
		const reply = await client.request(`$JS.API.STREAM.${what}.HISTORY`, JSON.stringify(body), wait);
		const answer = reply.json<StreamInfo & { error?: { description: string } }>();
		if (answer.error) throw new Error(answer.error.description);
		return answer;
	};
	const have = (num_replicas: number): Promise<StreamInfo> => ask('UPDATE', { ...history, num_replicas });
	const catchUp = async (): Promise<void> => {
		for (let behind = true; behind && !schedule.isOver; await schedule.stay(2000)) {
			const peers = (await ask('INFO', {})).cluster?.replicas ?? [];
			behind = peers.length < 2 || peers.some(({ current, lag = 0 }) => !current || lag > 0);
		}
	};
	schedule.repeat(
		[whole, whole],
		async () => {
			await have(2);
			await schedule.stay(without);
			const { leader, replicas = [] } = (await ask('INFO', {})).cluster ?? {};
			const has = [leader, ...replicas.map(({ name }) => name)];
			let isBehind = true;
			const slowest = servers.find(({ name }) => !has.includes(name));
			// It may be stopped meanwhile.
			void slowDown(slowest, schedule, () => isBehind).catch(() => {});
			try {
				await have(3);
				await catchUp();
			} finally {
				isBehind = false;
			}
		},
		0,
	);
};
