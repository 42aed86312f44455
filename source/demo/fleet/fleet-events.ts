// Makes the events of a simulated system: payloads are written in advance, and only times and numbers are replaced.

import type { FleetAccount, FleetPlan, FleetServer } from './fleet-plan.ts';
import { timeText } from './fleet-text.ts';
import { Random } from './random.ts';

/** Kinds of clients. With these names a burst has events that natstop folds, and events that it does not. */
const people = [
	{ name: 'svc-orders', lang: 'go', ver: '1.48.0' },
	{ name: 'svc-stock', lang: 'java', ver: '2.25.1' },
	{ name: 'svc-mail', lang: 'nats.js', ver: '3.4.0' },
	{ name: 'probe', lang: 'go', ver: '1.48.0' },
	{ name: 'shopper', lang: 'nats.ws', ver: '1.30.3' },
	{ name: 'worker', lang: 'rust', ver: '0.45.0' },
	{ name: 'report', lang: 'python3', ver: '2.12.0' },
];

/** Reasons of a disconnect: most clients close, and some have a fault to look for. */
const reasons = [
	...Array.from({ length: 14 }, () => 'Client Closed'),
	'Stale Connection',
	'Slow Consumer (Pending Bytes)',
	'Slow Consumer (Write Deadline)',
	'Read Error',
	'Authentication Expired',
];

/** The share of each event in a hundred messages; a client that connects and leaves causes four of them. */
const mix = [
	...Array.from({ length: 24 }, () => 'CONNECT' as const),
	...Array.from({ length: 24 }, () => 'DISCONNECT' as const),
	...Array.from({ length: 48 }, () => 'CONNS' as const),
	...Array.from({ length: 2 }, () => 'AUTH.ERR' as const),
	...Array.from({ length: 2 }, () => 'JS' as const),
];

/** Placeholders in a payload, as long as the text that replaces them. */
const nowMark = '<now>'.padEnd(30, '-');
const earlierMark = '<earlier>'.padEnd(30, '-');
const seqMark = 90_000_001;
const cidMark = 90_000_002;

type Slot = { offset: number; what: 'now' | 'earlier' | 'seq' | 'cid' | 'id' };

/** A payload written in advance; `id` is the server's id at that time. */
type Template = { server: FleetServer; id: string; subject: string; bytes: Buffer; slots: readonly Slot[] };

const slotsOf = (bytes: Buffer, id: string): Slot[] => {
	const slots: Slot[] = [];
	const marks = [
		['now', nowMark],
		['earlier', earlierMark],
		['seq', String(seqMark)],
		['cid', String(cidMark)],
		['id', id],
	] as const;
	for (const [what, mark] of marks) {
		for (let offset = bytes.indexOf(mark); offset >= 0; offset = bytes.indexOf(mark, offset + mark.length)) {
			slots.push({ offset, what });
		}
	}
	return slots;
};

const serverOf = ({ name, host, id, cluster, version, jetstream }: FleetServer) => ({
	...{ name, host, id, cluster: cluster.name, ver: version, tags: ['tier:core'], metadata: { rack: 'r1' } },
	feature_flags: {
		...{ js_ack_fc_v2: false, js_api_reply_v2: false },
		...{ js_raft_delete_range: true, js_snapshot_sources: false },
	},
	...{ jetstream, flags: jetstream ? 7 : 0, seq: seqMark, time: nowMark },
});

const links = {
	gateways: { msgs: 0, bytes: 0 },
	routes: { msgs: 34, bytes: 26_290 },
	leafs: { msgs: 0, bytes: 0 },
};
const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const advisory = 'io.nats.server.advisory.v1';

const payloadOf = (
	kind: (typeof mix)[number],
	server: FleetServer,
	{ key, name }: FleetAccount,
	random: Random,
): { subject: string; payload: object } => {
	const id = random.text(22, letters);
	const common = { id, timestamp: nowMark, server: serverOf(server) };
	if (kind === 'CONNS') {
		const moved = { msgs: random.below(1e6), bytes: random.below(1e9), ...links };
		const counts = { conns: random.below(900), leafnodes: 0, total_conns: random.below(90_000) };
		return {
			subject: `$SYS.ACCOUNT.${key}.SERVER.CONNS`,
			payload: {
				...{ type: `${advisory}.account_connections`, ...common, acc: key, name, ...counts },
				...{ num_subscriptions: random.below(5000), sent: moved, received: moved, slow_consumers: 0 },
			},
		};
	}
	if (kind === 'JS') {
		const stream = `ORDERS-${random.below(40)}`;
		const replicas = server.cluster.members.slice(0, 3).map((peer) => ({
			...{ name: peer.name, current: true, active: random.below(1e9), peer: peer.name.slice(-8) },
		}));
		return {
			subject: `$JS.EVENT.ADVISORY.STREAM.LEADER_ELECTED.${stream}`,
			payload: {
				...{ type: 'io.nats.jetstream.advisory.v1.stream_leader_elected', id, timestamp: nowMark },
				...{ account: key, stream, leader: server.name, replicas, domain: server.cluster.name },
			},
		};
	}
	const failed = kind === 'AUTH.ERR';
	const who = random.pick(people);
	const client = {
		...{
			start: kind === 'CONNECT' ? nowMark : earlierMark,
			host: `10.9.${random.below(200)}.${random.below(200)}`,
		},
		...{ id: cidMark, acc: failed ? '$G' : key, user: random.key('U'), ...who },
		...(kind === 'CONNECT' ? {} : { rtt: random.below(3e7), stop: nowMark }),
		jwt: `eyJ0eXAiOiJKV1QiLCJhbGciOiJlZDI1NTE5LW5rZXkifQ.${random.text(460, letters)}.${random.text(86, letters)}`,
		...{ issuer_key: key, name_tag: failed ? '$G' : name, kind: 'Client', client_type: 'nats' },
	};
	if (kind === 'CONNECT') {
		return {
			subject: `$SYS.ACCOUNT.${key}.CONNECT`,
			payload: { type: `${advisory}.client_connect`, ...common, client },
		};
	}
	const flows = {
		sent: { msgs: random.below(5000), bytes: random.below(5e6) },
		received: { msgs: random.below(5000), bytes: random.below(5e6) },
	};
	return {
		subject: failed ? `$SYS.SERVER.${server.id}.CLIENT.AUTH.ERR` : `$SYS.ACCOUNT.${key}.DISCONNECT`,
		payload: {
			...{ type: `${advisory}.client_disconnect`, ...common, client, ...flows },
			reason: failed ? 'Authentication Failure' : random.pick(reasons),
		},
	};
};

/** How many payloads are written in advance. */
const prepared = 4000;

/** Gives events of servers that are well, in the proportions of a real system. */
export class FleetEvents {
	readonly #templates: readonly Template[];
	#next = 0;
	#count = 10_000_000;

	constructor(plan: FleetPlan, seed: number) {
		const random = new Random(seed + 1);
		this.#templates = Array.from({ length: prepared }, () => {
			const server = random.pick(plan.servers);
			const { subject, payload } = payloadOf(random.pick(mix), server, random.pick(plan.accounts), random);
			const bytes = Buffer.from(JSON.stringify(payload));
			return { server, id: server.id, subject, bytes, slots: slotsOf(bytes, server.id) };
		});
	}

	/** The next event, with the present time; `times` serve many events. Gives undefined for a server that is not well. */
	next(times: EventTimes): FleetEvent | undefined {
		const template = this.#templates[this.#next++ % prepared];
		if (template === undefined || template.server.condition !== 'well') return undefined;
		const { server, id, subject, slots } = template;
		// The NATS client keeps the bytes until they are written, so each event needs its own.
		const payload = Buffer.from(template.bytes);
		const count = String(this.#count++);
		const texts = { ...times, id: server.id, seq: count, cid: count };
		for (const { offset, what } of slots) {
			if (what !== 'id' || server.id !== id) payload.write(texts[what], offset, 'latin1');
		}
		return { subject: server.id === id ? subject : subject.replace(id, server.id), payload };
	}
}

export type FleetEvent = { subject: string; payload: Uint8Array };

/** The present time in the formats of events. */
export type EventTimes = { now: string; earlier: string };

export const eventTimes = (now: number): EventTimes => ({
	now: timeText(now),
	earlier: timeText(now - 95_000),
});
