// Reads all goroutines as a server writes them at level 2: each with its state, how long it waits, and its stack.

import { broken } from './broken-profile.ts';
import type { Profile, StackLabel } from './profile.ts';
import { type TextBook, textBook } from './text-book.ts';
import { labelsIn, linesOf } from './text-lines.ts';
import type { Clean } from './texts.ts';

/** `goroutine 52 [select, 12 minutes, locked to thread]:`; with more about it where the runtime is told to. */
const head = /^goroutine \d+ (?:gp=\S+ m=\S+ (?:mp=\S+ )?)?\[(.*)\]:$/;

type Goroutine = { state: string; minutes?: number; labels: readonly StackLabel[] };

const goroutineIn = (line: string): Goroutine | undefined => {
	const [, inside] = head.exec(line) ?? [];
	if (inside === undefined) return undefined;
	const at = inside.indexOf(' labels:{');
	const [state = '', ...rest] = (at < 0 ? inside : inside.slice(0, at)).split(', ');
	const minutes = rest.map((part) => /^(\d{1,12}) minutes$/.exec(part)?.[1]).find((part) => part);
	return {
		state,
		labels: at < 0 ? [] : labelsIn(inside.slice(at)),
		...(minutes !== undefined && { minutes: Number(minutes) }),
	};
};

/** `	/go/src/runtime/proc.go:283 +0x2d4` as a place. */
const placeIn = (line: string): string => line.trim().replace(/ \+0x[\da-f]+$/, '');

/** A function and its arguments, of which there are none of one that was inlined. */
const called = (line: string): { name: string; inlined: boolean } => {
	const open = line.lastIndexOf('(');
	if (open <= 0 || !line.endsWith(')')) return { name: line, inlined: false };
	return { name: line.slice(0, open), inlined: line.slice(open) === '(...)' };
};

/** Lines that stand for a stack or a part of one. */
const noCall =
	/^\.\.\.(?:additional|\d+) frames elided\.\.\.$|^goroutine running on other thread; stack unavailable$/;

const creator = /^created by (.+?)(?: in goroutine \d+)?$/;

/** Reads one stack, up to the empty line after it. */
const readStack = (lines: Iterator<string>, book: TextBook): { calls: number[]; createdBy?: number } => {
	const calls: number[] = [];
	let createdBy: number | undefined;
	for (let next = lines.next(); next.done !== true && next.value !== ''; next = lines.next()) {
		const line = next.value;
		if (noCall.test(line.trim())) {
			calls.push(book.call(`(${line.trim().replaceAll('...', '')})`, ''));
			continue;
		}
		if (line.startsWith('\t')) continue;
		const place = lines.next();
		const where = place.done === true ? '' : placeIn(place.value);
		const [, by] = creator.exec(line) ?? [];
		const { name, inlined } = called(line);
		if (by !== undefined) createdBy = book.call(by, where);
		else calls.push(book.call(name, where, inlined));
		if (place.done === true || place.value === '') break;
	}
	return { calls, ...(createdBy !== undefined && { createdBy }) };
};

/** Reads such a text. Throws a `BrokenProfile` where there is no goroutine in it. */
export const readGoroutines = (text: string, clean: Clean): Profile => {
	const book = textBook(clean);
	const lines = linesOf(text);
	let count = 0;
	for (let next = lines.next(); next.done !== true; next = lines.next()) {
		const goroutine = goroutineIn(next.value);
		if (goroutine === undefined) continue;
		count++;
		book.add({ figures: [1], ...goroutine, ...readStack(lines, book) });
	}
	if (count === 0) broken('it begins like goroutines, and holds none');
	return book.profile([{ type: 'goroutine', unit: 'count' }], 2);
};
