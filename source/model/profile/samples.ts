// Reads the stacks of a profile into flat arrays: they are nine tenths of it, and there may be hundreds of thousands.

import { broken } from './broken-profile.ts';
import { label } from './measure.ts';
import type { StackLabel, Stacks } from './profile.ts';
import type { TextOf } from './texts.ts';
import {
	delimited,
	eachField,
	type Reader,
	readerOf,
	readNumber,
	readNumbers,
	readSigned,
	varint,
} from './wire.ts';

/** The most labels of all stacks, and the most frames: inlined calls can make many of few places. */
const mostLabels = 4_000_000;
const mostFrames = 100_000_000;

/** Ids of places up to this one are looked up in an array. */
const mostKnown = 4_000_000;

/** Numbers that grow without a limit of their own. */
class Numbers {
	array = new Uint32Array(1024);
	length = 0;

	push(value: number): void {
		if (this.length === this.array.length) {
			const wider = new Uint32Array(this.length * 2);
			wider.set(this.array);
			this.array = wider;
		}
		this.array[this.length++] = value;
	}
}

const readLabel = (reader: Reader, text: TextOf): StackLabel => {
	let [key, words, number, unit] = [0, 0, 0, 0];
	eachField(reader, ({ number: field, type, at, end }) => {
		if (type !== varint) return;
		const part = readerOf(reader.bytes, at, end);
		if (field === 1) key = readNumber(part);
		else if (field === 2) words = readNumber(part);
		else if (field === 3) number = readSigned(part);
		else if (field === 4) unit = readNumber(part);
	});
	const name = text(key);
	if (words !== 0) return { key: name, value: text(words) };
	// Sizes of objects on the heap come without a unit, as pprof itself takes them.
	const own = unit === 0 && name === 'bytes' ? 'bytes' : text(unit);
	return { key: name, value: own === '' ? String(number) : label(number, own) };
};

/** Sets of labels, each one once. */
const labelBook = () => {
	const sets: (readonly StackLabel[])[] = [[]];
	const known = new Map<string, number>();
	return {
		sets,
		numberOf(labels: readonly StackLabel[]): number {
			if (labels.length === 0) return 0;
			const id = labels.map(({ key, value }) => `${key}\n${value}`).join('\n\n');
			const number = known.get(id) ?? sets.push(labels) - 1;
			known.set(id, number);
			return number;
		},
	};
};

/** Frames of places by their id, which mostly count from 1; an array is much quicker than a map. */
const framesById = (stackOf: (id: number) => readonly number[] | undefined) => {
	const known: (readonly number[] | undefined)[] = [];
	return (id: number): readonly number[] => {
		const found = id < mostKnown ? known[id] : undefined;
		if (found !== undefined) return found;
		const frames = stackOf(id) ?? broken(`a stack in it names place ${id}, which it lacks`);
		if (id < mostKnown) known[id] = frames;
		return frames;
	};
};

/** Reads the stacks whose messages are at these places, as pairs of a start and an end. */
export const readSamples = (
	bytes: Uint8Array,
	ranges: readonly number[],
	types: number,
	stackOf: (id: number) => readonly number[] | undefined,
	text: TextOf,
): { stacks: Stacks; labelSets: readonly (readonly StackLabel[])[] } => {
	const count = ranges.length / 2;
	const starts = new Uint32Array(count + 1);
	const labels = new Uint32Array(count);
	const values = Array.from({ length: types }, () => new Float64Array(count));
	const frames = new Numbers();
	const book = labelBook();
	let labelsRead = 0;
	const framesOf = framesById(stackOf);
	const ids: number[] = [];
	const part: number[] = [];
	for (let stack = 0; stack < count; stack++) {
		const own: StackLabel[] = [];
		let given = 0;
		let places = 0;
		eachField(readerOf(bytes, ranges[2 * stack], ranges[2 * stack + 1]), (field) => {
			const { number, type, at, end } = field;
			if (type !== varint && type !== delimited) broken('a stack in it is of the wrong type');
			if (number === 1) {
				const read = readNumbers(bytes, at, end, places === 0 ? ids : part);
				if (places > 0) for (let index = 0; index < read; index++) ids[places + index] = part[index] ?? 0;
				places += read;
			} else if (number === 2) {
				const reader = readerOf(bytes, at, end);
				while (reader.at < end) {
					const value = readSigned(reader);
					const list = values[given++];
					if (list !== undefined) list[stack] = value;
				}
			} else if (number === 3 && type === delimited) {
				if (++labelsRead > mostLabels) broken(`it has more than ${mostLabels} labels`);
				own.push(readLabel(readerOf(bytes, at, end), text));
			}
		});
		if (given !== types) broken(`a stack in it has ${given} figures instead of ${types}`);
		for (let at = places - 1; at >= 0; at--) {
			const own = framesOf(ids[at] ?? 0);
			for (let index = 0; index < own.length; index++) frames.push(own[index] ?? 0);
		}
		if (frames.length > mostFrames) broken(`its stacks have more than ${mostFrames} calls`);
		labels[stack] = book.numberOf(own);
		starts[stack + 1] = frames.length;
	}
	return {
		stacks: { count, starts, frames: frames.array.subarray(0, frames.length), values, labels },
		labelSets: book.sets,
	};
};
