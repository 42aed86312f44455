// Limits of what a profile may hold, checked before anything is made of it.

import { broken } from './broken-profile.ts';
import { delimited, eachField, readerOf, varint } from './wire.ts';

/** The most there may be of a part of a profile. Real ones stay a hundred times below. */
const limits: Readonly<Record<number, readonly [name: string, most: number]>> = {
	1: ['kinds of figures', 64],
	3: ['mappings', 100_000],
	4: ['places', 1_000_000],
	5: ['functions', 1_000_000],
	6: ['texts', 1_000_000],
	13: ['comments', 10_000],
};

/** The most stacks that are read, and the most calls that were inlined. */
const mostStacks = 2_000_000;
const mostLines = 4_000_000;

/** Wire types of the fields of the whole, by their number: the decoder does not check them. */
const isDelimited = new Set([1, 3, 4, 5, 6, 11]);

/** Parts that are messages themselves. */
const messages = new Set([1, 3, 4, 5, 11]);

/** The field of a place that holds a call. */
const lineField = 4;

/**
 * Checks a profile without its stacks down to its last number. Throws a `BrokenProfile` where it is cut or malformed, or
 * has more of something than fits into memory.
 */
export const checkSize = (bytes: Uint8Array, stacks: number): void => {
	const counts = new Map<number, number>();
	let lines = 0;
	if (stacks > mostStacks) broken(`it has more than ${mostStacks} stacks`);
	eachField(readerOf(bytes), ({ number, type, at, end }) => {
		if (isDelimited.has(number) && type !== delimited) broken('a part of it is of the wrong type');
		if (!isDelimited.has(number) && number !== 13 && type !== varint)
			broken('a part of it is of the wrong type');
		const [name, most] = limits[number] ?? ['', Number.POSITIVE_INFINITY];
		const count = (counts.get(number) ?? 0) + (number === 13 ? end - at : 1);
		counts.set(number, count);
		if (count > most) broken(`it has more than ${most} ${name}`);
		if (!messages.has(number)) return;
		eachField(readerOf(bytes, at, end), (part) => {
			const isLine = number === 4 && part.number === lineField;
			if (part.number > 15) broken('it has parts that natstop does not know');
			if (part.type !== (isLine ? delimited : varint)) broken('a part of it is of the wrong type');
			if (!isLine) return;
			lines++;
			if (lines > mostLines) broken(`it has more than ${mostLines} calls`);
			eachField(readerOf(bytes, part.at, part.end), (inner) => {
				if (inner.type !== varint || inner.number > 15) broken('a part of it is of the wrong type');
			});
		});
	});
};
