// What the README says is so: its tables are of this version, its commands exist, its links lead somewhere.

import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import packageFile from '../../package.json' with { type: 'json' };
import { parts, withParts } from '../../scripts/docs-tables.ts';
import { parseArguments } from '../../source/arguments.ts';
import { configPath, readConfigFile, settingNames } from '../../source/config-file.ts';
import { eventJson } from '../../source/format/event-json.ts';
import { serverJson } from '../../source/format/server-json.ts';
import { parseEventFilter, parseServerFilter } from '../../source/model/filter.ts';
import { loggedEvents } from '../fixtures/events.ts';
import { fleetRows } from '../fixtures/fleet.ts';
import { between, codeBlocks, readme } from '../helpers/readme.ts';
import { surroundingsOf } from '../helpers/surroundings.ts';

const text = readme();
const shellLines = codeBlocks(text)
	.filter(({ language }) => language === 'sh')
	.flatMap(({ text: block }) => block.replaceAll('\\\n', ' ').split('\n'))
	.map((line) => line.replace(/\s+#.*$/, '').trim())
	.filter((line) => line !== '');

/** Words as a shell makes them: quotes kept together, and pipes left to others. */
const wordsOf = (line: string): string[] =>
	(line.split(/ [|>] /)[0]?.match(/'[^']*'|"[^"]*"|[^\s'"]+/g) ?? []).map((word) =>
		word.replace(/^['"]|['"]$/g, ''),
	);

const commandLines = (program: string): string[] =>
	shellLines.flatMap((line) => line.split(' && ')).filter((line) => line.split(' ')[0] === program);

/** What a heading is called in a link, as GitHub makes it. */
const anchorOf = (heading: string): string =>
	heading
		.toLowerCase()
		.replace(/[^\w\- ]/g, '')
		.replaceAll(' ', '-');

describe('the README', () => {
	test('has the tables of this version; npm run docs writes them', () => {
		expect(withParts(text)).toBe(text);
		expect(Object.keys(parts).filter((name) => /^\| -{3,} \|/m.test(between(text, name)))).toEqual(
			Object.keys(parts),
		);
	});

	test('begins with what does all the set-up', () => {
		expect(shellLines.slice(0, 2)).toEqual(['npm ci && npm run demo', 'npm ci && npm test']);
		const gate = readFileSync('.ci/run', 'utf8');
		expect(gate).toContain(shellLines[1]);
	});

	test.each(commandLines('natstop'))('names flags and commands that exist: %s', (line) => {
		expect(parseArguments(wordsOf(line).slice(1))).not.toHaveProperty('usageError');
	});

	test.each(commandLines('npm').filter((line) => line.startsWith('npm run ')))(
		'names a script: %s',
		(line) => {
			expect(Object.keys(packageFile.scripts)).toContain(wordsOf(line)[2]);
		},
	);

	test('mentions only flags that exist, also between the lines', () => {
		const own = text.replace(between(text, 'permissions'), '');
		const flags = [...own.matchAll(/`(--[\w-]+)[^`]*`/g)].map(([, flag = '']) => flag);
		const known = [...between(text, 'flags').matchAll(/`(--[\w-]+)/g)].map(([, flag = '']) => flag);
		expect(flags.filter((flag) => !known.includes(flag))).toEqual([]);
	});

	test('links to what is there', () => {
		const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
		const relative = links.filter((link) => !/^[a-z]+:/.test(link));
		const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading));
		const isDead = (link: string): boolean =>
			link.startsWith('#')
				? !headings.includes(link.slice(1))
				: !existsSync(resolve(dirname('README.md'), link));
		expect(relative.length).toBeGreaterThan(3);
		expect(relative.filter(isDead)).toEqual([]);
	});

	test('documents every field that servers and events have as JSON', () => {
		const fieldsOf = (name: string) =>
			[...between(text, name).matchAll(/^\| `(\w+)`/gm)].map(([, field]) => field);
		const servers = fleetRows().flatMap((row) => Object.keys(JSON.parse(JSON.stringify(serverJson(row)))));
		const events = loggedEvents.flatMap((event) =>
			Object.keys(JSON.parse(JSON.stringify(eventJson(event, '')))),
		);
		expect(fieldsOf('server-fields')).toEqual(expect.arrayContaining([...new Set(servers)]));
		expect(fieldsOf('event-fields')).toEqual(expect.arrayContaining([...new Set(events)]));
	});

	test('shows a configuration file that is read, with every setting', () => {
		const [example = ''] = codeBlocks(text)
			.filter(({ language }) => language === 'json')
			.map(({ text: block }) => block);
		const path = configPath(surroundingsOf());
		expect(readConfigFile(surroundingsOf({ [path]: example }))).toEqual(JSON.parse(example));
		expect(Object.keys(JSON.parse(example))).toEqual(settingNames);
	});

	test('shows filters that parse', () => {
		const forms = /\| Form .*?\n\n/s.exec(text)?.[0] ?? '';
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
