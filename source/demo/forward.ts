// Hands on what comes from one socket to another one, at once or after a while.

import type { Socket } from 'node:net';

/** Bytes under way beyond which the sender has to wait. */
const mostUnderWay = 4 * 1024 * 1024;

/** One way of a connection. */
export class Forward {
	/** Milliseconds that bytes take more than they would. */
	delay = 0;
	/** What is under way, the oldest first, with when it is due. */
	readonly #waiting: { bytes: Buffer; at: number }[] = [];
	#size = 0;
	#timer?: NodeJS.Timeout;

	constructor(
		readonly from: Socket,
		readonly to: Socket,
	) {
		from.on('data', (bytes: Buffer) => this.#take(bytes));
		to.on('drain', () => {
			if (this.#size < mostUnderWay) from.resume();
		});
	}

	/** Forgets what is under way. */
	end(): void {
		clearTimeout(this.#timer);
		this.#waiting.length = 0;
	}

	#take(bytes: Buffer): void {
		if (this.delay === 0 && this.#waiting.length === 0) {
			if (!this.to.write(bytes)) this.from.pause();
			return;
		}
		this.#waiting.push({ bytes, at: performance.now() + this.delay });
		this.#size += bytes.length;
		if (this.#size >= mostUnderWay) this.from.pause();
		if (this.#waiting.length === 1) this.#wait(this.delay);
	}

	#wait(ms: number): void {
		this.#timer = setTimeout(() => this.#deliver(), ms);
		this.#timer.unref();
	}

	#deliver(): void {
		const now = performance.now();
		for (let [first] = this.#waiting; first !== undefined && first.at <= now; [first] = this.#waiting) {
			this.#waiting.shift();
			this.#size -= first.bytes.length;
			this.to.write(first.bytes);
		}
		if (!this.to.writableNeedDrain && this.#size < mostUnderWay) this.from.resume();
		const [next] = this.#waiting;
		if (next) this.#wait(Math.max(1, next.at - now));
	}
}
