// What strangers wrote, as it stands in a line.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { folded, quoted, word } from '../../source/format/quoted.ts';
import { createTheme } from '../../source/theme.ts';

const { glyphs } = createTheme('mono', false);
const { glyphs: ascii } = createTheme('mono', true);

describe('a name that a stranger chose', () => {
	test.each([
		['is quoted', 'sleepy-worker', '"sleepy-worker"'],
		['has its blanks folded', `bob${' '.repeat(42)}x DOWN  n1`, '"bob x DOWN n1"'],
		['does not end its quotation', 'a" cid 7 "b', String.raw`"a\" cid 7 \"b"`],
		['does not seem to end it', 'a” cid 7 “b', String.raw`"a\” cid 7 \“b"`],
		['does not escape the end of it', 'a\\', String.raw`"a\\"`],
		['holds no sign between two fields', 'a · cid 7 · · b', String.raw`"a \· cid 7 \· \· b"`],
		['holds none that looks like it', 'a • cid 7 ∙ b', String.raw`"a \• cid 7 \∙ b"`],
		['may hold a dot that is none', 'a·b', '"a·b"'],
		['is folded where a blank is drawn as braille', 'a\u2800\u2800 b', '"a b"'],
	])('a quoted name %s', (_, name, expected) => {
		expect(quoted(name, glyphs)).toBe(expected);
	});

	test('holds no sign between two fields where that is a hyphen', () => {
		expect(quoted('a - b', ascii)).toBe(String.raw`"a \- b"`);
		expect(quoted('a – b', ascii)).toBe(String.raw`"a \– b"`);
		expect(quoted('a - b', glyphs)).toBe('"a - b"');
	});

	test('is cut where it is long', () => {
		const shown = quoted('x'.repeat(1024), glyphs);
		expect(shown).toHaveLength(66);
		expect(shown.endsWith('…"')).toBe(true);
	});

	test('can always be told from what stands around it', () => {
		const parts = fc.array(fc.constantFrom('"', '\\', ' ', '·', ' · ', '-', 'a', 'cid 7', '”', '–'), {
			maxLength: 20,
		});
		fc.assert(
			fc.property(parts, fc.boolean(), (name, onlyAscii) => {
				const shown = quoted(name.join(''), onlyAscii ? ascii : glyphs);
				expect(shown.slice(1, -1).replaceAll(/\\./gu, '')).not.toContain('"');
				expect(shown).not.toContain(' · ');
				if (onlyAscii) expect(shown.replaceAll('–', '-')).not.toContain(' - ');
				expect(shown).not.toMatch(/ {2}/);
			}),
		);
	});
});

describe('a word', () => {
	test('stands as it is', () => {
		for (const name of ['app', 'batch/nightly', 'alice@example.com', '$G', '10.3.7.41', '::1']) {
			expect(word(name, glyphs)).toBe(name);
		}
	});

	test('is quoted where it is more than one, or none', () => {
		expect(word('bob cid 7', glyphs)).toBe('"bob cid 7"');
		expect(word('bob"', glyphs)).toBe(String.raw`"bob\""`);
		expect(word('', glyphs)).toBe('""');
		expect(word('müller', glyphs)).toBe('"müller"');
	});
});

test('runs of blanks are folded', () => {
	expect(folded('  a \t\n  b  ')).toBe('a b');
});
