// What a filter may cost, and why one does not parse.

/** Why a filter does not parse: `message` is a sentence for the prompt. */
export class FilterError extends Error {}

/** What the expressions of one filter may cost; whoever filters many things at once sets a limit. */
export class Work {
	#until = Number.POSITIVE_INFINITY;

	/** True since a text had to be left out, as the time was over. */
	unfinished = false;

	constructor(readonly clock: () => number = () => performance.now()) {}

	/** From now on texts are tried for so many milliseconds; what was found out before is known still. */
	begin(ms: number): void {
		this.#until = this.clock() + ms;
		this.unfinished = false;
	}

	/** False where no text may be tried any more; notes that one was to be. */
	goesOn(): boolean {
		if (this.#until === Number.POSITIVE_INFINITY || this.clock() < this.#until) return true;
		this.unfinished = true;
		return false;
	}
}
