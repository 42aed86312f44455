// A value outside React that changes often and is published seldom; all hooks keep their data in stores.

import { type Published, PublishTimer } from './publish-timer.ts';

/** Publishes snapshots made by `take`. `changed` is cheap, and may be called for every message. */
export class Store<T> {
	#snapshot: T;
	#listeners = new Set<() => void>();
	readonly #published: Published = {
		take: () => {
			this.#snapshot = this.take();
		},
		tell: () => {
			for (const listener of this.#listeners) listener();
		},
	};

	/** Stores that share a timer are published together. */
	constructor(
		readonly take: () => T,
		readonly timer: PublishTimer = new PublishTimer(),
	) {
		this.#snapshot = take();
	}

	/** Says that a new snapshot is due; the timer takes it with its next beat. */
	changed(): void {
		this.timer.want(this.#published);
	}

	/** As `changed`, but at the end of this turn of the event loop: for data that a person waits for. */
	hurry(): void {
		this.timer.hurry(this.#published);
	}

	/** Takes and publishes a snapshot now. */
	publish(): void {
		this.timer.forget(this.#published);
		this.#published.take();
		this.#published.tell();
	}

	/** Ends publishing; the last snapshot stays. */
	close(): void {
		this.timer.forget(this.#published);
		this.#snapshot = this.take();
		this.#listeners.clear();
	}

	readonly get = (): T => this.#snapshot;

	readonly subscribe = (listener: () => void): (() => void) => {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	};
}
