// Makes the traffic of the demo: services that publish at varying rates, clients that come and go, logins that fail.

import { connect, type NatsConnection } from '@nats-io/transport-node';
import { cast, type Role } from './demo-cast.ts';
import { createOthers, createStreams, moveLeader, work } from './demo-jetstream.ts';
import { startTrouble } from './demo-jetstream-trouble.ts';
import { unlimited } from './operator.ts';
import type { OperatorCluster } from './operator-cluster.ts';
import type { Schedule } from './schedule.ts';
import type { ServerProcess } from './server-process.ts';
import { readSlowly } from './slow-reader.ts';

/** How often a publisher publishes, in milliseconds. */
const tick = 100;
/** Milliseconds before what nobody waits for. */
const later = 2000;
const once = { reconnect: false, timeout: 2000 };

type Person = Pick<Role, 'account' | 'name' | 'lang' | 'version'>;

const auditor: Person = { account: 'APP', name: 'svc-audit', lang: 'python3', version: '2.12.0' };
const worker: Person = { account: 'BATCH', name: 'worker', lang: 'go', version: '1.48.0' };
const probe: Person = { account: 'APP', name: 'probe', lang: 'go', version: '1.48.0' };
const meter: Person = { account: 'IOT', name: 'meter', lang: 'c', version: '3.9.1' };
const javaTill = { lang: 'java', version: '2.25.1' };
const shopper: Person = { account: 'APP', name: 'shopper', lang: 'nats.ws', version: '1.30.3' };

/** Starts all traffic; `peers` are the servers with JetStream. It ends with the schedule; the cluster closes the clients. Fails when the cluster refuses. */
export async function startTraffic(
	cluster: OperatorCluster,
	peers: readonly ServerProcess[],
	schedule: Schedule,
): Promise<void> {
	const audit = await join(cluster, 0, auditor);
	const batch = await join(cluster, 1, worker);
	await Promise.all([createStreams(audit, batch), startCast(cluster, schedule)]);
	// What is there first is enough to look at.
	void schedule.once(later, () => createOthers(audit));
	void schedule.once(later, () => startTrouble(audit, batch, peers, schedule));
	work(audit, 'ORDERS', 'audit', 200, schedule);
	work(audit, 'ORDERS', 'shipping', 40, schedule);
	work(batch, 'JOBS', 'worker', 20, schedule);
	moveLeader(audit, 'ORDERS', schedule);
	comeAndGo(cluster, schedule);
	churn(cluster, schedule);
	await fillUp(cluster, schedule);
	endSoon(cluster, schedule);
	await readSlowly(cluster, schedule);
	failToLogIn(cluster, schedule);
}

async function startCast(cluster: OperatorCluster, schedule: Schedule): Promise<void> {
	let place = 0;
	for (const role of cast) {
		for (let i = 1; i <= role.count; i++) {
			const name = role.isNumbered ? `${role.name}-${i}` : role.name;
			const client = await join(cluster, place++, { ...role, name });
			listen(client, role);
			speak(client, role, schedule);
		}
	}
}

/** Connects a client to the server that `place` selects; it reconnects to others without end. */
function join(
	cluster: OperatorCluster,
	place: number,
	{ account, name, lang, version }: Person,
): Promise<NatsConnection> {
	const { urls } = cluster;
	const home = place % urls.length;
	return cluster.connectAs(account, {
		servers: [...urls.slice(home), ...urls.slice(0, home)],
		noRandomize: true,
		maxReconnectAttempts: -1,
		...{ name, lang, version, user: name },
	});
}

function listen(client: NatsConnection, { listens = [] }: Role): void {
	for (const { subject, queue, answers } of listens) {
		client.subscribe(subject, {
			...(queue !== undefined && { queue }),
			callback: (_error, message) => {
				if (answers) message.respond('ok');
			},
		});
	}
}

/** Publishes at a rate that goes up and down by half of its mean, in a period of one to two minutes. */
function speak(client: NatsConnection, { speaks = [] }: Role, schedule: Schedule): void {
	for (const { subject, rate, size, asks } of speaks) {
		const payload = new Uint8Array(size).fill(120);
		const period = 60_000 + Math.random() * 60_000;
		const phase = Math.random() * period;
		let due = 0;
		schedule.repeat([tick, tick], () => {
			const swing = 1 + 0.5 * Math.sin((2 * Math.PI * (Date.now() + phase)) / period);
			due += (rate * swing * tick * (0.7 + 0.6 * Math.random())) / 1000;
			for (; due >= 1; due--) {
				if (asks) client.request(subject, payload, { timeout: 2000 }).catch(() => {});
				else client.publish(subject, payload);
			}
		});
	}
}

/** Connects probes for a second and shoppers for some seconds, again and again. */
function comeAndGo(cluster: OperatorCluster, schedule: Schedule): void {
	let place = 0;
	const visit = async (who: Person, ms: number) => {
		const client = await join(cluster, place++, who);
		client.subscribe('stock.>', { callback: () => {} });
		client.publish('cart.changed', 'hello');
		await schedule.stay(ms);
		await client.close();
	};
	schedule.repeat([3000, 6000], () => visit(probe, 1000), 500);
	for (let i = 0; i < 3; i++) {
		schedule.repeat([2000, 9000], () => visit(shopper, 8000 + Math.random() * 25_000));
	}
}

/** Milliseconds before the first burst of reconnects, between two bursts, and of a burst. */
const calm = 90_000;
const fit = 90_000;

/** Lets a client reconnect again and again for a while, as one with a wrong configuration does. */
function churn(cluster: OperatorCluster, schedule: Schedule): void {
	let place = 0;
	const began = Date.now();
	schedule.repeat([200, 300], async () => {
		if ((Date.now() - began) % (calm + fit) < calm) return;
		const client = await join(cluster, place++, meter);
		await client.close();
	});
}

/** The limit of connections of the tills' account, how many connect at the start, and how many later. */
const tills = { most: 10, first: 5, more: 4 };

/** Lets an account come near its limit of connections. */
async function fillUp(cluster: OperatorCluster, schedule: Schedule): Promise<void> {
	const limits = { ...unlimited, conn: tills.most };
	// All servers have loaded the account by now; one that had not would take the claims from its configuration.
	await cluster.updateAccount('KIOSK', { limits });
	let number = tills.first;
	schedule.repeat(
		[4000, 8000],
		async () => {
			if (number >= tills.first + tills.more) return;
			await join(cluster, number, { account: 'KIOSK', name: `till-${number + 1}`, ...javaTill });
			number++;
		},
		calm,
	);
}

/** Milliseconds until the end of account claims that are signed while the demo runs. */
const soon = 9 * 86_400_000;

/** Signs an account anew, with an end that is not far. */
function endSoon(cluster: OperatorCluster, schedule: Schedule): void {
	const sign = async () => void (await cluster.updateAccount('BATCH', {}, Date.now() + soon));
	void schedule.once(calm + 15_000, sign);
}

/** Lets two logins fail again and again: one with a password, which operator mode refuses, and one with an expired JWT. */
function failToLogIn(cluster: OperatorCluster, schedule: Schedule): void {
	let place = 0;
	const wrongPassword = async () => {
		const servers = cluster.urls[place++ % cluster.urls.length];
		const login = { name: 'nightly', user: 'batch', pass: 'old-password' };
		const client = await connect({ ...login, ...once, ...(servers && { servers }) });
		await client.close();
	};
	const expiredJwt = async () => {
		const expires = Date.now() - 86_400_000;
		// One that is refused tries every server it knows.
		const servers = cluster.urls[place++ % cluster.urls.length];
		const login = { ...once, name: 'report', user: 'report', expires };
		const client = await cluster.connectAs('BATCH', { ...login, ...(servers && { servers }) });
		await client.close();
	};
	// Seldom enough not to look like an attack.
	schedule.repeat([30_000, 40_000], wrongPassword, 2000);
	schedule.repeat([40_000, 60_000], expiredJwt, 20_000);
}
