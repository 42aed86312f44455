// Remembers what was met in one stack: a function that calls itself counts once.

/** Marks what has been met in the stack at hand; nothing has to be cleared between two stacks. */
export class Met {
	#at = new Uint32Array(1024);

	/** True the first time within a stack, which is given by its number from 1. */
	first(thing: number, stack: number): boolean {
		if (thing >= this.#at.length) {
			const wider = new Uint32Array(Math.max(thing + 1, this.#at.length * 2));
			wider.set(this.#at);
			this.#at = wider;
		}
		if (this.#at[thing] === stack) return false;
		this.#at[thing] = stack;
		return true;
	}
}
