// Tables of what a person types: keys, flags, commands, and the commands of the `:` line.

import { type Command, commandForms } from '../source/config/command-table.ts';
import type { Flag, FlagGroup } from '../source/config/flag.ts';
import { flagEntries } from '../source/config/flags.ts';
import type { Action, Context } from '../source/keys/actions.ts';
import { bindKeys, keyLabel } from '../source/keys/keymap.ts';
import { screens } from '../source/screens/registry.ts';
import { createTheme } from '../source/theme.ts';
import { allCommands } from '../source/ui/command-words.ts';
import * as words from './docs-words.ts';
import { code, table } from './markdown.ts';

const { glyphs } = createTheme('default', false);

const places: Readonly<Record<Context, string>> = {
	servers: 'servers',
	detail: 'detail',
	events: 'events',
	table: 'other tables',
	log: 'events screen',
	object: 'screen of one row',
};

const placesOf = ({ where, when }: Action): string => {
	if (when === 'back') return 'while an earlier moment is looked at';
	const all = Object.keys(places) as Context[];
	if (where.length === all.length) return 'everywhere';
	const missing = all.filter((place) => !where.includes(place));
	if (missing.length === 1 && missing[0]) return `everywhere but the ${places[missing[0]]}`;
	return where.map((place) => places[place]).join(', ');
};

const keysOf = ({ keys }: Action): string => keys.map((key) => code(keyLabel(key, glyphs))).join(' ');

/** Every key, what it does, and where. */
export const keysTable = (): string =>
	table(
		['Key', 'Does', 'Where', 'Action id'],
		bindKeys({}, screens).map((action) => [keysOf(action), action.label, placesOf(action), code(action.id)]),
	);

/** The keys that the README names: those that a first hour needs. */
export const firstKeysTable = (): string =>
	table(
		['Key', 'Does'],
		Object.entries(words.firstKeys).map(([id, meaning]) => {
			const action = bindKeys({}, screens).find((one) => one.id === id);
			if (action === undefined)
				throw new Error(`scripts/docs-words.ts names the action ${id}; there is none`);
			return [keysOf(action), meaning];
		}),
	);

const spelling = (flag: Flag): string => {
	const value = flag.choices?.join('|') ?? flag.value;
	const names = [flag.short && `-${flag.short}`, `--${flag.name}`, flag.alias && `--${flag.alias}`];
	return names
		.filter((name) => name !== undefined)
		.map((name) => code(value === undefined || !name.startsWith('--') ? name : `${name} ${value}`))
		.join(' ');
};

const takers = ({ commands: of, group }: Flag): string => {
	const taking: readonly Command[] = of;
	if (group === 'Connection' || group === 'General') return '';
	const usual = group === 'Monitor' ? ['monitor', 'demo'] : [];
	const more = taking.filter((command) => !usual.includes(command));
	if (more.length === 0) return '';
	const names = more.map((command) => (command === 'monitor' ? 'the monitor' : code(command))).join(', ');
	return group === 'Monitor' ? ` (also ${names})` : ` (${names})`;
};

const flagsTable = (group: FlagGroup): string =>
	table(
		['Flag', 'Environment', 'Default', 'Means'],
		flagEntries
			.filter(([, flag]) => flag.group === group)
			.map(([, flag]) => [
				spelling(flag),
				flag.env ? code(`$${flag.env}`) : '',
				flag.default === undefined
					? ''
					: /^[\w.:/-]+$/.test(flag.default)
						? code(flag.default)
						: flag.default,
				flag.help + takers(flag),
			]),
	);

/** The flags, a table for each of their groups. */
export const allFlags = (): string =>
	(Object.keys(words.flagGroupTitles) as FlagGroup[])
		.map((group) => `**${words.flagGroupTitles[group]}**\n\n${flagsTable(group)}`)
		.join('\n\n');

/** The commands, with what they want. */
export const commandsTable = (): string =>
	table(
		['Command', 'Does'],
		commandForms.map(([name, wanted, help]) => [
			code(['natstop', ...(name === 'monitor' ? [] : [name]), ...wanted].join(' ')),
			help,
		]),
	);

/** The commands of the `:` line. */
export const colonTable = (): string =>
	table(
		['Command', 'Does'],
		Object.entries(allCommands(screens)).map(([name, { takes, about }]) => [
			code(`:${name}${takes === '' ? '' : ` ${takes}`}`),
			about,
		]),
	);
