// The services of the demo's application: one as it should be, one slow, one that fails by turns, one that hangs by turns.

import type { NatsConnection } from '@nats-io/transport-node';
import { createStream } from './demo-jetstream.ts';
import { type MicroOptions, MicroService } from './micro-service.ts';
import type { OperatorCluster } from './operator-cluster.ts';
import type { Schedule } from './schedule.ts';

/** Milliseconds between two requests of the caller to a service. */
const tick = 100;

/** Milliseconds that trouble lasts, and before it comes again; the first time it comes soon. */
const [trouble, calm, soon] = [40_000, 40_000, 15_000];

type Kind = MicroOptions & { count: number; lang: string; libraryVersion: string; asks: number };

const go = { lang: 'go', libraryVersion: '1.48.0' };

/** Whether pictures fail now. */
type Mood = { fails: boolean };

const kinds = (mood: Mood): readonly Kind[] => [
	{
		...{ name: 'pricing', version: '1.4.0', description: 'prices of everything', count: 3, ...go, asks: 3 },
		endpoints: [
			{ name: 'get', subject: 'svc.pricing.get', takes: () => 1 + Math.random() * 2 },
			{ name: 'list', subject: 'svc.pricing.list' },
		],
	},
	{
		...{ name: 'stock', version: '1.9.2', description: 'what is on the shelves', count: 2, ...go, asks: 1 },
		endpoints: [{ name: 'count', subject: 'svc.stock.count' }],
	},
	{
		...{ name: 'reports', version: '0.8.0', description: 'reports, which take a while', count: 2, asks: 1 },
		...{ lang: 'python3', libraryVersion: '2.12.0' },
		endpoints: [{ name: 'make', subject: 'svc.reports.make', takes: () => 300 + Math.random() * 400 }],
	},
	{
		...{ name: 'mailer', version: '0.3.0', description: 'sends mails', count: 1, asks: 1 },
		...{ lang: 'nats.js', libraryVersion: '3.4.0' },
		endpoints: [
			{
				name: 'send',
				subject: 'svc.mailer.send',
				takes: () => 20,
				fails: () => mood.fails && Math.random() < 0.4,
			},
		],
	},
];

/** Trouble that comes and goes. */
const byTurns = (schedule: Schedule, set: (isOn: boolean) => void): void => {
	schedule.repeat(
		[calm, calm],
		async () => {
			set(true);
			await schedule.stay(trouble);
			set(false);
		},
		soon,
	);
};

/** A bucket and an object store are streams: these are made as clients make them. */
const makeStores = async (client: NatsConnection): Promise<void> => {
	const limits = { num_replicas: 3, max_bytes: 4 * 1024 ** 2, discard: 'new', allow_rollup_hdrs: true };
	await createStream(client, {
		...{ name: 'KV_settings', subjects: ['$KV.settings.>'], storage: 'file', max_msgs_per_subject: 5 },
		...{ deny_delete: true, allow_direct: true, ...limits },
	});
	await createStream(client, {
		...{ name: 'OBJ_pictures', subjects: ['$O.pictures.C.>', '$O.pictures.M.>'], storage: 'file' },
		...{ allow_direct: true, ...limits },
	});
	for (const key of ['theme', 'currency', 'limits.cart']) await client.request(`$KV.settings.${key}`, 'on');
	for (const name of ['logo.png', 'banner.png']) {
		await client.request(`$O.pictures.C.${name.replace('.', '-')}`, new Uint8Array(64 * 1024));
		const meta = { name, bucket: 'pictures', nuid: name.replace('.', '-'), size: 65_536, chunks: 1 };
		await client.request(`$O.pictures.M.${Buffer.from(name).toString('base64url')}`, JSON.stringify(meta));
	}
};

/** Starts the services, their callers and the stores in the account APP; all of it ends with the schedule. */
export const startApp = async (cluster: OperatorCluster, schedule: Schedule): Promise<void> => {
	const mood: Mood = { fails: false };
	const join = (name: string, lang: string, version: string): Promise<NatsConnection> =>
		cluster.connectAs('APP', { name, user: name, lang, version, maxReconnectAttempts: -1 });
	const services: MicroService[] = [];
	for (const { count, lang, libraryVersion, asks: _, ...options } of kinds(mood))
		for (let each = 1; each <= count; each++)
			services.push(new MicroService(await join(`${options.name}-${each}`, lang, libraryVersion), options));
	const caller = await join('shop', 'nats.js', '3.4.0');
	await makeStores(caller);
	for (const { endpoints, asks } of kinds(mood)) {
		const [first] = endpoints;
		if (first === undefined) continue;
		schedule.repeat([tick, tick], () => {
			for (let each = 0; each < asks; each++)
				caller.request(first.subject, 'x', { timeout: 2000 }).catch(() => {});
		});
	}
	const hanging = services.find(({ options }) => options.name === 'pricing');
	byTurns(schedule, (isOn) => {
		mood.fails = isOn;
	});
	byTurns(schedule, (isOn) => {
		if (hanging) hanging.isHung = isOn;
	});
};
