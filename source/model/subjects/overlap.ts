// Whether two subjects, either of which may have wildcards, have a message in common.

/** Whether a message can be in both: `orders.*` and `orders.>`, not `orders` and `orders.>`. */
export const overlaps = (a: string, b: string): boolean => {
	const [left, right] = [a.split('.'), b.split('.')];
	for (let place = 0; ; place++) {
		const [one, other] = [left[place], right[place]];
		if (one === undefined || other === undefined) return one === other;
		// `>` stands for one token at least.
		if (one === '>' || other === '>') return true;
		if (one !== '*' && other !== '*' && one !== other) return false;
	}
};

/** Whether a subject has a wildcard as a whole token; elsewhere `*` and `>` are letters. */
export const hasWildcard = (subject: string): boolean => /(^|\.)\*(\.|$)|(^|\.)>$/.test(subject);

/** Subjects by their first token, so that few of many are compared. */
export class OverlapIndex<T> {
	readonly #byFirst = new Map<string, { subject: string; value: T }[]>();
	readonly #anywhere: { subject: string; value: T }[] = [];
	readonly #found = new Map<string, readonly T[]>();

	constructor(entries: Iterable<readonly [subject: string, value: T]>) {
		for (const [subject, value] of entries) {
			const [first = ''] = subject.split('.', 1);
			if (first === '*' || first === '>') this.#anywhere.push({ subject, value });
			else if (this.#byFirst.get(first)?.push({ subject, value }) === undefined)
				this.#byFirst.set(first, [{ subject, value }]);
		}
	}

	/** What a subject overlaps with, each once; remembered, as the same subjects are asked for round after round. */
	find(subject: string): readonly T[] {
		const known = this.#found.get(subject);
		if (known !== undefined) return known;
		const [first = ''] = subject.split('.', 1);
		const isAnywhere = first === '*' || first === '>';
		const near = isAnywhere ? [...this.#byFirst.values()].flat() : (this.#byFirst.get(first) ?? []);
		const found = new Set<T>();
		for (const list of [near, this.#anywhere])
			for (const each of list) if (overlaps(subject, each.subject)) found.add(each.value);
		const all = [...found];
		this.#found.set(subject, all);
		return all;
	}
}
