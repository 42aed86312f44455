// How long sweeps take: the time of their rounds and of the waits between them, not that in which nobody swept.

export class SweepClock {
	/** Milliseconds of the sweep under way, up to the last moment that was counted. */
	#spent = 0;
	#countedTo?: number;
	#isInRound = false;
	#rounds = 0;
	#took?: number;

	/** A round begins; the wait before it is part of the sweep where it follows the last one without a break. */
	begin(now: number, follows: boolean): void {
		if (follows && this.#countedTo !== undefined) this.#spent += now - this.#countedTo;
		this.#countedTo = now;
		this.#isInRound = true;
		this.#rounds++;
	}

	/** The round ends, and the sweep with it where that is over. */
	end(now: number, isOver: boolean): void {
		this.#spent = this.spent(now);
		this.#countedTo = now;
		this.#isInRound = false;
		if (!isOver) return;
		this.#took = this.#spent;
		this.#spent = 0;
		this.#rounds = 0;
	}

	/** Milliseconds of the sweep under way. */
	spent(now: number): number {
		return this.#spent + (this.#isInRound ? now - (this.#countedTo ?? now) : 0);
	}

	/** Milliseconds that the last sweep took; absent before the first was over. */
	get took(): number | undefined {
		return this.#took;
	}

	/** Milliseconds until the sweep is over of which a part is done, from 0 to 1; absent where that cannot be told. */
	left(now: number, done: number): number | undefined {
		const rounds = this.#rounds;
		// Rounds to come take as long as those before. The very first one says nothing of the time between two.
		if (done <= 0 || rounds <= (this.#took === undefined ? 1 : 0)) return undefined;
		return Math.ceil((rounds * (1 - done)) / done) * (this.spent(now) / rounds);
	}
}
