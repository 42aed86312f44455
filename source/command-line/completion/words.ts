// Lists what can be typed after `natstop`, for the completions of every shell; from the table of flags.

import { type Command, commands, tableCommands } from '../../config/command-table.ts';
import { type Flag, flagEntries } from '../../config/flags.ts';
import { profileKinds } from '../../model/action.ts';
import { screens } from '../../screens/registry.ts';

/** The shells there are completions for. */
export const shells = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof shells)[number];

/** What a shell offers for a value; nothing for `text`. */
export type Values = readonly string[] | 'files' | 'folders' | 'contexts' | 'text';

/** One flag as it can be typed. */
export type FlagWords = {
	/** The short spelling, such as `-s`. */
	short?: string;
	/** The long spellings: `--server` first, then its aliases. */
	long: readonly string[];
	help: string;
	/** The kind of its value; absent for a switch. */
	values?: Values;
	/** The word that stands for the value in `--help`. */
	value: string;
	commands: readonly Command[];
};

/** One command as it can be typed, with what a shell offers for its arguments. */
export type CommandWords = { name: Command; help: string; arguments: readonly Values[] };

/** Columns of every table: a shell does not ask which one is to be sorted. */
const sortKeys = [
	...new Set(
		screens
			.filter(({ id }) => tableCommands.includes(id))
			.flatMap(({ columns }) => columns.map(({ id }) => id)),
	),
];

/** What a shell offers for a value, by the word that stands for the value in `--help`. */
const byWord: Readonly<Record<string, Values>> = {
	FILE: 'files',
	FOLDER: 'folders',
	NAME: 'contexts',
	KEY: sortKeys,
	KIND: profileKinds,
	SHELL: shells,
};

const valuesOf = (flag: Flag): Values | undefined => {
	if (flag.type === 'boolean') return undefined;
	return flag.choices ?? byWord[flag.value ?? ''] ?? 'text';
};

/** Every flag, in the order of the table. */
export const flagWords: readonly FlagWords[] = flagEntries.map(([, flag]) => {
	const values = valuesOf(flag);
	return {
		...(flag.short !== undefined && { short: `-${flag.short}` }),
		long: [flag.name, ...(flag.alias === undefined ? [] : [flag.alias])].map((name) => `--${name}`),
		help: flag.help,
		...(values !== undefined && { values }),
		value: flag.value ?? flag.name.toUpperCase(),
		commands: flag.commands,
	};
});

/** Every command that has a name to type. */
export const commandWords: readonly CommandWords[] = Object.entries(commands)
	.filter(([name]) => name !== 'monitor')
	.map(([name, { help, arguments: wanted }]) => ({
		name,
		help,
		arguments: wanted.map((argument) => byWord[argument] ?? 'text'),
	}));

/** Every spelling of a flag. */
export const spellings = ({ short, long }: FlagWords): readonly string[] =>
	short === undefined ? long : [short, ...long];

/** The flags that go with a command. */
export const flagsWith = (command: Command): readonly FlagWords[] =>
	flagWords.filter((flag) => flag.commands.includes(command));

/** Text between single quotes, for bash and zsh. */
export const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
