// The limits of what a filter may cost, and the error of a filter that does not parse.

/** The error of a filter that does not parse; `message` is a sentence for the prompt. */
export class FilterError extends Error {}

/** The time that the regular expressions of one filter may take; without a limit until one is set. */
export class Work {
	#until = Number.POSITIVE_INFINITY;

	/** True once a text was left out because the time was over. */
	unfinished = false;

	constructor(readonly clock: () => number = () => performance.now()) {}

	/** Allows so many milliseconds from now on; earlier answers are still known. */
	begin(ms: number): void {
		this.#until = this.clock() + ms;
		this.unfinished = false;
	}

	/** False once the time is over; then notes that a text was left out. */
	goesOn(): boolean {
		if (this.#until === Number.POSITIVE_INFINITY || this.clock() < this.#until) return true;
		this.unfinished = true;
		return false;
	}
}
