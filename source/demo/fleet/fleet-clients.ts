// The clients of a simulated server, worked out when a request comes; only each one's share of the traffic is kept.

import { chance, clientShare, loadedSeconds, seedOf } from './fleet-load.ts';
import type { FleetServer } from './fleet-plan.ts';

/** A kind of client: its protocol and library, and its share of the traffic. */
export type Role = {
	name: string;
	lang: string;
	version: string;
	type: 'nats' | 'mqtt' | 'websocket';
	in: number;
	out: number;
	subscriptions: number;
};

const role = (
	name: string,
	library: readonly [lang: string, version: string, type?: Role['type']],
	sends: number,
	takes: number,
	subscriptions: number,
): Role => {
	const [lang, version, type = 'nats'] = library;
	return { name, lang, version, type, in: sends, out: takes, subscriptions };
};

const roles: readonly Role[] = [
	role('svc-orders', ['go', '1.48.0'], 1, 1, 22),
	role('svc-stock', ['java', '2.25.1'], 0.4, 1, 12),
	role('svc-pay', ['go', '1.47.0'], 0.8, 0.8, 9),
	role('svc-mail', ['nats.js', '3.4.0'], 0.1, 0.6, 3),
	role('svc-search', ['rust', '0.45.0'], 0.6, 0.7, 18),
	role('web-push', ['nats.ws', '1.30.3', 'websocket'], 0.01, 0.5, 40),
	role('iot-gateway', ['', '', 'mqtt'], 1, 0.2, 6),
	role('metrics', ['go', '1.48.0'], 0.02, 1.4, 3),
	role('worker', ['rust', '0.45.0'], 0.3, 0.5, 4),
	role('report', ['python3', '2.12.0'], 0.02, 0.2, 2),
	role('probe', ['go', '1.48.0'], 0, 0, 1),
];

/** The planted clients, on one server each: one that sends much and is stalled, and one that reads too slowly. */
const noisyRole = role('batch-load', ['python3', '2.12.0'], 1, 0, 2);
const slowRole = role('svc-reports', ['go', '1.46.0'], 0, 1, 14);
const [noisySlot, slowSlot] = [2, 5];

/** The clients that come and go: their share of all clients, and of the traffic. */
const comers = { share: 0.05, traffic: 0.01 };

/** How much of what waits in the server for the slow one goes up, and comes down again: bytes and milliseconds. */
const slowPending = { most: 38 * 2 ** 20, period: 120_000 };

/** One connection. `slot` is its place among those that stay; those who come and go have none. */
export type FleetClient = { cid: number; start: number; slot?: number; stop?: number };

/** The messages and bytes that a client has sent and received so far. */
export type ClientTraffic = { inMsgs: number; outMsgs: number; inBytes: number; outBytes: number };

/** The clients of one server process. Cids rise with the time of the connect, as on a real server. */
export class FleetClients {
	readonly seed: number;
	/** Clients that stay as long as the server. */
	readonly staying: number;
	/** Places for those who come and go, and milliseconds from one of them to the next. */
	readonly #places: number;
	readonly #gap: number;
	#weights?: { in: Float64Array; out: Float64Array };

	constructor(readonly server: FleetServer) {
		const { connections, churn } = server.load;
		this.seed = seedOf(server.name);
		this.#places = connections < 20 ? 0 : Math.round(connections * comers.share);
		this.staying = connections - this.#places;
		this.#gap = 1000 / churn;
	}

	/** How many clients are connected. */
	count(now: number): number {
		let count = this.staying;
		for (const { stop } of this.#lately(now, this.#places)) if (stop > now) count++;
		return count;
	}

	/** How many clients have ever connected. */
	total(now: number): number {
		return this.staying + (this.#places === 0 ? 0 : this.#newest(now) + 1);
	}

	/** All connected clients, by cid. */
	open(now: number): FleetClient[] {
		const { start } = this.server;
		const all = Array.from(
			{ length: this.staying },
			(_, slot): FleetClient => ({ cid: slot + 1, start: Math.min(now, start + slot), slot }),
		);
		for (const { cid, start: since, stop } of this.#lately(now, this.#places).reverse())
			if (stop > now) all.push({ cid, start: since });
		return all;
	}

	/** The last ones that have gone, the newest end first, and how many are remembered. */
	closed(now: number, most: number): { clients: FleetClient[]; total: number } {
		const total = Math.min(10_000, Math.max(0, this.total(now) - this.count(now)));
		// None lives longer than a place has to itself.
		const lately = this.#lately(now, Math.min(total, most) + this.#places);
		const clients = lately.filter(({ stop }) => stop <= now).sort((a, b) => b.stop - a.stop);
		return { clients: clients.slice(0, Math.min(total, most)), total };
	}

	/** Clients whose connect was last, the newest first, with when they go. */
	#lately(now: number, most: number): (FleetClient & { stop: number })[] {
		const newest = this.#places === 0 ? -1 : this.#newest(now);
		const life = this.#gap * this.#places;
		return Array.from({ length: Math.min(most, newest + 1) }, (_, back) => {
			const number = newest - back;
			const start = this.server.start + number * this.#gap;
			const stop = start + life * (0.4 + 0.55 * chance(this.seed, number, 11));
			return { cid: this.staying + 1 + number, start: Math.floor(start), stop: Math.floor(stop) };
		});
	}

	#newest(now: number): number {
		return Math.floor((now - this.server.start) / this.#gap);
	}

	roleOf({ cid, slot }: FleetClient): Role {
		const { noisy, slow } = this.server;
		if (noisy && slot === noisySlot) return noisyRole;
		if (slow && slot === slowSlot) return slowRole;
		return roles[Math.floor(chance(this.seed, cid, 1) * roles.length)] ?? noisyRole;
	}

	/** The messages and bytes of a client until `now`, or until it left. */
	traffic(client: FleetClient, now: number): ClientTraffic {
		const { server } = this;
		const { load, flood } = server;
		const { slot, start, stop = now } = client;
		const span = loadedSeconds(server, Math.min(now, stop)) - loadedSeconds(server, start);
		const part = (way: 'in' | 'out'): number =>
			slot === undefined ? comers.traffic / this.#places : (this.#parts()[way][slot] ?? 0);
		let inMsgs = Math.floor(part('in') * clientShare.in * load.msgs * span);
		const outMsgs = Math.floor(part('out') * clientShare.out * load.msgs * span);
		if (flood && flood.slot === slot) inMsgs += Math.floor((flood.rate * (now - flood.since)) / 1000);
		return {
			...{ inMsgs, outMsgs },
			...{ inBytes: Math.floor(inMsgs * load.size), outBytes: Math.floor(outMsgs * load.size) },
		};
	}

	/** Bytes that wait for it, milliseconds to it and back, and how often it was made to wait. */
	state(client: FleetClient, now: number): { pending: number; rtt: number; stalls: number } {
		const { noisy, slow, start } = this.server;
		const isSlow = slow && client.slot === slowSlot;
		const isNoisy = noisy && client.slot === noisySlot;
		const phase = (now % slowPending.period) / slowPending.period;
		return {
			pending: isSlow ? Math.floor(phase * slowPending.most) : 0,
			rtt: isSlow ? 412 : 0.3 + 4 * chance(this.seed, client.cid, 2),
			stalls: isNoisy ? Math.floor((3 * (now - start)) / 1000) : 0,
		};
	}

	/** The share of the server's traffic of each client that stays; few clients have most of it. */
	#parts(): { in: Float64Array; out: Float64Array } {
		this.#weights ??= { in: this.#partsOf('in'), out: this.#partsOf('out') };
		return this.#weights;
	}

	#partsOf(way: 'in' | 'out'): Float64Array {
		const parts = new Float64Array(this.staying);
		let sum = 0;
		for (let slot = 0; slot < parts.length; slot++) {
			const talks = this.roleOf({ cid: slot + 1, start: 0, slot })[way];
			// A third of the clients is idle.
			const isQuiet = chance(this.seed, slot, 5) < 0.33;
			const part = isQuiet ? 0 : talks / (0.002 + chance(this.seed, slot, way === 'in' ? 3 : 4));
			parts[slot] = part;
			sum += part;
		}
		const { noisy, slow } = this.server;
		const planted = way === 'in' ? (noisy ? noisySlot : -1) : slow ? slowSlot : -1;
		if (planted >= 0 && planted < parts.length) {
			// As much as all the others, or a third of it.
			const part = Math.max(1, sum) * (way === 'in' ? 1 : 0.33);
			parts[planted] = part;
			sum += part;
		}
		const scale = sum === 0 ? 0 : (1 - comers.traffic) / sum;
		return parts.map((part) => part * scale);
	}
}
