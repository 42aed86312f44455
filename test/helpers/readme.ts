// The README and the pages of docs/ as data: their code blocks, and the permissions they tell people to give.

import { readFileSync } from 'node:fs';
import { pagePaths } from '../../scripts/docs-tables.ts';

/** The text of one page, by its path in the repository. */
export const pageText = (path: string): string => readFileSync(path, 'utf8');

/** What a user reads, in one text: the README and every page of docs/. */
export const allPages = (): string => pagePaths().map(pageText).join('\n');

export type CodeBlock = { language: string; text: string };

/** The fenced blocks of a Markdown text. */
export const codeBlocks = (text: string): CodeBlock[] =>
	[...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language = '', body = '']) => ({
		language,
		text: body,
	}));

/** What is between `<!-- name -->` and `<!-- /name -->`. */
export const between = (text: string, name: string): string => {
	const found = new RegExp(`<!-- ${name} -->(.*?)<!-- /${name} -->`, 's').exec(text)?.[1];
	if (found === undefined) throw new Error(`no page has the part ${name}`);
	return found;
};

/** What a user may publish and subscribe to, and may not although a wildcard says so. */
export type Permissions = { publish: string[]; deny: string[]; subscribe: string[] };

const quoted = (text: string): string[] =>
	[...text.matchAll(/"(\$SYS[^"]*|\$JS[^"]*|_INBOX[^"]*)"/g)].map(([, subject = '']) => subject);

const list = (text: string, pattern: RegExp): string[] => quoted(pattern.exec(text)?.[1] ?? '');

/** The users of the configuration block by name. */
export const usersOfConfig = (config: string): Map<string, Permissions> =>
	new Map(
		config
			.split(/(?=user: )/)
			.slice(1)
			.map((part) => [
				/^user: (\w+)/.exec(part)?.[1] ?? '',
				{
					publish: list(part, /publish: \{\s*allow: \[(.*?)\]/s),
					deny: list(part, /deny: \[(.*?)\]/s),
					subscribe: list(part, /subscribe: \{\s*allow: \[(.*?)\]/s),
				},
			]),
	);

const flagValues = (command: string, flag: string): string[] =>
	[...command.matchAll(new RegExp(`${flag} '([^']*)'`, 'g'))].flatMap(([, value = '']) => value.split(','));

/** The users that the nsc commands make. */
export const usersOfNsc = (script: string): Map<string, Permissions> =>
	new Map(
		script
			.replaceAll('\\\n', ' ')
			.split('\n')
			.filter((command) => command.startsWith('nsc add user'))
			.map((command) => [
				/--name (\w+)/.exec(command)?.[1] ?? '',
				{
					publish: flagValues(command, '--allow-pub'),
					deny: flagValues(command, '--deny-pub'),
					subscribe: flagValues(command, '--allow-sub'),
				},
			]),
	);
