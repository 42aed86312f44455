// Does things again and again until it ends: the clock of the demo's traffic.

/** Timers that end together and keep no process alive. Times in milliseconds. */
export class Schedule {
	readonly #waiting = new Map<NodeJS.Timeout, () => void>();
	#isOver = false;

	/**
	 * Calls `action` after `first`, and again whenever it is done after a time between `from` and `to`. What fails is left out:
	 * traffic goes on when a server is away.
	 */
	repeat(
		[from, to]: readonly [from: number, to: number],
		action: () => void | Promise<void>,
		first: number = from,
	): void {
		const go = async () => {
			for (let wait = first; ; wait = from + Math.random() * (to - from)) {
				await this.stay(wait);
				if (this.#isOver) return;
				try {
					await action();
				} catch {
					// The next time may go better.
				}
			}
		};
		void go();
	}

	/** Resolves after `ms`, or as soon as it all ends. */
	stay(ms: number): Promise<void> {
		return new Promise((resolve) => {
			if (this.#isOver) return resolve();
			const timer = setTimeout(() => {
				this.#waiting.delete(timer);
				resolve();
			}, ms);
			timer.unref();
			this.#waiting.set(timer, resolve);
		});
	}

	/** Ends every wait; nothing is called from then on. */
	end(): void {
		this.#isOver = true;
		for (const [timer, resolve] of this.#waiting) {
			clearTimeout(timer);
			resolve();
		}
		this.#waiting.clear();
	}
}
