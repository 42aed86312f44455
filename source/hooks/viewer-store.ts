// Holds the viewer of a profile, where one is open.

import type { ViewerState } from '../ui/profile/viewer-state.ts';

/** The state of the viewer; absent where none is open. Keys that come together each see what the one before left. */
export class ViewerStore {
	#state: ViewerState | undefined;
	readonly #listeners = new Set<() => void>();

	constructor(state?: ViewerState) {
		this.#state = state;
	}

	readonly get = (): ViewerState | undefined => this.#state;

	set(state: ViewerState | undefined): void {
		this.#state = state;
		for (const listener of this.#listeners) listener();
	}

	/** Changes the state where the viewer is open: what was asked for it may come when it is not any more. */
	change(step: (state: ViewerState) => ViewerState): void {
		if (this.#state !== undefined) this.set(step(this.#state));
	}

	readonly subscribe = (listener: () => void): (() => void) => {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	};
}
