// Holds the viewer of a profile, where one is open.

import { workOnShapes } from '../model/profile/tree-shape.ts';
import type { ViewerState } from '../ui/profile/viewer-state.ts';

/** Milliseconds of work at once, and between two pieces of it, in which keys are taken. */
const slice = 8;
const pause = 4;

/** The state of the viewer; absent where none is open. Keys that come together each see what the one before left. */
export class ViewerStore {
	#state: ViewerState | undefined;
	readonly #listeners = new Set<() => void>();

	constructor(state?: ViewerState) {
		this.#state = state;
		this.#prepare();
	}

	readonly get = (): ViewerState | undefined => this.#state;

	set(state: ViewerState | undefined): void {
		const isOther = state !== undefined && state.shown !== this.#state?.shown;
		this.#state = state;
		if (isOther) this.#prepare();
		for (const listener of this.#listeners) listener();
	}

	/** Works out the trees while nobody presses a key: of a great profile the first key that shows one would wait for it. */
	#prepare(): void {
		const stacks = this.#state?.shown.stacks;
		if (stacks === undefined) return;
		const goOn = (): void => {
			if (this.#state?.shown.stacks !== stacks) return;
			if (!workOnShapes(stacks, slice)) setTimeout(goOn, pause).unref();
		};
		setTimeout(goOn, pause).unref();
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
