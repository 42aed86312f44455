// What the README and docs/ say is so: their tables are of this version, their commands exist, their examples are read.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import packageFile from '../../package.json' with { type: 'json' };
import { pagePaths, parts, withParts } from '../../scripts/docs-tables.ts';
import { firstKeys } from '../../scripts/docs-words.ts';
import { parseArguments } from '../../source/command-line/arguments.ts';
import { configPath, readConfigFile, settingNames } from '../../source/config/config-file.ts';
import { mostSubscriptions } from '../../source/nats/subjects.ts';
import { parseEventFilter } from '../../source/screens/events/filter.ts';
import { parseServerFilter } from '../../source/screens/servers/filter.ts';
import { environmentOf } from '../helpers/environment.ts';
import { allPages, between, codeBlocks, pageText } from '../helpers/readme.ts';

const text = allPages();

const shellLinesOf = (page: string): string[] =>
	codeBlocks(page)
		.filter(({ language }) => language === 'sh')
		.flatMap(({ text: block }) => block.replaceAll('\\\n', ' ').split('\n'))
		.map((line) => line.replace(/\s+#.*$/, '').trim())
		.filter((line) => line !== '');

const shellLines = shellLinesOf(text);

/** Words as a shell makes them: quotes kept together, and pipes left to others. */
const wordsOf = (line: string): string[] =>
	(line.split(/ [|>] /)[0]?.match(/'[^']*'|"[^"]*"|[^\s'"]+/g) ?? []).map((word) =>
		word.replace(/^['"]|['"]$/g, ''),
	);

/** The commands of one program, each once, without the variables that are set for it. */
const commandLines = (program: string): string[] => [
	...new Set(
		shellLines
			.flatMap((line) => line.split(' && '))
			.map((line) => line.replace(/^(?:[A-Z_]+=\S+ )+/, ''))
			.filter((line) => line.split(' ')[0] === program),
	),
];

describe('the README', () => {
	const readme = pageText('README.md');

	test('begins with what does all the set-up', () => {
		const first = shellLinesOf(readme).slice(0, 2);
		expect(first).toEqual(['npm ci && npm run demo', 'npm ci && npm test']);
		expect(readFileSync('.ci/run', 'utf8')).toContain(first[1]);
	});

	test('is read in minutes: at most 250 lines, two pictures, ten keys', () => {
		expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(250);
		expect(readme.match(/!\[/g)).toHaveLength(2);
		expect(Object.keys(firstKeys)).toHaveLength(10);
	});
});

describe('the README and docs/', () => {
	test.each(pagePaths())('have the tables of this version; npm run docs writes them: %s', (path) => {
		expect(withParts(pageText(path))).toBe(pageText(path));
	});

	test('have every table that is generated', () => {
		expect(Object.keys(parts).filter((name) => /^\| -{3,} \|/m.test(between(text, name)))).toEqual(
			Object.keys(parts),
		);
	});

	test('have no markers that nothing is generated between', () => {
		const marked = [...text.matchAll(/<!-- \/?([\w-]+) -->/g)].map(([, name]) => name);
		expect(marked.filter((name = '') => name !== 'permissions' && !(name in parts))).toEqual([]);
	});

	test.each(commandLines('natstop'))('name flags and commands that exist: %s', (line) => {
		expect(parseArguments(wordsOf(line).slice(1))).not.toHaveProperty('usageError');
	});

	test.each(commandLines('npm').filter((line) => line.startsWith('npm run ')))(
		'name a script: %s',
		(line) => {
			expect(Object.keys(packageFile.scripts)).toContain(wordsOf(line)[2]);
		},
	);

	test('mention only flags that exist, also between the lines', () => {
		const own = text.replace(between(text, 'permissions'), '');
		const flags = [...own.matchAll(/`(--[\w-]+)[^`]*`/g)].map(([, flag = '']) => flag);
		const known = [...between(text, 'flags').matchAll(/`(--[\w-]+)/g)].map(([, flag = '']) => flag);
		expect(flags.filter((flag) => !known.includes(flag))).toEqual([]);
	});

	test('put no secret on a command line, where ps shows it', () => {
		const shown = /--(password|token|seed|jwt)[ =]|\b[a-z]+:\/\/[^\s/]*@/;
		expect(shellLines.filter((line) => shown.test(line))).toEqual([]);
	});

	test('show a configuration file that is read, with every setting', () => {
		const [example = ''] = codeBlocks(pageText('docs/configuration.md'))
			.filter(({ language }) => language === 'json')
			.map(({ text: block }) => block);
		const path = configPath(environmentOf());
		expect(readConfigFile(environmentOf({ [path]: example }))).toEqual(JSON.parse(example));
		expect(Object.keys(JSON.parse(example))).toEqual(settingNames);
	});

	test('say how many subscriptions natstop makes', () => {
		expect(pageText('docs/permissions.md')).toContain(`up to ${mostSubscriptions} subscriptions`);
	});

	test('show filters that parse', () => {
		const forms = /\| Form .*?\n\n/s.exec(pageText('docs/filters.md'))?.[0] ?? '';
		const filters = forms
			.split('\n')
			.slice(2)
			.flatMap((line) =>
				[...(line.split(' | ')[0] ?? '').matchAll(/`([^`]+)`/g)].map(([, filter = '']) => filter),
			);
		expect(filters.length).toBeGreaterThan(9);
		for (const filter of filters) {
			expect([parseServerFilter(filter).ok, parseEventFilter(filter).ok], filter).toContain(true);
		}
	});
});
