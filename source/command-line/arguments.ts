// Parses the command line into a command, its arguments and typed flags, or one sentence about its error.

import { closest } from 'fastest-levenshtein';
import meow from 'meow';
import { type Command, commandNames, commands, isRepeated } from '../config/command-table.ts';
import type { Flag } from '../config/flag.ts';
import { type Flags, flagEntries } from '../config/flags.ts';
import { durationExample, parseDuration } from '../format/duration.ts';
import { parseSize, sizeExample } from '../format/size.ts';
import { firstAndMore } from '../model/first-names.ts';
import { mainScreen } from '../screens/registry.ts';

export type Arguments = { command: Command; args: readonly string[]; flags: Flags };

const camel = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Flags that switch something off, by what meow calls them: to it `--no-title` is `title: false`. */
const negations = new Map<string, string>(
	flagEntries.flatMap(([key, { name }]) =>
		name.startsWith('no-') ? [[camel(name.slice('no-'.length)), key]] : [],
	),
);

const negationKeys = new Set(negations.values());

/** The flags as meow wants them. Values stay text, so that natstop words every error about them. */
const meowFlags = Object.fromEntries(
	flagEntries
		.filter(([name]) => !negationKeys.has(name))
		.map(([name, flag]) => [
			name,
			{
				...(flag.type === 'boolean'
					? { type: 'boolean' as const, isMultiple: true }
					: { type: 'string' as const }),
				...(flag.short === undefined ? {} : { shortFlag: flag.short }),
				...(flag.alias === undefined ? {} : { aliases: [camel(flag.alias)] }),
			},
		]),
);

const flagNames = flagEntries.flatMap(([, flag]) => [flag.name, ...(flag.alias ? [flag.alias] : [])]);

const isCommand = (name: string): boolean => Object.hasOwn(commands, name);

class UsageError extends Error {}

const fail = (message: string): never => {
	throw new UsageError(message);
};

/** Refuses a value of a switch other than true and false: meow takes `--json=maybe` for false. */
const refuseValuesOfSwitches = (argv: readonly string[]): void => {
	const end = argv.indexOf('--');
	for (const word of end === -1 ? argv : argv.slice(0, end)) {
		const [, name, value] = /^--([\w-]+)=(.*)$/s.exec(word) ?? [];
		if (name === undefined) continue;
		const isSwitch = flagEntries.some(
			([key, flag]) =>
				flag.type === 'boolean' && [key, flag.name, flag.alias].some((known) => known === name),
		);
		if (isSwitch && value !== 'true' && value !== 'false') fail(`--${name} takes no value`);
	}
};

/** Parses a text into the type of its flag. */
const convert = (flag: Flag, text: string): string | number => {
	if (flag.type === 'duration') {
		return parseDuration(text) ?? fail(`--${flag.name}: ${JSON.stringify(text)} is not ${durationExample}`);
	}
	if (flag.type === 'size') {
		return parseSize(text) ?? fail(`--${flag.name}: ${JSON.stringify(text)} is not ${sizeExample}`);
	}
	if (flag.type === 'number') {
		return /^\d{1,9}$/.test(text)
			? Number(text)
			: fail(`--${flag.name}: ${JSON.stringify(text)} is not a whole number`);
	}
	if (flag.choices !== undefined && !flag.choices.includes(text)) {
		fail(`--${flag.name}: ${JSON.stringify(text)} is none of ${flag.choices.join(', ')}`);
	}
	return text;
};

const typedValue = (flag: Flag, given: readonly unknown[]): string | number | boolean => {
	if (flag.type === 'boolean') return given.at(-1) === true;
	const [text] = given;
	if (typeof text !== 'string' || text === '') return fail(`--${flag.name} needs a value`);
	return convert(flag, text);
};

const unknownFlag = (name: string, value: unknown): never => {
	if (name.length === 1) return fail(`unknown flag -${name}; natstop --help lists them all`);
	const negated = [value].flat().at(-1) === false;
	const nearest = closest(kebab(name), flagNames);
	return fail(`unknown flag --${negated ? 'no-' : ''}${kebab(name)}; did you mean --${nearest}?`);
};

const readFlags = (parsed: Readonly<Record<string, unknown>>): Flags => {
	const known = new Map<string, Flag>(flagEntries);
	const values: [string, string | number | boolean][] = [];
	// Known flags come first: after `--password -abc` the error is a missing value, not an unknown flag.
	const byKnown = Object.entries(parsed).sort(([a], [b]) => Number(known.has(b)) - Number(known.has(a)));
	for (const [name, value] of byKnown) {
		const given = [value].flat();
		const flag = known.get(name);
		if (given.length === 0) continue;
		const negation = given.at(-1) === false ? negations.get(name) : undefined;
		if (negation !== undefined) values.push([negation, true]);
		else if (flag === undefined) unknownFlag(name, value);
		else if (flag.type !== 'boolean' && given.at(-1) === false) unknownFlag(name, value);
		else values.push([name, typedValue(flag, given)]);
	}
	return Object.fromEntries(values) as Flags;
};

/** The words that start a command: `natstop` for the monitor, `natstop servers` for a command. */
export const commandLine = (command: Command): string =>
	command === 'monitor' ? 'natstop' : `natstop ${command}`;

/** A flag of more commands than this is of nearly all. */
const mostOwners = 20;

const refuseForeignFlags = (command: Command, flags: Flags): void => {
	for (const [name, flag] of flagEntries) {
		if (flags[name] === undefined || flag.commands.includes(command)) continue;
		const owners =
			flag.commands.length > mostOwners ? '' : `, only with ${firstAndMore(flag.commands.map(commandLine))}`;
		fail(`--${flag.name} does not go with ${commandLine(command)}${owners}`);
	}
};

const refuseBoth = ({ password, passwordFile, super: isSuper, fleet = 0 }: Flags): void => {
	if (password !== undefined && passwordFile !== undefined)
		fail('--password and --password-file are two passwords; give one');
	if (isSuper && fleet > 0) fail('--super and --fleet are two systems; give one');
};

/** The name of an argument, without the dots of one that is repeated. */
const plainName = (argument = ''): string => argument.replace(/…$/, '');

const checkCount = (command: Command, args: readonly string[]): void => {
	const { arguments: usual = [], or } = commands[command] ?? {};
	const wanted = or !== undefined && or.arguments.length === args.length ? or.arguments : usual;
	const repeated = wanted.findIndex(isRepeated);
	if (args.length < wanted.length) {
		const forms = [wanted, ...(or === undefined ? [] : [or.arguments])];
		const names = forms.map((form) => form[args.length]).filter((name) => name !== undefined);
		const lines = forms.map((form) => [commandLine(command), ...form].join(' '));
		fail(`${names.map(plainName).join(' or ')} is missing: ${lines.join(', or ')}`);
	}
	if (args.length > wanted.length && repeated < 0) {
		fail(`${commandLine(command)} does not take ${JSON.stringify(args[wanted.length])}`);
	}
	const blank = args.findIndex((arg) => arg.trim() === '');
	// More words than arguments are further ones of the repeated one.
	const more = args.length - wanted.length;
	const at = repeated < 0 || blank <= repeated ? blank : Math.max(repeated, blank - more);
	if (blank >= 0) fail(`${plainName(wanted[at])} is empty: ${[commandLine(command), ...wanted].join(' ')}`);
};

/** A time before the end begins with a dash, as flags do: it is tied to its flag. */
const withTimes = (argv: readonly string[]): string[] => {
	const isTime = (index: number): boolean => argv[index] === '--at' && /^-\d/.test(argv[index + 1] ?? '');
	return argv.flatMap((word, index) => {
		if (isTime(index - 1)) return [];
		return isTime(index) ? [`${word}=${argv[index + 1]}`] : [word];
	});
};

const read = (argv: readonly string[]): Arguments => {
	refuseValuesOfSwitches(argv);
	const { input, flags: parsed } = meow({
		importMeta: import.meta,
		pkg: {},
		description: false,
		argv: withTimes(argv),
		flags: meowFlags,
		autoHelp: false,
		autoVersion: false,
		booleanDefault: undefined,
	});
	const flags = readFlags(parsed);
	const [first, ...rest] = input.map(String);
	if (first !== undefined && (first === 'monitor' || !isCommand(first))) {
		const nearest = closest(first, [...commandNames, '--help', '--version']);
		fail(`unknown command ${JSON.stringify(first)}; did you mean ${nearest}?`);
	}
	const named = first !== undefined && isCommand(first) ? first : 'monitor';
	const command = named === 'monitor' && flags.json === true ? mainScreen.id : named;
	if (flags.help !== true && flags.version !== true) {
		refuseForeignFlags(command, flags);
		refuseBoth(flags);
		checkCount(command, rest);
	}
	return { command, args: rest, flags };
};

/**
 * Reads the words after the program's name. `--json` without a command means `servers`. A usage error is one sentence;
 * the program then ends with 2. Nothing is printed here and the process never ends here.
 */
export const parseArguments = (argv: readonly string[]): Arguments | { usageError: string } => {
	const title = process.title; // meow sets it.
	try {
		return read(argv);
	} catch (error) {
		if (error instanceof UsageError) return { usageError: error.message };
		const [, twice] =
			(error instanceof Error && /^The flag --(\w+) can only be set once/.exec(error.message)) || [];
		if (twice !== undefined) return { usageError: `--${kebab(twice)} is given more than once` };
		throw error;
	} finally {
		process.title = title;
	}
};
