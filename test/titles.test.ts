// What tests are called, and where they stand.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { titlesIn } from './helpers/titles.ts';

const paths = readdirSync('test', { recursive: true, encoding: 'utf8' })
	.filter((path) => /\.test\.tsx?$/.test(path))
	.sort();

/** A sentence has so many words, of which so many are its own and not put in from a table. */
const [leastWords, leastOwn] = [4, 2];

/** What keeps a title from being a sentence, or nothing. */
const fault = (title: string): string | undefined => {
	const words = title.split(/\s+/);
	if (words.length < leastWords) return 'is a stub';
	if (words.filter((word) => !/^[%$]\w+[,.]?$/.test(word)).length < leastOwn) return 'is only values';
	if (/^[a-z]+[A-Z]\w*\b/.test(title)) return 'begins with a name out of code';
	if (/\b(should|works)\b|\btest \d/i.test(title)) return 'promises and does not say what';
	return /[.:]$/.test(title) ? 'ends with a mark' : undefined;
};

describe('the title of a test', () => {
	test.each(paths)('is a sentence that stands alone, in %s', (path) => {
		const titles = titlesIn(readFileSync(join('test', path), 'utf8'));
		const tests = titles.filter(({ of }) => of === 'test').map(({ text }) => text);
		expect(tests.flatMap((title) => (fault(title) ? `"${title}" ${fault(title)}` : []))).toEqual([]);
	});

	test.each([
		['parses', 'is a stub'],
		['%s and %j, %d', 'is only values'],
		['parseQuery refuses what it cannot read', 'begins with a name out of code'],
		['the filter of servers works', 'promises and does not say what'],
		['a filter should refuse what it cannot read', 'promises and does not say what'],
		['a filter refuses what it cannot read', undefined],
	])('is looked at word by word: %j', (title, expected) => {
		expect(fault(title)).toBe(expected);
	});

	test('is found behind a table, behind a condition, and over several lines', () => {
		const code = [
			"test('one is plain', () => {});",
			"test.each([['a)', 'b']])('two has a table', () => {});",
			'\ttest.skipIf(is(")"))(\n\t\t`three is \\` quoted`,\n\t\t() => {},\n\t);',
			"describe.each(all)('four', () => {});",
		].join('\n');
		expect(titlesIn(code)).toEqual([
			{ of: 'test', text: 'one is plain' },
			{ of: 'test', text: 'two has a table' },
			{ of: 'test', text: 'three is \\` quoted' },
			{ of: 'describe', text: 'four' },
		]);
	});
});

test('every folder of tests is one of the program, or CONTRIBUTING names it', () => {
	const folders = (path: string): string[] =>
		readdirSync(path, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []));
	const row = /^\| `test\/`.*$/m.exec(readFileSync('CONTRIBUTING.md', 'utf8'))?.[0] ?? '';
	const own = folders('source');
	expect(folders('test').filter((name) => !own.includes(name) && !row.includes(`\`${name}/\``))).toEqual([]);
});

test('no test has a limit of its own that is shorter than what ends a hang, as a busy machine takes any time', () => {
	const short = paths.flatMap((path) =>
		[...readFileSync(join('test', path), 'utf8').matchAll(/^\t*\}, (\d+)_000\);$/gm)].flatMap(
			([, seconds]) => (Number(seconds) < 240 ? `${path}: ${seconds} s` : []),
		),
	);
	expect(short).toEqual([]);
});
