// The table of commands: those of natstop itself, and every list under its id, lists in tabs of an object included.

import { aliasesOf } from '../screens/aliases.ts';
import { everyList, ownerOf } from '../screens/every-list.ts';
import { screens } from '../screens/registry.ts';
import type { Screen } from '../screens/screen.ts';

/** The name of a command; `monitor` is what runs when none is named. */
export type Command = string;

/** True for an argument that may be given several times: its name ends in dots. */
export const isRepeated = (argument: string): boolean => argument.endsWith('…');

/** The arguments and the effect of a command, at most one of them repeated; `or` where other arguments have another effect. */
export type CommandSpec = {
	arguments: readonly string[];
	help: string;
	or?: { arguments: readonly string[]; help: string };
};

/** True for a list that is asked for once and printed. */
const isList = ({ once }: Screen): boolean => once !== undefined;

/** True for a log that can only be followed. */
const isStream = ({ follow, once }: Screen): boolean => follow !== undefined && once === undefined;

const idsOf = (some: (screen: Screen) => boolean): readonly Command[] =>
	everyList(screens)
		.filter(some)
		.flatMap(({ id }) => [id, ...aliasesOf(id)]);

/** Lists that are commands too. */
export const screenCommands = idsOf((screen) => isList(screen) || isStream(screen));

/** The lists that are printed as a table. */
export const tableCommands = idsOf((screen) => isList(screen) && screen.list !== 'log');

/** The lists that are asked for once: an archive answers them too. */
export const onceCommands = idsOf(isList);

/** The lists with figures that need two samples. */
export const rateCommands = idsOf(
	(screen) => isList(screen) && screen.columns.some(({ needsTwoSamples }) => needsTwoSamples),
);

/** The lists that print only their first rows by default. */
export const limitCommands = idsOf((screen) => isList(screen) && screen.most !== undefined);

/** The lists that can ask for more about each row. */
export const detailCommands = idsOf(({ asksMore }) => asksMore === true);

/** The commands that go on until they are stopped. */
export const streamCommands = idsOf(isStream);

const screenCommand = (screen: Screen): CommandSpec => {
	const [, many] = screen.noun;
	const owner = ownerOf(screens, screen)?.noun[0];
	const which = owner === undefined ? many : `${many} of ${/^[aeiou]/.test(owner) ? 'an' : 'a'} ${owner}`;
	return {
		arguments: owner === undefined ? [] : [owner.toUpperCase()],
		help: isStream(screen) ? `print ${which} as they happen` : `print one table of all ${which}`,
	};
};

/** Every command, in the order of the help. */
export const commands: Readonly<Record<Command, CommandSpec>> = {
	monitor: { arguments: [], help: 'the live monitor, when no command is given' },
	...Object.fromEntries(
		everyList(screens)
			.filter(({ id }) => screenCommands.includes(id))
			.flatMap((screen) => [screen.id, ...aliasesOf(screen.id)].map((name) => [name, screenCommand(screen)])),
	),
	account: { arguments: [], help: 'print the own account: limits, servers, and what may not be asked' },
	check: { arguments: [], help: 'judge the whole system once; the exit code says whether something fails' },
	reload: {
		arguments: ['SERVER…'],
		help: 'reload the configuration of servers, one after another, and verify it',
	},
	profile: {
		arguments: ['SERVER…', 'KIND'],
		help: 'save a profile of each server',
		or: { arguments: ['FILE'], help: 'read a profile from a file; with --sum from several' },
	},
	open: {
		arguments: ['FILE'],
		help: 'look at an archive of nats audit gather, which needs no connection',
	},
	replay: { arguments: ['FILE'], help: 'look at a recording on the screen, from its beginning' },
	record: { arguments: ['FILE'], help: 'record the system to a file until it is stopped' },
	anonymize: { arguments: ['IN', 'OUT'], help: 'write a recording again with false names' },
	permissions: {
		arguments: [],
		help: 'print what a user needs to be allowed: to watch, to act, or to look at the own account',
		or: { arguments: ['USER'], help: 'the same of one user: watch, act or account' },
	},
	whoami: { arguments: [], help: 'print the user, the account, and whether it is the system account' },
	demo: { arguments: [], help: 'start a real cluster on this machine and watch it' },
	completion: { arguments: ['SHELL'], help: 'print completions for bash, zsh or fish' },
};

/** Every way to write a command, with its effect. */
export const commandForms: readonly (readonly [Command, arguments: readonly string[], help: string])[] =
	Object.entries(commands).flatMap(([name, { arguments: wanted, help, or }]) => [
		[name, wanted, help] as const,
		...(or === undefined ? [] : [[name, or.arguments, or.help] as const]),
	]);

/** Every name that can be typed as a command. */
export const commandNames: readonly Command[] = Object.keys(commands).filter((name) => name !== 'monitor');

/** The commands that connect with the settings of this machine. */
export const commandsConnecting: readonly Command[] = [
	'monitor',
	...screenCommands,
	'account',
	'check',
	'reload',
	'profile',
	'record',
	'whoami',
];
