// Repeats actions until it ends; the timers of the demo's traffic.

/** Timers that all end together and keep no process alive. Times are in milliseconds. */
export class Schedule {
	readonly #waiting = new Map<NodeJS.Timeout, () => void>();
	#isOver = false;

	/** Whether it has ended. */
	get isOver(): boolean {
		return this.#isOver;
	}

	/**
	 * Calls `action` after `first`, and again at a random time between `from` and `to` after each end. A failure is
	 * ignored, so that traffic continues when a server is away.
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
					// The next call may succeed.
				}
			}
		};
		void go();
	}

	/** Calls `action` after `ms`, unless the schedule ends before. A failure is ignored. */
	async once(ms: number, action: () => Promise<void>): Promise<void> {
		await this.stay(ms);
		if (!this.#isOver) await action().catch(() => undefined);
	}

	/** Resolves after `ms`, or at once when the schedule ends. */
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

	/** Ends every wait; no action is called any more. */
	end(): void {
		this.#isOver = true;
		for (const [timer, resolve] of this.#waiting) {
			clearTimeout(timer);
			resolve();
		}
		this.#waiting.clear();
	}
}
