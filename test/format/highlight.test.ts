// Marks around what was found, in lines that have colours already.

import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { markParts, paintMarks } from '../../source/format/highlight.ts';
import { createTheme } from '../../source/theme.ts';

const theme = createTheme('default', false);
const find = (word: string) => (text: string) =>
	Array.from(text.matchAll(new RegExp(word, 'g')), ({ index }) => [index, index + word.length] as const);
const shown = (line: string, word: string) => paintMarks(markParts(line, find(word)), theme);
const match = (text: string) => theme.paint('match', text);

test('what was found is marked, and nothing else of the line changes', () => {
	expect(shown('east-1 east-2', 'east')).toBe(`${match('east')}-1 ${match('east')}-2`);
	expect(shown('west', 'east')).toBe('west');
});

test('a colour goes on behind a mark that began in it, and a mark may cross its end', () => {
	const line = `${theme.paint('crit', 'AUTH ERR')} n1`;
	const marked = shown(line, 'ERR n');
	expect(stripVTControlCharacters(marked)).toBe('AUTH ERR n1');
	expect(marked).toContain(match('ERR n').slice(0, -5));
	expect(shown(theme.paint('warn', 'a b c'), 'b')).toBe(
		`\x1b[33m\x1b[1ma \x1b[39m\x1b[22m${match('b')}\x1b[33m\x1b[1m c\x1b[22m\x1b[39m`,
	);
});

test('an inverse line, which is the selected one, stays inverse', () => {
	expect(shown(theme.paint('select', '> east'), 'east')).toBe(`\x1b[7m> ${match('east')}\x1b[27m`);
});

test('a mark is never put into a character with accents', () => {
	expect(shown('cafe\u0301', 'e')).toBe(`caf${match('e\u0301')}`);
});

test('neighbours and overlaps are one mark', () => {
	const twice = (text: string) => [...find('ea')(text), ...find('as')(text), ...find('st')(text)];
	expect(paintMarks(markParts('east', twice), theme)).toBe(match('east'));
});
