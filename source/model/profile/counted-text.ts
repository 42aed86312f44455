// Reads profiles as a server writes them at level 1: figures of each stack, and its calls with their places.

import type { Profile, SampleType, StackLabel } from './profile.ts';
import { textBook } from './text-book.ts';
import { labelsIn, linesOf } from './text-lines.ts';
import type { Clean } from './texts.ts';

const figure = String.raw`(\d{1,19})`;

/** A kind of such a text: the line each stack begins with, what it counts, and its figures in that order. */
type Form = {
	stack: RegExp;
	types: readonly SampleType[];
	figures: (read: readonly number[]) => readonly number[];
};

const count = 'count';
const bytes = 'bytes';

/** Samples of the heap are taken once in so many bytes; what they stand for is worked out as level 0 has it. */
const scaled = (objects: number, size: number, every: number): readonly [number, number] => {
	if (objects === 0 || size === 0) return [0, 0];
	if (every <= 1) return [objects, size];
	const factor = 1 / (1 - Math.exp(-size / objects / every));
	return [Math.trunc(objects * factor), Math.trunc(size * factor)];
};

const heapForm = (every: number): Form => ({
	stack: new RegExp(`^${figure}: ${figure} \\[${figure}: ${figure}\\] @`),
	types: [
		{ type: 'alloc_objects', unit: count },
		{ type: 'alloc_space', unit: bytes },
		{ type: 'inuse_objects', unit: count },
		{ type: 'inuse_space', unit: bytes },
	],
	figures: ([objects = 0, size = 0, allObjects = 0, allSize = 0]) => [
		...scaled(allObjects, allSize, every),
		...scaled(objects, size, every),
	],
});

const waitForm = (perSecond: number): Form => ({
	stack: new RegExp(`^${figure} ${figure} @`),
	types: [
		{ type: 'contentions', unit: count },
		{ type: 'delay', unit: 'nanoseconds' },
	],
	figures: ([cycles = 0, times = 0]) => [times, Math.trunc((cycles * 1e9) / perSecond)],
});

const countForm = (kind: string): Form => ({
	stack: new RegExp(`^${figure} @`),
	types: [{ type: kind, unit: count }],
	figures: (read) => read,
});

/** What the first lines say of the rest. */
const formOf = (text: string): Form => {
	const [first = '', second = ''] = text.slice(0, 4096).split('\n');
	const [, rate] = /^heap profile: .* @ heap\w*\/(\d{1,12})$/.exec(first) ?? [];
	// The rate that is written is twice the one that samples are taken at.
	if (first.startsWith('heap profile:')) return heapForm(Number(rate ?? 0) / 2);
	if (first.startsWith('---')) {
		const [, cycles] = /^cycles\/second=(\d{1,19})$/.exec(second) ?? [];
		return waitForm(Number(cycles) || 1e9);
	}
	return countForm(/^(\S+) profile:/.exec(first)?.[1] ?? '');
};

const callLine = /^#\t+(0x[\da-f]+)(?:\t+(.+?)\+0x[\da-f]+\t+(.+))?$/;

/** Reads such a text; one without a stack is a profile that is empty. */
export const readCounted = (text: string, clean: Clean): Profile => {
	const { stack, types, figures } = formOf(text);
	const book = textBook(clean);
	let read: readonly number[] | undefined;
	let calls: number[] = [];
	let labels: readonly StackLabel[] = [];
	const end = (): void => {
		if (read !== undefined) book.add({ figures: figures(read), calls, labels });
		[read, calls, labels] = [undefined, [], []];
	};
	for (const line of linesOf(text)) {
		const found = stack.exec(line);
		if (found !== null || line === '') end();
		if (found !== null) {
			read = found.slice(1).map(Number);
			continue;
		}
		if (read === undefined) continue;
		if (line.startsWith('# labels: ')) labels = labelsIn(line);
		const [, address, name, place = ''] = callLine.exec(line) ?? [];
		if (address !== undefined)
			calls.push(book.call(name ?? (Number(address) === 0 ? '<unknown>' : address), place));
	}
	end();
	return book.profile(types, 1);
};
