// Finds the known names that a typed word may mean: those it begins, then those it is a part of, then the least mistyped.

import { distance } from 'fastest-levenshtein';

/** How far a word is from the part of a name that is most like it, so that a long beginning does not count. */
const farFromPart = (word: string, name: string): number => {
	let least = distance(word, name);
	for (const size of [word.length, word.length - 1]) {
		for (let start = 0; size > 0 && start + size <= name.length; start++)
			least = Math.min(least, distance(word, name.slice(start, start + size)));
	}
	return least;
};

/** The distance of a name from a word; the least is the nearest. */
const farOf = (word: string, name: string): readonly [kind: number, part: number, whole: number] => {
	const wanted = word.toLowerCase();
	const known = name.toLowerCase();
	const whole = distance(wanted, known);
	if (known.startsWith(wanted)) return [0, 0, 0];
	if (known.includes(wanted)) return [1, 0, 0];
	return [2, farFromPart(wanted, known), whole];
};

type Judged = { name: string; far: ReturnType<typeof farOf> };

const judge = (word: string, names: readonly string[]): Judged[] =>
	names.map((name) => ({ name, far: farOf(word, name) }));

const isNearer = ({ far: a }: Judged, { far: b }: Judged): number =>
	a[0] - b[0] || a[1] - b[1] || a[2] - b[2];

/** The nearest name, the first among equals; nothing where there are none. */
export const nearest = (word: string, names: readonly string[]): string | undefined =>
	judge(word, names).sort(isNearer)[0]?.name;

/** The names that a word may mean: those that begin with it, else hold it, else differ in at most a third of it. */
export const likely = (word: string, names: readonly string[]): string[] => {
	const kinds = judge(word, names);
	const having = kinds.filter(({ far }) => far[0] < 2).sort(isNearer);
	if (having.length > 0) return having.map(({ name }) => name);
	return kinds
		.filter(({ far }) => far[1] <= Math.floor(word.length / 3))
		.sort(isNearer)
		.map(({ name }) => name);
};
