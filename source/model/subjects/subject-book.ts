// Adds up what servers tell of the subscriptions of one account: by subject and queue group, with deliveries a second.

import { RoundRing } from '../round-ring.ts';
import { folded, type Listened, type Listener, subjectKey } from './subject-row.ts';

/** A connection with what it listens to, as one server tells it. */
export type ListeningConnection = {
	cid: number;
	name?: string;
	/** When it connected, by its server's clock. */
	start?: number;
	subscriptions: Iterable<{ subject: string; queue?: string; msgs?: number }>;
};

/** Listeners that are named of each subject on one server. */
const mostListeners = 16;

/** Rows that are made; of more subjects the busiest. */
export const mostSubjects = 10_000;

/** Answers closer than this say too little, milliseconds. */
const shortestWindow = 200;

/** A server that did not answer for so long is left out, milliseconds. */
const forgottenAfter = 600_000;

/** What one server tells of one subject. Written out here and below: there may be a hundred thousand in an answer. */
class Part {
	subscriptions = 0;
	connections = 0;
	deliveries = 0;
	/** Deliveries since the answer before, as far as it is known of what they were counted from. */
	grown = 0;
	isMeasured = false;
	/** The busiest, in no order. */
	readonly listeners: { cid: number; name: string | undefined; grown: number }[] = [];

	constructor(
		readonly subject: string,
		readonly queue: string | undefined,
		readonly isFolded: boolean,
	) {}

	listens(cid: number, name: string | undefined, grown: number): void {
		const { listeners } = this;
		if (listeners.length < mostListeners) {
			listeners.push({ cid, name, grown });
			return;
		}
		if (grown === 0) return;
		let least = 0;
		for (let place = 1; place < listeners.length; place++)
			if ((listeners[place]?.grown ?? 0) < (listeners[least]?.grown ?? 0)) least = place;
		if (grown > (listeners[least]?.grown ?? 0)) listeners[least] = { cid, name, grown };
	}
}

type ServerPart = {
	name: string;
	/** By the clock of the server, and by ours. */
	at: number;
	heardAt: number;
	/** Seconds since the answer before; absent with the first. */
	seconds?: number;
	isOld: boolean;
	parts: Map<string, Part>;
	/** Deliveries so far, by connection, then by subject and queue. */
	counted: Map<number, Map<string, number>>;
};

/** What one server tells, while its pages come. */
export class SubjectDraft {
	readonly parts = new Map<string, Part>();
	readonly counted = new Map<number, Map<string, number>>();

	constructor(
		readonly server: { id: string; name: string },
		private readonly before: ServerPart | undefined,
		/** Our own connection there, which is not counted. */
		private readonly ownCid: number | undefined,
	) {}

	/** Takes a connection; one that came with the page before already is left out. */
	add({ cid, name, start, subscriptions }: ListeningConnection): void {
		if (this.counted.has(cid) || cid === this.ownCid) return;
		const { before } = this;
		const earlier = before?.counted.get(cid);
		const isNew = before !== undefined && start !== undefined && start >= before.at;
		const counts = new Map<string, number>();
		this.counted.set(cid, counts);
		for (const { subject: whole, queue, msgs = 0 } of subscriptions) {
			const fold = folded(whole);
			const subject = fold ?? whole;
			const group = fold === undefined ? queue : undefined;
			const key = subjectKey(subject, group);
			let part = this.parts.get(key);
			if (part === undefined) {
				part = new Part(subject, group, fold !== undefined);
				this.parts.set(key, part);
			}
			part.subscriptions++;
			part.deliveries += msgs;
			counts.set(key, (counts.get(key) ?? 0) + msgs);
		}
		// A subscription made since the last answer has begun to count since then.
		const begun = earlier !== undefined || isNew ? 0 : undefined;
		for (const [key, msgs] of counts) {
			const part = this.parts.get(key);
			if (part === undefined) continue;
			part.connections++;
			const from = earlier?.get(key) ?? begun;
			// Counts that fell are of another subscription.
			const grown = from === undefined ? 0 : msgs < from ? msgs : msgs - from;
			part.grown += grown;
			part.isMeasured ||= from !== undefined;
			part.listens(cid, name, grown);
		}
	}
}

type Sum = {
	subject: string;
	queue?: string;
	isFolded: boolean;
	parts: { server: ServerPart; id: string; part: Part }[];
};

const rateOf = ({ parts }: Sum): number | undefined => {
	let rate: number | undefined;
	for (const { server, part } of parts)
		if (part.isMeasured && server.seconds !== undefined && !server.isOld)
			rate = (rate ?? 0) + part.grown / server.seconds;
	return rate;
};

/** Remembers the last answer of each server, for one account. */
export class SubjectBook {
	readonly #servers = new Map<string, ServerPart>();
	#histories = new Map<string, RoundRing<'rate'>>();

	/** Begins to take what a server tells. */
	begin(server: { id: string; name: string }, ownCid?: number): SubjectDraft {
		return new SubjectDraft(server, this.#servers.get(server.id), ownCid);
	}

	/** Takes all that a server told; `at` is by its clock. */
	end({ server, parts, counted }: SubjectDraft, at: number, heardAt: number): void {
		const before = this.#servers.get(server.id);
		const window = before === undefined ? 0 : at - before.at;
		// Asked again at once it is the same answer: what is known of the time before stays.
		if (before !== undefined && !before.isOld && window < shortestWindow) return;
		const seconds = before === undefined || window < shortestWindow ? undefined : window / 1000;
		const rest = seconds === undefined ? {} : { seconds };
		this.#servers.set(server.id, {
			...{ name: server.name, at, heardAt, isOld: false, parts, counted },
			...rest,
		});
	}

	/** Ends a round: whoever did not answer is old, and is forgotten in time. */
	endRound(answered: ReadonlySet<string>, now: number): void {
		for (const [id, part] of this.#servers) {
			if (answered.has(id)) continue;
			part.isOld = true;
			if (now - part.heardAt > forgottenAfter) this.#servers.delete(id);
		}
		this.#remember();
	}

	/** Names of the servers that have told something, and whether they did in the last round. */
	servers(): { id: string; name: string; isOld: boolean }[] {
		return [...this.#servers].map(([id, { name, isOld }]) => ({ id, name, isOld }));
	}

	/** All subjects, at most `most`, the busiest of more; and how many there are, with all their subscriptions. */
	rows(most = mostSubjects): { rows: readonly Listened[]; subjects: number; subscriptions: number } {
		const sums = this.#sums();
		let subscriptions = 0;
		for (const { parts, isOld } of this.#servers.values())
			if (!isOld) for (const part of parts.values()) subscriptions += part.subscriptions;
		const all = [...sums];
		const some =
			all.length <= most
				? all
				: all
						.map((entry) => ({ entry, rate: rateOf(entry[1]) ?? 0 }))
						.sort((a, b) => b.rate - a.rate)
						.slice(0, most)
						.map(({ entry }) => entry);
		return { rows: some.map(([key, sum]) => this.#row(key, sum)), subjects: all.length, subscriptions };
	}

	#sums(): Map<string, Sum> {
		const sums = new Map<string, Sum>();
		for (const [id, server] of this.#servers) {
			for (const [key, part] of server.parts) {
				const sum = sums.get(key);
				if (sum !== undefined) sum.parts.push({ server, id, part });
				else {
					const { subject, queue, isFolded } = part;
					sums.set(key, { subject, queue, isFolded, parts: [{ server, id, part }] });
				}
			}
		}
		return sums;
	}

	/** What only silent servers have is as they told it last; else they are left out. */
	#row(key: string, sum: Sum): Listened {
		const isOld = sum.parts.every(({ server }) => server.isOld);
		let [subscriptions, connections, deliveries] = [0, 0, 0];
		let isPart = false;
		const listeners: Listener[] = [];
		for (const { server, id, part } of sum.parts) {
			if (server.isOld !== isOld) continue;
			subscriptions += part.subscriptions;
			connections += part.connections;
			deliveries += part.deliveries;
			const seconds = server.isOld ? undefined : server.seconds;
			isPart ||= seconds === undefined || !part.isMeasured;
			for (const { cid, name, grown } of part.listeners)
				listeners.push({
					server: server.name,
					serverId: id,
					cid,
					name,
					rate: seconds === undefined ? undefined : grown / seconds,
				});
		}
		listeners.sort((a, b) => (b.rate ?? 0) - (a.rate ?? 0));
		const rate = rateOf(sum);
		return {
			key,
			subject: sum.subject,
			queue: sum.queue,
			isFolded: sum.isFolded,
			isOld,
			subscriptions,
			connections,
			deliveries,
			rate,
			isPart: isPart && rate !== undefined,
			listeners: listeners.length > mostListeners ? listeners.slice(0, mostListeners) : listeners,
			history: this.#histories.get(key),
		};
	}

	/** Keeps the trends of the subjects there are, as long as they are not too many. */
	#remember(): void {
		const sums = this.#sums();
		const kept = new Map<string, RoundRing<'rate'>>();
		for (const [key, sum] of sums) {
			const ring = this.#histories.get(key) ?? new RoundRing(['rate'] as const);
			const rate = rateOf(sum);
			if (rate !== undefined || ring.length > 0) ring.push({ rate });
			kept.set(key, ring);
			if (kept.size >= mostSubjects) break;
		}
		this.#histories = kept;
	}
}
