// Text of an exact width.

import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import {
	fitMiddle,
	fit as fitText,
	hanging,
	joinSides,
	shortId,
	width,
	wrapText,
} from '../../source/format/text.ts';
import { createTheme } from '../../source/theme.ts';

const sets = [createTheme('mono', false).glyphs, createTheme('mono', true).glyphs];
const [glyphs] = sets as [(typeof sets)[0]];
const samples = [
	'',
	'a',
	'east-1 L',
	'NB4XQ6F3M7TTJ2W5H4Y5BQK2D',
	'日本語サーバー',
	'a日b本c',
	'👩‍👩‍👧‍👦 family',
	'e\u0301te\u0301',
	'🇳🇱🇩🇪',
	'── ● ok …',
	'한국어 각',
];

describe('width', () => {
	test('agrees with string-width on every character the fast path takes', () => {
		for (let code = 0x20; code < 0x2800; code++) {
			const text = String.fromCodePoint(code);
			expect(width(`a${text}b`), `U+${code.toString(16)}`).toBe(stringWidth(`a${text}b`));
		}
	});

	test('counts no cell for colour escapes', () => {
		expect(width('\u001b[1mbold\u001b[22m')).toBe(4);
	});
});

describe('fit', () => {
	test('gives any text exactly the asked width, in both glyph sets', () => {
		for (const set of sets)
			for (const text of samples)
				for (let columns = 0; columns < 30; columns++) {
					expect(width(fitText(text, columns, set))).toBe(columns);
					expect(width(fitText(text, columns, set, 'right'))).toBe(columns);
					expect(width(fitMiddle(text, columns, set))).toBe(columns);
				}
	});

	test('pads on the side away from the text', () => {
		expect(fitText('ab', 4, glyphs)).toBe('ab  ');
		expect(fitText('ab', 4, glyphs, 'right')).toBe('  ab');
	});

	test('pads where a double-width character does not fit the edge', () => {
		expect(fitText('日本語', 4, glyphs)).toBe('日… ');
		expect(fitText('日本語', 5, glyphs)).toBe('日本…');
	});

	test('never cuts through a character made of several code points', () => {
		expect(fitText('👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 3, glyphs)).toBe('👩‍👩‍👧‍👦…');
		expect(fitText('e\u0301e\u0301e\u0301', 2, glyphs)).toBe('e\u0301…');
	});

	test('cuts an id in the middle and keeps its last four', () => {
		expect(fitMiddle('NB4XQ6F3M7TTJ2W5H4Y5BQK2D', 15, glyphs)).toBe('NB4XQ6F3M7…QK2D');
		expect(fitMiddle('NB4XQ6F3M7TTJ2W5H4Y5BQK2D', 13, glyphs)).toBe('NB4XQ6F3…QK2D');
		expect(shortId('NB4XQ6F3M7TTJ2W5H4Y5BQK2D', glyphs)).toBe('NB4X…QK2D');
		expect(shortId('solo', glyphs)).toBe('solo');
	});
});

describe('wrapText', () => {
	test('a text that is too long breaks at spaces', () => {
		expect(wrapText('config reload not supported for jetstream storage directory', 52)).toEqual([
			'config reload not supported for jetstream storage',
			'directory',
		]);
	});

	test('breaks a word that is longer than a line', () => {
		expect(wrapText('see /var/lib/nats', 6)).toEqual(['see', '/var/l', 'ib/nat', 's']);
	});

	test('keeps line breaks and empty lines', () => {
		expect(wrapText('a\n\nb', 10)).toEqual(['a', '', 'b']);
	});

	test('gives no line wider than asked', () => {
		for (const text of samples)
			for (let columns = 2; columns < 20; columns++)
				for (const line of wrapText(text, columns)) expect(width(line)).toBeLessThanOrEqual(columns);
	});
});

describe('joinSides', () => {
	test('fills between two texts', () => {
		expect(joinSides('━━ 1 Servers ', ' 8 ━━', 24, '━')).toBe('━━ 1 Servers ━━━━━━ 8 ━━');
	});

	test('drops the right text when both do not fit, then cuts the left', () => {
		expect(joinSides('left', 'right', 6, '-')).toBe('left--');
		expect(joinSides('left', 'right', 2, '-')).toBe('le');
	});

	test('gives exactly the asked width', () => {
		for (const text of samples)
			for (let columns = 0; columns < 40; columns++) {
				expect(width(joinSides(text, text, columns, '─'))).toBe(columns);
			}
	});
});

test('a word that is longer than a line is cut, also where a character is wider than the line', () => {
	expect(wrapText('東京abc', 2)).toEqual(['東', '京', 'ab', 'c']);
	expect(wrapText('東京ab', 1)).toEqual(['東', '京', 'a', 'b']);
});

describe('a line for a terminal', () => {
	test('goes on under its own text, so that no part of it begins a row', () => {
		expect(hanging('12:04 ! ', 'bob x DOWN n1 abcdefghijkl', 17, 6)).toBe(
			'12:04 ! bob x\n        DOWN n1\n        abcdefghi\n        jkl',
		);
		expect(hanging('12:04 AUTH ERR ', 'bob x', 18, 6)).toBe('12:04 AUTH\n      ERR bob x');
		expect(hanging('12:04 ', 'bob', 9, 4)).toBe('12:04 bob');
	});

	test('has rows of that many cells at most, whatever it holds', () => {
		for (const text of ['東京'.repeat(40), 'ab '.repeat(60), `a${' '.repeat(100)}b`]) {
			for (const columns of [20, 41, 80]) {
				const [first, ...rest] = hanging('12:04:51 ', text, columns, 9).split('\n');
				expect(width(first ?? '')).toBeLessThanOrEqual(columns);
				for (const row of rest) {
					expect(width(row)).toBeLessThanOrEqual(columns);
					expect(row.startsWith(' '.repeat(9))).toBe(true);
				}
			}
		}
	});
});
