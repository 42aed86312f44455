// The man page natstop(1), from the tables of commands, flags and keys.

import { commandForms } from '../config/command-table.ts';
import { type Flag, flagGroups } from '../config/flag.ts';
import { flagEntries } from '../config/flags.ts';
import { allKeys, keyHints } from '../keys/key-hints.ts';
import { bindKeys } from '../keys/keymap.ts';
import { screens } from '../screens/registry.ts';
import { createTheme } from '../theme.ts';

/** Escapes words for roff: hyphens as typed ones, names for special letters, no line that looks like a request. */
const text = (words: string): string =>
	words
		.replaceAll('\\', '\\e')
		.replaceAll('-', '\\-')
		.replaceAll('^', '\\(ha')
		.replaceAll('~', '\\(ti')
		.replaceAll('…', '...')
		.replace(/^(?=[.'])/, '\\&');

const bold = (words: string): string => `\\fB${text(words)}\\fR`;
const italic = (words: string): string => `\\fI${text(words)}\\fR`;

/** A tagged paragraph. */
const entry = (tag: string, ...body: readonly string[]): string[] => ['.TP', tag, ...body];

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;

const spelling = (flag: Flag): string => {
	const names = [flag.short && `-${flag.short}`, `--${flag.name}`, flag.alias && `--${flag.alias}`];
	const value = flag.choices?.map(bold).join(' | ') ?? (flag.value && italic(flag.value));
	const written = names.flatMap((name) => (name ? bold(name) : [])).join(', ');
	return value ? `${written} ${value}` : written;
};

/** The effect of a flag, its default, its variable, and its commands unless nearly all of them take it. */
const meaning = (flag: Flag): string[] => {
	const lines = [text(sentence(flag.help))];
	if (flag.default !== undefined) lines.push(text(`Default: ${flag.default}.`));
	if (flag.env !== undefined) lines.push(`The variable ${bold(flag.env)} gives the same.`);
	if (flag.group !== 'General' && flag.group !== 'Connection') {
		const owners = flag.commands.map((name) => (name === 'monitor' ? 'the monitor' : bold(name)));
		lines.push(`Goes with ${owners.join(', ')}.`);
	}
	return lines;
};

const commandEntries = (): string[] =>
	commandForms
		.filter(([name]) => name !== 'monitor')
		.flatMap(([name, wanted, help]) =>
			entry([bold(name), ...wanted.map(italic)].join(' '), text(sentence(help))),
		);

const flagEntriesByGroup = (): string[] =>
	flagGroups.flatMap((group) => [
		`.SS ${group}`,
		...flagEntries
			.filter(([, flag]) => flag.group === group)
			.flatMap(([, flag]) => entry(spelling(flag), ...meaning(flag))),
	]);

/** Cells for the keys of an action: enough for all of them. */
const anyWidth = 200;

const keyEntries = (): string[] => {
	const { glyphs } = createTheme('mono', true);
	const hints = keyHints(bindKeys({}, screens));
	return [...new Set(hints.map(({ group }) => group))].flatMap((group) => [
		`.SS ${group}`,
		...hints
			.filter((hint) => hint.group === group)
			.flatMap((hint) => entry(bold(allKeys(hint, anyWidth, glyphs)), text(sentence(hint.label)))),
	]);
};

const exitCodes: readonly (readonly [number, string])[] = [
	[0, 'It worked.'],
	[1, 'It did not, and standard error says why.'],
	[2, 'The command line is wrong.'],
	[3, 'The connection is not in the system account.'],
	[130, 'Interrupted.'],
];

const files: readonly (readonly [string, string])[] = [
	[
		'~/.config/natstop/config.json',
		'Preferences: what flags of the same names give, keys, and columns, order and filter by screen.',
	],
	['~/.config/nats/context/', 'Contexts of the nats CLI; context.txt beside it names the selected one.'],
];

/** The page as roff source, with a newline at the end. `date` is written as given, such as 2026-01-31. */
export const manPage = (version: string, date: string): string =>
	[
		`.TH NATSTOP 1 ${date} "natstop ${text(version)}" "User Commands"`,
		'.SH NAME',
		'natstop \\- live terminal monitor for NATS systems',
		'.SH SYNOPSIS',
		'.B natstop',
		'.RI [ flags ]',
		'.br',
		'.B natstop',
		'.IR COMMAND " [" arguments "] [" flags ]',
		'.SH DESCRIPTION',
		'.B natstop',
		'watches a whole NATS system live: servers, statistics, events.',
		'It reloads the configuration of a server and saves profiles of one.',
		'The commands do the same without a screen.',
		'It needs a user of the system account.',
		'.SH COMMANDS',
		...commandEntries(),
		'.SH OPTIONS',
		'Flags come before the environment, the environment before the context of the nats CLI.',
		...flagEntriesByGroup(),
		'.SH KEYS',
		...keyEntries(),
		'.SH ENVIRONMENT',
		'Beside the variables named above:',
		...entry(bold('NO_COLOR'), 'No colours, unless a theme is asked for.'),
		...entry(
			bold('TERM'),
			'A terminal without colours, such as vt100, gets none unless a theme is asked for.',
		),
		...entry(bold('XDG_CONFIG_HOME'), text('Stands for ~/.config.')),
		'.SH FILES',
		...files.flatMap(([path, what]) => entry(italic(path), text(what))),
		'.SH EXIT STATUS',
		...exitCodes.flatMap(([code, what]) => entry(bold(String(code)), text(what))),
		'',
	].join('\n');
