// Every link of the README, CONTRIBUTING and docs/ leads somewhere: to a file that is there and a heading in it.

import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pagePaths } from '../../scripts/docs-tables.ts';
import { pageText } from '../helpers/readme.ts';

/** What a heading is called in a link, as GitHub makes it. */
const anchorOf = (heading: string): string =>
	heading
		.toLowerCase()
		.replace(/[^\w\- ]/g, '')
		.replaceAll(' ', '-');

const withoutCode = (text: string): string => text.replace(/^```.*?^```$/gms, '').replace(/`[^`\n]*`/g, '');

const anchorsOf = (path: string): string[] =>
	[
		...pageText(path)
			.replace(/^```.*?^```$/gms, '')
			.matchAll(/^#+ (.*)$/gm),
	].map(([, heading = '']) => anchorOf(heading));

const linksOf = (path: string): string[] =>
	[...withoutCode(pageText(path)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);

/** Why a link leads nowhere; undefined where it leads somewhere. */
const fault = (from: string, link: string): string | undefined => {
	if (/^[a-z]+:/.test(link)) return undefined;
	const [file = '', anchor] = link.split('#');
	const path = file === '' ? from : normalize(join(dirname(from), file));
	if (!existsSync(path)) return `${link}: ${path} is not there`;
	if (anchor === undefined || anchorsOf(path).includes(anchor)) return undefined;
	return `${link}: ${path} has no such heading`;
};

const paths = [...pagePaths(), 'CONTRIBUTING.md'];

describe('links', () => {
	test.each(paths)('lead to a file and a heading that are there: %s', (path) => {
		expect(linksOf(path).flatMap((link) => fault(path, link) ?? [])).toEqual([]);
	});

	test('that lead nowhere are found', () => {
		expect(fault('README.md', 'docs/none.md')).toBe('docs/none.md: docs/none.md is not there');
		expect(fault('docs/keys.md', 'commands.md#none')).toMatch('docs/commands.md has no such heading');
		expect(fault('docs/keys.md', '#none')).toMatch('docs/keys.md has no such heading');
		expect(fault('docs/keys.md', 'commands.md#flags')).toBeUndefined();
	});

	test('of the README lead to every page', () => {
		expect(linksOf('README.md')).toEqual(
			expect.arrayContaining(paths.filter((path) => path !== 'README.md')),
		);
	});

	test('of the pages show every picture', () => {
		const shown = paths.flatMap((path) => linksOf(path).map((link) => normalize(join(dirname(path), link))));
		const pictures = readdirSync('docs')
			.filter((name) => name.endsWith('.svg'))
			.map((name) => `docs/${name}`);
		expect(pictures.filter((picture) => !shown.includes(picture))).toEqual([]);
	});
});
