// Writes the text of `--help` from the tables of commands and flags.

import { type Command, commandForms, commands } from '../config/command-table.ts';
import { type Flag, flagGroups } from '../config/flag.ts';
import { flagEntries } from '../config/flags.ts';
import { commandLine } from './arguments.ts';

const widest = 100;

/** The first column of a flag: `  -s, --server URL,…`. */
const spelling = (flag: Flag): string => {
	const value = flag.choices?.join('|') ?? flag.value;
	const short = flag.short === undefined ? '    ' : `-${flag.short}, `;
	return `  ${short}--${flag.name}${value === undefined ? '' : ` ${value}`}`;
};

/** The second column of a flag: its effect, then its environment variable and default. */
const explanation = (flag: Flag): string => {
	const notes = [flag.env && `$${flag.env}`, flag.default && `default ${flag.default}`].filter(Boolean);
	return notes.length === 0 ? flag.help : `${flag.help} (${notes.join(', ')})`;
};

/** Words into lines of at most `width` characters. */
const wrap = (text: string, width: number): string[] => {
	const lines: string[] = [];
	for (const word of text.split(' ')) {
		const last = lines.at(-1);
		if (last !== undefined && last.length + 1 + word.length <= width)
			lines[lines.length - 1] = `${last} ${word}`;
		else lines.push(word);
	}
	return lines;
};

/** Lays out two columns; the second one wraps below itself. */
const columns = (rows: readonly (readonly [string, string])[]): string[] => {
	const left = Math.max(...rows.map(([first]) => first.length)) + 2;
	return rows.flatMap(([first, second]) =>
		wrap(second, widest - left).map((line, i) => (i === 0 ? first : '').padEnd(left) + line),
	);
};

const flagsOf = (command: Command | undefined): string[] =>
	flagGroups.flatMap((group) => {
		const rows = flagEntries
			.filter(([, flag]) => flag.group === group)
			.filter(([, flag]) => command === undefined || flag.commands.includes(command))
			.map(([, flag]) => [spelling(flag), explanation(flag)] as const);
		return rows.length === 0 ? [] : ['', group, ...columns(rows)];
	});

const commandList = (): string[] =>
	columns(
		commandForms
			.filter(([name]) => name !== 'monitor')
			.map(([name, wanted, help]) => [`  ${[name, ...wanted].join(' ')}`, help] as const),
	);

/** The help of one command, or of the whole program: lines of at most 100 characters, without a newline at the end. */
export const helpText = (command?: Command): string => {
	const told = command === undefined || command === 'monitor' ? undefined : commands[command];
	if (command === undefined || told === undefined) {
		return [
			'natstop watches a whole NATS system live: servers, statistics, events.',
			'',
			'  natstop [flags]            the live monitor',
			'  natstop COMMAND [flags]    the same without a screen',
			'',
			'Commands',
			...commandList(),
			...flagsOf(undefined),
			'',
			'Flags come before the environment, the environment before the context of the nats CLI.',
		].join('\n');
	}
	const forms = commandForms.filter(([name]) => name === command);
	const effects = forms.map(([, , help]) => help).join(', or ');
	return [
		...forms.map(([, wanted]) => `  ${[commandLine(command), ...wanted].join(' ')} [flags]`),
		'',
		`${effects.charAt(0).toUpperCase()}${effects.slice(1)}.`,
		...flagsOf(command),
	].join('\n');
};
