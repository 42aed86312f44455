// What is remembered of one consumer from round to round: its rates, and since when it stands still.

import { shortestSpan } from '../rates.ts';
import { RoundRing } from '../round-ring.ts';
import { type ConsumerMetric, consumerMetrics, type Redelivery } from './consumer.ts';
import type { ConsumerConfig, ConsumerCopy, ConsumerPlace } from './told.ts';

/** What was delivered is compared over so long, milliseconds, from so long on, and looked at so often. */
const [longestWindow, shortestWindow, sampleSpan] = [300_000, 60_000, 25_000];

/** Where a sequence stands, and since when, our clock. */
type Mark = { seq: number | undefined; since: number };

type Sample = { at: number; consumerSeq: number; streamSeq: number };

/** A time of the server's clock by ours; as it is where the server does not say what time it has. */
const oursOf = (time: number | undefined, { now, receivedAt }: ConsumerCopy): number | undefined =>
	time === undefined ? undefined : Math.min(receivedAt, now === undefined ? time : receivedAt - (now - time));

/** The same of a place. */
export const placeByOurClock = (
	{ consumerSeq, streamSeq, lastActive }: ConsumerPlace,
	copy: ConsumerCopy,
): ConsumerPlace => ({ consumerSeq, streamSeq, lastActive: oursOf(lastActive, copy) });

/** Milliseconds between two answers, by the clock of the server where both came from it. */
const spanOf = (before: ConsumerCopy, after: ConsumerCopy): number =>
	before.server.id === after.server.id && before.now !== undefined && after.now !== undefined
		? after.now - before.now
		: after.receivedAt - before.receivedAt;

const rateOf = (from: number | undefined, to: number | undefined, span: number): number | undefined =>
	from === undefined || to === undefined || to < from ? undefined : ((to - from) / span) * 1000;

/** What the last two answers of its leader come to. */
export type Motion = {
	deliveredRate?: number;
	ackedRate?: number;
	/** Messages a second by which what waits gets less. */
	drain?: number;
};

export class ConsumerTrack {
	/** The last word of a leader. */
	led?: ConsumerCopy;
	config?: ConsumerConfig;
	motion: Motion = {};
	leaderlessSince?: number;
	fullSince?: number;
	unreadSince?: number;
	history?: RoundRing<ConsumerMetric>;
	#delivered?: Mark;
	#acked?: Mark;
	#streamPlace?: Mark;
	#unreadSeen?: number;
	readonly #samples: Sample[] = [];

	constructor(readonly created: number | undefined) {}

	get deliveredStillSince(): number | undefined {
		return this.#delivered?.since;
	}

	get ackStillSince(): number | undefined {
		return this.#acked?.since;
	}

	/** Takes the answer of the leader; false for one that was taken before. `quietSince` is when the newest message of its stream came. */
	take(copy: ConsumerCopy, quietSince: number | undefined): boolean {
		const before = this.led;
		if (before !== undefined && before.receivedAt >= copy.receivedAt) return false;
		this.led = copy;
		this.#measure(before, copy);
		const { delivered, ackFloor } = copy;
		this.#delivered = this.#moved(this.#delivered, delivered.consumerSeq, delivered.lastActive, copy);
		this.#acked = this.#moved(this.#acked, ackFloor.consumerSeq, ackFloor.lastActive, copy);
		// Only what is new moves the place in the stream; what is sent again does not.
		if (this.#streamPlace === undefined || this.#streamPlace.seq !== delivered.streamSeq)
			this.#streamPlace = this.#moved(this.#streamPlace, delivered.streamSeq, delivered.lastActive, copy);
		this.#judgeStill(copy, quietSince);
		this.#sample(copy);
		return true;
	}

	/** Keeps what the leader told for the sparks. */
	remember(): void {
		const { led, motion } = this;
		if (led === undefined) return;
		this.history ??= new RoundRing<ConsumerMetric>(consumerMetrics);
		this.history.push({
			delivered: motion.deliveredRate,
			acked: motion.ackedRate,
			pending: led.pending,
		});
	}

	/** How much of what was delivered within minutes was delivered before; absent until it was watched for one. */
	redelivery(): Redelivery | undefined {
		const [first] = this.#samples;
		const last = this.#samples.at(-1);
		if (first === undefined || last === undefined || last.at - first.at < shortestWindow) return undefined;
		const delivered = last.consumerSeq - first.consumerSeq;
		// All that did not bring it further in the stream was sent before; filters pass over messages, so there may be more.
		const surely = delivered - (last.streamSeq - first.streamSeq);
		const again = Math.min(delivered, Math.max(0, surely, this.led?.redelivered ?? 0));
		return { delivered, again, span: last.at - first.at };
	}

	#measure(before: ConsumerCopy | undefined, copy: ConsumerCopy): void {
		this.motion = {};
		if (before === undefined) return;
		const span = spanOf(before, copy);
		if (span < shortestSpan) return;
		this.motion = {
			deliveredRate: rateOf(before.delivered.consumerSeq, copy.delivered.consumerSeq, span),
			ackedRate: rateOf(before.ackFloor.consumerSeq, copy.ackFloor.consumerSeq, span),
			drain: rateOf(copy.pending, before.pending, span),
		};
	}

	/** A sequence that moved did so when the server says it did, else by now; one that was never used stands since it was made. */
	#moved(
		mark: Mark | undefined,
		seq: number | undefined,
		lastActive: number | undefined,
		copy: ConsumerCopy,
	): Mark {
		const told = oursOf(lastActive, copy);
		if (mark !== undefined && mark.seq === seq) return { seq, since: Math.max(mark.since, told ?? 0) };
		const never = mark === undefined && seq === 0 ? oursOf(copy.created, copy) : undefined;
		return { seq, since: told ?? never ?? copy.receivedAt };
	}

	#judgeStill(copy: ConsumerCopy, quietSince: number | undefined): void {
		const { ackPending = 0, pending = 0, waiting, isPaused, receivedAt } = copy;
		const max = this.config?.maxAckPending ?? 0;
		const isFull = max > 0 && ackPending >= max && !isPaused;
		const [acked = 0, placed = 0] = [this.#acked?.since, this.#streamPlace?.since];
		this.fullSince = isFull ? Math.max(acked, placed) : undefined;
		const isUnread = this.config?.type === 'pull' && pending > 0 && waiting === 0 && !isPaused;
		if (!isUnread) {
			[this.#unreadSeen, this.unreadSince] = [undefined, undefined];
			return;
		}
		// What waits has waited since the newest message of the stream came, at the least.
		this.#unreadSeen ??= Math.min(receivedAt, quietSince ?? receivedAt);
		this.unreadSince = Math.max(this.#unreadSeen, this.#delivered?.since ?? 0);
	}

	#sample({ delivered, receivedAt }: ConsumerCopy): void {
		const { consumerSeq, streamSeq } = delivered;
		if (consumerSeq === undefined || streamSeq === undefined) return;
		const samples = this.#samples;
		const last = samples.at(-1);
		// A sequence that fell is that of a stream that was restored.
		if (last !== undefined && (consumerSeq < last.consumerSeq || streamSeq < last.streamSeq))
			samples.length = 0;
		// The newest one moves along until the next is due.
		const before = samples.at(-2);
		if (before !== undefined && receivedAt - before.at < sampleSpan) samples.pop();
		samples.push({ at: receivedAt, consumerSeq, streamSeq });
		while (samples.length > 2 && receivedAt - (samples[1]?.at ?? 0) >= longestWindow) samples.shift();
	}
}
