// Lists the words that can be typed after `natstop`, from the tables of flags and commands, for the completions of every shell.

import { type Command, commands, isRepeated } from '../../config/command-table.ts';
import type { Flag } from '../../config/flag.ts';
import { flagEntries } from '../../config/flags.ts';
import { profileKinds } from '../../model/action.ts';
import { idOf } from '../../screens/aliases.ts';
import { listNamed } from '../../screens/every-list.ts';
import { mainScreen, screens } from '../../screens/registry.ts';

/** The shells there are completions for. */
export const shells = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof shells)[number];

/** The kind of words that a shell offers for a value; nothing for `text`. */
export type Values = readonly string[] | 'files' | 'folders' | 'contexts' | 'text';

/** One flag as it can be typed. */
export type FlagWords = {
	/** The short spelling, such as `-s`. */
	short?: string;
	/** The long spellings: `--server` first, then its aliases. */
	long: readonly string[];
	help: string;
	/** The kind of its value after a command; absent for a switch. */
	values?: (command: Command) => Values;
	/** The word that stands for the value in `--help`. */
	value: string;
	commands: readonly Command[];
};

/** One command as it can be typed, with the words that a shell offers for its arguments. */
export type CommandWords = {
	name: Command;
	help: string;
	arguments: readonly Values[];
	/** True where further words may follow, which may be the last of the arguments. */
	repeats: boolean;
};

/** The sort keys of a command's list; without a command those of the main screen. */
const sortKeys = (command: Command): readonly string[] =>
	(listNamed(screens, idOf(command)) ?? mainScreen).columns.map(({ id }) => id);

/** The words that a shell offers for a value, by the word for the value in `--help`. */
const byWord: Readonly<Record<string, Values>> = {
	FILE: 'files',
	FOLDER: 'folders',
	NAME: 'contexts',
	KIND: profileKinds,
	SHELL: shells,
};

const valuesOf = (flag: Flag): FlagWords['values'] => {
	if (flag.type === 'boolean') return undefined;
	if (flag.value === 'KEY') return sortKeys;
	const values = flag.choices ?? byWord[flag.value ?? ''] ?? 'text';
	return () => values;
};

/** The values of a flag, each with the commands after which a shell offers them. */
export const valuesByCommand = ({
	values,
	commands: owners,
}: Pick<FlagWords, 'values' | 'commands'>): readonly (readonly [Values, readonly Command[]])[] => {
	const found = new Map<string, [Values, Command[]]>();
	for (const command of values === undefined ? [] : owners) {
		const offered = values?.(command) ?? 'text';
		const known = found.get(String(offered));
		if (known) known[1].push(command);
		else found.set(String(offered), [offered, [command]]);
	}
	return [...found.values()];
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
	.map(([name, { help, arguments: wanted, or }]) => ({
		name,
		help,
		arguments: wanted.map(
			(argument, index) => byWord[argument] ?? byWord[or?.arguments[index] ?? ''] ?? 'text',
		),
		repeats: wanted.some(isRepeated),
	}));

/** Every spelling of a flag. */
export const spellings = ({ short, long }: FlagWords): readonly string[] =>
	short === undefined ? long : [short, ...long];

/** The flags that go with a command. */
export const flagsWith = (command: Command): readonly FlagWords[] =>
	flagWords.filter((flag) => flag.commands.includes(command));

/** Text between single quotes, for bash and zsh. */
export const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
