// Counts what a tap hears, by subject: how many messages, how many bytes, how large they are. Of a message only its subject and its length are looked at.

/** Subjects that are told apart; a tap ends before there are more. */
const mostSubjects = 20_000;

/** Tokens of a subject that are told apart at the most. */
export const deepest = 12;

type Counted = { messages: number; bytes: number; least: number; most: number };

/** One subject as far as it is told apart, and how many whole subjects stand under it. */
export type TappedSubject = Counted & { subject: string; isFolded: boolean; subjects: number };

/** The subject with its first so many tokens; `>` stands for the rest. */
export const foldedTo = (subject: string, depth: number): string => {
	let at = -1;
	for (let token = 0; token < depth; token++) {
		at = subject.indexOf('.', at + 1);
		if (at < 0) return subject;
	}
	return `${subject.slice(0, at)}.>`;
};

export class TapBook {
	readonly #subjects = new Map<string, Counted>();
	messages = 0;
	bytes = 0;

	/** A message came. */
	add(subject: string, bytes: number): void {
		this.messages++;
		this.bytes += bytes;
		const known = this.#subjects.get(subject);
		if (known !== undefined) {
			known.messages++;
			known.bytes += bytes;
			known.least = Math.min(known.least, bytes);
			known.most = Math.max(known.most, bytes);
		} else if (this.#subjects.size < mostSubjects)
			this.#subjects.set(subject, { messages: 1, bytes, least: bytes, most: bytes });
	}

	/** Tokens of the longest subject, as far as they are told apart. */
	get depth(): number {
		let depth = 1;
		for (const subject of this.#subjects.keys()) depth = Math.max(depth, subject.split('.').length);
		return Math.min(deepest, depth);
	}

	/** All subjects, told apart by their first so many tokens. */
	rows(depth: number): TappedSubject[] {
		const rows = new Map<string, TappedSubject>();
		for (const [whole, { messages, bytes, least, most }] of this.#subjects) {
			const subject = foldedTo(whole, depth);
			const row = rows.get(subject);
			if (row === undefined) {
				rows.set(subject, {
					subject,
					isFolded: subject !== whole,
					subjects: 1,
					messages,
					bytes,
					least,
					most,
				});
				continue;
			}
			row.messages += messages;
			row.bytes += bytes;
			row.least = Math.min(row.least, least);
			row.most = Math.max(row.most, most);
			row.subjects++;
		}
		return [...rows.values()];
	}
}
