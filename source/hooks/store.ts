// A value outside React that changes often and is published seldom: what every hook of ours keeps its data in.

import { useSyncExternalStore } from 'react';

/** At most four pictures a second, whatever arrives. */
export const publishSpan = 250;

/** Publishes pictures taken by `take`; `changed` is cheap and may be called for every message. */
export class Store<T> {
	#picture: T;
	#listeners = new Set<() => void>();
	#timer?: NodeJS.Timeout;
	#publishedAt = 0;

	constructor(readonly take: () => T) {
		this.#picture = take();
	}

	/** Says that a new picture is due; it is taken now or when the span since the last one is over. */
	changed(): void {
		if (this.#timer) return;
		const wait = Math.max(0, this.#publishedAt + publishSpan - performance.now());
		this.#timer = setTimeout(() => this.publish(), wait);
	}

	/** Takes and publishes a picture now: for what a person is waiting for. */
	publish(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#publishedAt = performance.now();
		this.#picture = this.take();
		for (const listener of this.#listeners) listener();
	}

	/** Ends publishing. */
	close(): void {
		clearTimeout(this.#timer);
		this.#listeners.clear();
	}

	readonly get = (): T => this.#picture;

	readonly subscribe = (listener: () => void): (() => void) => {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	};
}

/** The last published picture of a store. */
export const useStore = <T>(store: Store<T>): T => useSyncExternalStore(store.subscribe, store.get);
