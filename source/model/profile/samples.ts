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
	array = new Uint32Array(64 * 1024);
	length = 0;

	/** Makes room for so many more, which the caller writes itself. */
	room(more: number): Uint32Array {
		const needed = this.length + more;
		if (needed > this.array.length) {
			const wider = new Uint32Array(Math.max(needed, this.array.length * 2));
			wider.set(this.array);
			this.array = wider;
		}
		return this.array;
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

/** A few bytes as one number, which no other bytes have; nothing of more than it has room for. */
const bytesAsNumber = (bytes: Uint8Array, from: number, end: number): number | undefined => {
	if (end - from > 6) return undefined;
	let number = 1;
	for (let at = from; at < end; at++) number = number * 256 + (bytes[at] ?? 0);
	return number;
};

/** Sets of labels, each one once. */
const labelBook = (bytes: Uint8Array, text: TextOf) => {
	const sets: (readonly StackLabel[])[] = [[]];
	const known = new Map<string, number>();
	// Most stacks have a label that another one has, byte for byte.
	const alone = new Map<number, number>();
	const numberOf = (labels: readonly StackLabel[]): number => {
		const id = labels.map(({ key, value }) => `${key}\n${value}`).join('\n\n');
		const number = known.get(id) ?? sets.push(labels) - 1;
		known.set(id, number);
		return number;
	};
	return {
		sets,
		/** The set of the labels at these places, as pairs of a start and an end. */
		numberOf(places: readonly number[]): number {
			const [at, end] = places;
			if (at === undefined || end === undefined) return 0;
			const key = places.length === 2 ? bytesAsNumber(bytes, at, end) : undefined;
			const found = key === undefined ? undefined : alone.get(key);
			if (found !== undefined) return found;
			const labels: StackLabel[] = [];
			for (let index = 0; index < places.length; index += 2)
				labels.push(readLabel(readerOf(bytes, places[index], places[index + 1]), text));
			const number = numberOf(labels);
			if (key !== undefined) alone.set(key, number);
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

/** What is read of one stack, used again for the next. */
type Parts = { ids: number[]; places: number; figures: number[]; given: number; labels: number[] };

/** Reads any stack that is well-formed, and refuses others. */
const readAny = (bytes: Uint8Array, from: number, to: number, parts: Parts): void => {
	const part: number[] = [];
	eachField(readerOf(bytes, from, to), ({ number, type, at, end }) => {
		if (type !== varint && type !== delimited) broken('a stack in it is of the wrong type');
		if (number === 1) {
			const read = readNumbers(bytes, at, end, part);
			for (let index = 0; index < read; index++) parts.ids[parts.places++] = part[index] ?? 0;
		} else if (number === 2) {
			const reader = readerOf(bytes, at, end);
			while (reader.at < end) parts.figures[parts.given++] = readSigned(reader);
		} else if (number === 3 && type === delimited) parts.labels.push(at, end);
	});
};

/** The first bytes of fields as nearly all writers have them: places and figures packed, labels. */
const placesTag = 0x0a;
const figuresTag = 0x12;
const labelTag = 0x1a;

/** Reads a stack as nearly all are written, without a call for each number; false where it is another one. */
const readUsual = (bytes: Uint8Array, from: number, to: number, parts: Parts): boolean => {
	const { ids, figures, labels } = parts;
	let [at, places, given] = [from, 0, 0];
	while (at < to) {
		const tag = bytes[at++] ?? 0;
		let length = bytes[at++] ?? 0;
		if (length >= 0x80) {
			const high = bytes[at++] ?? 0;
			if (high >= 0x80) return false;
			length = (length & 0x7f) | (high << 7);
		}
		const end = at + length;
		if (end > to) return false;
		if (tag === labelTag) {
			labels.push(at, end);
			at = end;
			continue;
		}
		if (tag !== placesTag && tag !== figuresTag) return false;
		while (at < end) {
			let value = bytes[at++] ?? 0;
			if (value >= 0x80) {
				value &= 0x7f;
				let byte = 0;
				for (let shift = 7; ; shift += 7) {
					// Five groups of seven bits do not fit into 32 bits.
					if (shift > 21 || at >= end) return false;
					byte = bytes[at++] ?? 0;
					value |= (byte & 0x7f) << shift;
					if (byte < 0x80) break;
				}
			}
			if (tag === placesTag) ids[places++] = value;
			else figures[given++] = value;
		}
	}
	parts.places = places;
	parts.given = given;
	return at === to;
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
	const book = labelBook(bytes, text);
	let labelsRead = 0;
	const framesOf = framesById(stackOf);
	const parts: Parts = { ids: [], places: 0, figures: [], given: 0, labels: [] };
	for (let stack = 0; stack < count; stack++) {
		const [from, to] = [ranges[2 * stack] ?? 0, ranges[2 * stack + 1] ?? 0];
		parts.labels.length = 0;
		if (!readUsual(bytes, from, to, parts)) {
			Object.assign(parts, { places: 0, given: 0, labels: [] });
			readAny(bytes, from, to, parts);
		}
		const { ids, places, figures, given } = parts;
		if (given !== types) broken(`a stack in it has ${given} figures instead of ${types}`);
		for (let type = 0; type < types; type++) {
			const list = values[type];
			if (list !== undefined) list[stack] = figures[type] ?? 0;
		}
		let length = frames.length;
		let array = frames.room(places);
		for (let at = places - 1; at >= 0; at--) {
			const own = framesOf(ids[at] ?? 0);
			if (own.length === 1) {
				array[length++] = own[0] ?? 0;
				continue;
			}
			frames.length = length;
			array = frames.room(own.length + at);
			for (let index = 0; index < own.length; index++) array[length++] = own[index] ?? 0;
		}
		frames.length = length;
		if (frames.length > mostFrames) broken(`its stacks have more than ${mostFrames} calls`);
		labelsRead += parts.labels.length / 2;
		if (labelsRead > mostLabels) broken(`it has more than ${mostLabels} labels`);
		labels[stack] = parts.labels.length === 0 ? 0 : book.numberOf(parts.labels);
		starts[stack + 1] = length;
	}
	return {
		stacks: { count, starts, frames: frames.array.subarray(0, frames.length), values, labels },
		labelSets: book.sets,
	};
};
