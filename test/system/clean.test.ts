// What text from the network may still contain once it is clean.

import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { clean, longestText } from '../../source/system/clean.ts';

describe('text from the network', () => {
	test('stays as it is when it is plain', () => {
		for (const text of ['', 'svc-orders', 'Zürich', 'αβγ', '東京', 'a·b', '– ✓'])
			expect(clean(text)).toBe(text);
	});

	test.each([
		['an escape sequence', '\u001b[2J\u001b[31mred', '·[2J·[31mred'],
		['a newline and a tab', 'a\r\nb\tc', 'a··b·c'],
		['a C1 control', 'a\u009b2Jb', 'a·2Jb'],
		['a delete', 'a\u007fb', 'a·b'],
		['a bidirectional override', 'a\u202eb\u2066c', 'a·b·c'],
		['a zero-width character', 'a\u200bb\ufeffc', 'a·b·c'],
		['a line separator', 'a\u2028b', 'a·b'],
		['a lone surrogate', 'a\ud800b', 'a·b'],
		['a private character', 'a\ue000b', 'a·b'],
		['an emoji', 'a🚀b', 'a·b'],
		['a filler that looks like nothing', 'a\u3164b', 'a·b'],
	])('text from the network loses %s', (_, text, expected) => {
		expect(clean(text)).toBe(expected);
	});

	test('keeps accents that are one character, and loses stacks of combining marks', () => {
		expect(clean('e\u0301')).toBe('é');
		expect(clean('q\u0301\u0302\u0303')).toBe('q···');
	});

	test('has plain spaces only', () => {
		expect(clean('a\u00a0b\u3000c\u2800d')).toBe('a b c d');
	});

	test('ends after so many characters', () => {
		expect(clean('x'.repeat(longestText))).toHaveLength(longestText);
		const cut = clean('x'.repeat(longestText + 1));
		expect(cut).toHaveLength(longestText);
		expect(cut.endsWith('…')).toBe(true);
	});

	test('is not left with half a character where it is cut', () => {
		const cut = clean(`${'x'.repeat(longestText - 2)}𝒳𝒳𝒳`);
		expect(cut).not.toMatch(/\p{Cs}/u);
	});

	test('has a width of one or two cells for every character', () => {
		for (let code = 0; code < 0x20000; code += 7) {
			const text = clean(String.fromCodePoint(code));
			for (const character of text) {
				const width = stringWidth(character);
				if (width !== 1 && width !== 2) expect.fail(`U+${code.toString(16)} is ${width} wide`);
			}
		}
	});
});
