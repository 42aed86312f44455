// The order of names as people read them: numbers by their value, so that `east-2` stands before `east-10`.

let collator: Intl.Collator | undefined;

/** Compares any two names; the collator is made at first use, as that takes 6 ms. */
const collate = (a: string, b: string): number => {
	collator ??= new Intl.Collator('en', { numeric: true });
	return collator.compare(a, b);
};

const isDigit = (text: string, at: number): boolean => {
	const code = text.charCodeAt(at);
	return code >= 48 && code <= 57;
};

const simple = /^[a-z\d]*$/;
const parts = /\d+|[a-z]/g;

/** Two numbers, or two of what else there is; undefined where they say the same in other ways. */
const comparePart = (a: string, b: string): number => {
	if (!isDigit(a, 0) || !isDigit(b, 0)) return a < b ? -1 : Number(a > b);
	return Number(a) - Number(b);
};

/** Below zero when `a` stands before `b`, as Intl.Collator has it for English. */
export const compareNames = (a: string, b: string): number => {
	if (a === b) return 0;
	let start = 0;
	while (start < a.length && a[start] === b[start]) start++;
	while (isDigit(a, start - 1)) start--;
	const [restA, restB] = [a.slice(start), b.slice(start)];
	// Whatever they share has no say in what follows, as long as that is only small letters and digits.
	const isSimple = simple.test(restA) && simple.test(restB) && (a.charCodeAt(start - 1) || 0) < 128;
	if (!isSimple || Math.max(restA.length, restB.length) > 15) return collate(a, b);
	const [partsA, partsB] = [restA.match(parts) ?? [], restB.match(parts) ?? []];
	for (const [at, part] of partsA.entries()) {
		const order = comparePart(part, partsB[at] ?? '');
		if (order !== 0) return order;
	}
	return partsA.length === partsB.length ? collate(a, b) : partsA.length - partsB.length;
};

/** Names of these characters have a key. */
const keyed = /^[\w./:>*$@+=~#, -]{1,120}$/;

const zero = 48;

/** Where numbers stand among characters, once it is known where each of those does. */
type Weights = { of: readonly number[]; number: number };

let weights: Weights | undefined;

/** The collator itself says in which order characters stand; letters of both cases stand together. */
const weigh = (): Weights => {
	const characters = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).filter(
		(character) => keyed.test(character) && !isDigit(character, 0) && !/[A-Z]/.test(character),
	);
	const sorted = [...characters, '0'].sort(collate);
	const of: number[] = [];
	for (const [place, character] of sorted.entries()) {
		of[character.charCodeAt(0)] = place + 1;
		of[character.toUpperCase().charCodeAt(0)] = place + 1;
	}
	return { of, number: sorted.indexOf('0') + 1 };
};

/** The key that is being made: there are thousands, one after the other. */
const codes: number[] = [];

/** Beyond all weights: how many digits a number has is said before them, as longer ones are greater. */
const lengths = 256;

/**
 * A text by which names stand in order as they are, character by character: to compare two of these takes a hundredth of what
 * `compareNames` takes. Where they are the same, or one name has none, that decides.
 */
export const nameKey = (name: string): string | undefined => {
	if (!keyed.test(name)) return undefined;
	weights ??= weigh();
	const { of, number } = weights;
	codes.length = 0;
	for (let at = 0; at < name.length; ) {
		const code = name.charCodeAt(at);
		if (code < zero || code > zero + 9) {
			codes.push(of[code] ?? 0);
			at++;
			continue;
		}
		let end = at;
		while (isDigit(name, end)) end++;
		while (at < end && name.charCodeAt(at) === zero) at++;
		codes.push(number, lengths + end - at);
		for (; at < end; at++) codes.push(name.charCodeAt(at));
	}
	return String.fromCharCode(...codes);
};
