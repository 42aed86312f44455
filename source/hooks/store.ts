// A value outside React that changes often and is published seldom: what every hook of ours keeps its data in.

import { type Published, PublishTimer } from './publish-timer.ts';

/** Publishes snapshots taken by `take`; saying that something changed is cheap, and may be done for every message. */
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

	/** Stores of one timer are published together. */
	constructor(
		readonly take: () => T,
		readonly timer: PublishTimer = new PublishTimer(),
	) {
		this.#snapshot = take();
	}

	/** Says that a new snapshot is due; it is taken with the next beat. */
	changed(): void {
		this.timer.want(this.#published);
	}

	/** The same at the end of this turn: for what a person is waiting for. */
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
