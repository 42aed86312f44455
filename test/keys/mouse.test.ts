// Reports of the mouse out of what a terminal sends, whole, split at every byte, cut, and made up.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MousePart, MouseReader, mouseSpan } from '../../source/keys/mouse.ts';

const esc = '\x1b';
const click = { x: 9, y: 4, do: 'click', by: 0 };

/** All that is read of some chunks that come right after each other, neighbouring texts as one. */
const read = (chunks: readonly string[], apart = 1): MousePart[] => {
	const reader = new MouseReader();
	const parts: MousePart[] = [];
	for (const [index, chunk] of chunks.entries()) {
		for (const part of reader.feed(chunk, index * apart)) {
			const last = parts.at(-1);
			if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
			else parts.push(part);
		}
	}
	return parts;
};

const reports = (chunks: readonly string[]): MousePart[] =>
	read(chunks).filter((part) => typeof part !== 'string');

describe('one report', () => {
	test.each([
		['0;10;5M', click],
		['64;1;1M', { x: 0, y: 0, do: 'wheel', by: -1 }],
		['65;200;60M', { x: 199, y: 59, do: 'wheel', by: 1 }],
	])('%s is taken out', (sequence, report) => {
		expect(read([`${esc}[<${sequence}`])).toEqual([report]);
	});

	test.each([
		['0;10;5m', 'a release'],
		['1;10;5M', 'the middle button'],
		['2;10;5M', 'the right button'],
		['4;10;5M', 'a click with Shift'],
		['32;10;5M', 'a movement'],
		['66;10;5M', 'a wheel to the side'],
		['0;0;5M', 'no column'],
		['0;10M', 'no row'],
		['0;10;5;7M', 'one figure too many'],
		['-1;10;5M', 'a sign'],
		[`0;${'9'.repeat(4000)};5M`, 'endless digits'],
		['0;10;5x', 'another letter'],
		['0;10;5~', 'a tilde'],
		['M', 'no figures'],
	])('%s says nothing, and is no key: %s', (sequence) => {
		expect(read([`j${esc}[<${sequence}k`])).toEqual(['jk']);
	});
});

test('keys around reports stay in order', () => {
	expect(read([`j${esc}[<0;10;5M${esc}[<65;10;5Mk${esc}[A`])).toEqual([
		'j',
		click,
		{ x: 9, y: 4, do: 'wheel', by: 1 },
		`k${esc}[A`,
	]);
});

test('an Escape right before a report is still the key', () => {
	expect(read([`${esc}${esc}[<0;10;5M`])).toEqual([esc, click]);
});

test('a report is found wherever it is split, and of it no more is handed on than its beginning and its end', () => {
	const whole = `${esc}[<0;10;5M`;
	for (let at = 1; at < whole.length; at++) {
		const chunks = [whole.slice(0, at), whole.slice(at)];
		expect(reports(chunks)).toEqual([click]);
		const text = read(chunks).filter((part) => typeof part === 'string');
		// What was an Escape at first is completed, so that the reader of keys forgets it.
		expect([[], [whole]]).toContainEqual(text.length === 0 ? [] : [text.join('')]);
	}
	expect(reports([...whole])).toEqual([click]);
});

test('a report that was cut is nothing, and the key after a while is the key', () => {
	const reader = new MouseReader();
	expect(reader.feed(`${esc}[<0;10`, 0)).toEqual([]);
	expect(reader.feed('j', mouseSpan + 1)).toEqual(['j']);
});

test('a key that no report goes on with ends one that was cut', () => {
	expect(read([`${esc}[<0;1\x03`])).toEqual(['\x03']);
	expect(read([`${esc}[<0;1${esc}[A`])).toEqual([`${esc}[A`]);
	expect(read([`${esc}[<0;1ü`])).toEqual(['ü']);
});

test('the three characters of a report in the old form are no keys', () => {
	expect(read([`j${esc}[M !!k`])).toEqual(['jk']);
	expect(read([`j${esc}[M`, ' ', '!', 'qk'])).toEqual(['jk']);
});

test('pasted text holds no reports', () => {
	const pasted = `${esc}[200~rm ${esc}[<0;10;5M${esc}[201~`;
	expect(read([pasted])).toEqual([pasted]);
	expect(read([...pasted])).toEqual([pasted]);
	expect(reports([`${pasted}${esc}[<0;10;5M`])).toEqual([click]);
});

test('other sequences are handed on as they came', () => {
	for (const text of [
		`${esc}[A`,
		`${esc}OP`,
		`${esc}[1;5C`,
		`${esc}[?62;c`,
		`${esc}x`,
		`${esc}]11;rgb\x07`,
		'[<0;1;1M',
	]) {
		expect(read([text])).toEqual([text]);
		expect(read([...text])).toEqual([text]);
	}
});

/** What may be in a sequence before its end, that of reports and of anything else. */
const parameters = fc.string({ unit: fc.constantFrom(...'0123456789;:<=>? -/'), maxLength: 40 });
const hostile = fc
	.record({ inside: parameters, end: fc.constantFrom(...'MmA~HJqQRjx@') })
	.map(({ inside, end }) => ({ bytes: `${esc}[<${inside}${end}`, key: '' }));
const wheel = fc.constantFrom(64, 65).map((button) => ({ bytes: `${esc}[<${button};3;4M`, key: '' }));
const keys = fc
	.constantFrom('j', 'q', 'Q', 'ü', '[', '<', '0', ';', 'M', '\r', '\x03')
	.map((key) => ({ bytes: key, key }));

test('however reports are made up and split, what is left for the keyboard is the keys between them', () => {
	fc.assert(
		fc.property(
			fc.array(fc.oneof(hostile, wheel, keys), { maxLength: 12 }),
			fc.array(fc.nat(200), { maxLength: 20 }),
			(parts, cuts) => {
				const all = parts.map(({ bytes }) => bytes).join('');
				const at = [0, ...cuts.map((cut) => cut % (all.length + 1)), all.length].toSorted((a, b) => a - b);
				const chunks = at.slice(1).map((end, index) => all.slice(at[index], end));
				const text = read(chunks)
					.filter((part) => typeof part === 'string')
					.join('');
				// A sequence whose Escape was handed on is handed on whole: the reader of keys forgets it.
				const left = text.replace(/\x1b\[<[ -?]*[@-~]/g, '');
				expect(left).toBe(parts.map(({ key }) => key).join(''));
			},
		),
		{ numRuns: 2000 },
	);
});
