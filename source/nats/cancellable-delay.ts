// Waits between two rounds; the wait can be cut short.

export class CancellableDelay {
	#wake?: () => void;

	/** Resolves after so many milliseconds, or as soon as it is ended; at once when `signal` has aborted. */
	take(ms: number, signal: AbortSignal): Promise<void> {
		return new Promise((resolve) => {
			if (signal.aborted) {
				resolve();
				return;
			}
			const done = (): void => {
				clearTimeout(timer);
				this.#wake = undefined;
				resolve();
			};
			const timer = setTimeout(done, Math.max(0, ms));
			this.#wake = done;
		});
	}

	/** Ends the one under way. */
	end(): void {
		this.#wake?.();
	}
}
