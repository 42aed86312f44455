// A value outside React that changes often and is published seldom: what every hook of ours keeps its data in.

import { PublishTimer } from './publish-timer.ts';

/** Publishes pictures taken by `take`; `changed` is cheap and may be called for every message. */
export class Store<T> {
	#picture: T;
	#listeners = new Set<() => void>();
	readonly #publish = (): void => this.publish();

	/** Stores of one beat are published together. */
	constructor(
		readonly take: () => T,
		readonly beat: PublishTimer = new PublishTimer(),
	) {
		this.#picture = take();
	}

	/** Says that a new picture is due; it is taken with the next beat. */
	changed(): void {
		this.beat.want(this.#publish);
	}

	/** Takes and publishes a picture now: for what a person is waiting for. */
	publish(): void {
		this.beat.forget(this.#publish);
		this.#picture = this.take();
		for (const listener of this.#listeners) listener();
	}

	/** Ends publishing. */
	close(): void {
		this.beat.forget(this.#publish);
		this.#listeners.clear();
	}

	readonly get = (): T => this.#picture;

	readonly subscribe = (listener: () => void): (() => void) => {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	};
}
