// One budget for everything that visible screens ask: no class of requests takes more of the link or of a server than its share.

/** What one round of requests came to. */
export type Cost = {
	/** As they came over the wire. */
	bytes: number;
	/** Milliseconds that reading the answers took here. */
	readMs: number;
	/** Milliseconds the slowest server took, beside the way to it and back. */
	busyMs: number;
};

/** Bytes a second over all classes. */
export const byteRate = 256 * 1024;

/** The budget is kept over so long, milliseconds. */
const span = 60_000;

/** Reading takes one part in so many of our time. */
const readShare = 40;

/** A round takes one part in so many of the time of the server that is slowest. */
const serverShare = 10;

type Class = { began: number; cost: Cost };

const nothing: Cost = { bytes: 0, readMs: 0, busyMs: 0 };

/**
 * Says when the next round of a class may begin. Statsz, events and pings are outside of it. A class that has not asked for
 * a minute begins at once: somebody has just opened it.
 */
export class Governor {
	readonly #classes = new Map<string, Class>();
	#spent: { at: number; name: string; bytes: number }[] = [];

	constructor(readonly clock: () => number = () => performance.now()) {}

	/** A round begins. */
	begin(name: string): void {
		this.#classes.set(name, { began: this.clock(), cost: nothing });
	}

	/** A part of what the running round costs. */
	spend(name: string, { bytes = 0, readMs = 0, busyMs = 0 }: Partial<Cost>): void {
		const { began, cost } = this.#classes.get(name) ?? { began: this.clock(), cost: nothing };
		this.#classes.set(name, {
			began,
			cost: {
				bytes: cost.bytes + bytes,
				readMs: cost.readMs + readMs,
				busyMs: Math.max(cost.busyMs, busyMs),
			},
		});
		if (bytes > 0) this.#spent.push({ at: this.clock(), name, bytes });
	}

	/** Milliseconds from the beginning of one round of a class to that of the next; `base` is what somebody wishes. */
	period(name: string, base: number): number {
		const { bytes, readMs, busyMs } = this.#classes.get(name)?.cost ?? nothing;
		return Math.max(base, (bytes / byteRate) * 1000, readMs * readShare, busyMs * serverShare);
	}

	/** Milliseconds from now until the next round may begin. */
	wait(name: string, base: number): number {
		const known = this.#classes.get(name);
		const now = this.clock();
		if (known === undefined || now - known.began >= Math.max(span, base)) return 0;
		return Math.max(0, known.began + this.period(name, base) - now, this.#untilItFits(known.cost.bytes, now));
	}

	/** Milliseconds until so many bytes more keep within the budget of all classes. */
	#untilItFits(bytes: number, now: number): number {
		this.#spent = this.#spent.filter(({ at }) => now - at < span);
		const most = (byteRate * span) / 1000;
		let sum = this.#spent.reduce((total, each) => total + each.bytes, Math.min(bytes, most));
		if (sum <= most) return 0;
		for (const { at, bytes: old } of this.#spent) {
			sum -= old;
			if (sum <= most) return at + span - now;
		}
		return 0;
	}
}
