// Follows the routes of one server over time: which peers it had, and which of them it has lost.

/** A follower of one server's missing routes: only what is missing in two rounds in a row is told. */
export class RouteWatch {
	#suspected: readonly string[] = [];
	#lost: readonly string[] = [];
	/** Told as lost, and not as back yet. */
	#owed: readonly string[] = [];
	#known: ReadonlySet<string> = new Set();
	#mesh?: string;

	/** Peers that are missing for certain. */
	get lost(): readonly string[] {
		return this.#lost;
	}

	/** The key of the first of those that belong together with it; absent before a round has shown that. */
	get mesh(): string | undefined {
		return this.#mesh;
	}

	/** Takes the names a server has routes to now; gives all it ever had. The same set as long as they are the same. */
	learn(names: ReadonlySet<string>): ReadonlySet<string> {
		const known = this.#known;
		if (names === known) return known;
		let news = 0;
		for (const name of names) if (!known.has(name)) news++;
		if (news > 0) this.#known = known.size + news === names.size ? names : new Set([...known, ...names]);
		return this.#known;
	}

	/**
	 * Takes the unrouted peers of one round, those it has routes to, and whom it belongs together with; gives who was lost and
	 * to whom there is a route again. Of a peer that went away itself nothing is back before there is.
	 */
	observe(
		unrouted: readonly string[],
		routed: ReadonlySet<string>,
		mesh?: string,
	): { lost: string[]; back: string[] } {
		this.#mesh = mesh;
		const certain = unrouted.filter((name) => this.#suspected.includes(name));
		const lost = certain.filter((name) => !this.#owed.includes(name));
		const back = this.#owed.filter((name) => routed.has(name));
		this.#suspected = unrouted;
		if (lost.length + back.length > 0) {
			this.#owed = [...this.#owed.filter((name) => !routed.has(name)), ...lost];
		}
		if (certain.length !== this.#lost.length || certain.some((name, index) => name !== this.#lost[index])) {
			this.#lost = certain;
		}
		return { lost, back };
	}
}
