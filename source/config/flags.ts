// The table of all flags, which parsing, `--help` and the documentation are made from.

import { mainScreen } from '../screens/registry.ts';
import { paletteNames } from '../theme.ts';
import { archiveFlags } from './archive-flags.ts';
import { besideFlags } from './beside-flags.ts';
import { alertFlags, checkFlags } from './check-flags.ts';
import {
	type Command,
	commandsConnecting,
	detailCommands,
	limitCommands,
	rateCommands,
	screenCommands,
	streamCommands,
	tableCommands,
} from './command-table.ts';
import { connectionFlags } from './connection-flags.ts';
import type { Flag } from './flag.ts';
import { profileTextFlags } from './profile-text-flags.ts';
import { recordFlags } from './record-flags.ts';
import { replayFlags } from './replay-flags.ts';

const screen: readonly Command[] = ['monitor', 'demo'];
/** Where a screen is drawn, of a system that runs, of a recording or of an archive. */
const drawn: readonly Command[] = [...screen, 'replay', 'open'];

const monitor = { group: 'Monitor', commands: screen } as const;
const command = { group: 'Of some commands' } as const;
const general = {
	group: 'General',
	type: 'boolean',
	commands: [...commandsConnecting, 'open', 'replay', 'demo', 'completion', 'anonymize', 'permissions'],
} as const;

/** The flags, by their names in code. */
export const flagTable = {
	...connectionFlags,
	interval: {
		...monitor,
		name: 'interval',
		type: 'duration',
		value: 'DURATION',
		default: '2s',
		help: 'time between two rounds of questions',
	},
	readOnly: {
		...monitor,
		name: 'read-only',
		type: 'boolean',
		help: 'turn reloading, kicking and moving off',
	},
	theme: {
		...monitor,
		name: 'theme',
		type: 'choice',
		choices: paletteNames,
		default: 'what the terminal wants',
		help: 'colours',
		commands: [...drawn, 'profile'],
	},
	ascii: {
		...monitor,
		name: 'ascii',
		type: 'boolean',
		help: 'plain characters only',
		commands: [...drawn, ...screenCommands, 'account', 'whoami', 'profile'],
	},
	linear: {
		...monitor,
		name: 'linear',
		type: 'boolean',
		help: 'sentences for screen readers, one a line, instead of a screen',
	},
	mouse: {
		...monitor,
		name: 'mouse',
		type: 'boolean',
		help: 'wheel and clicks; with Shift the terminal still selects text',
		commands: drawn,
	},
	noTitle: {
		...monitor,
		name: 'no-title',
		type: 'boolean',
		help: 'leave the title of the terminal alone',
		commands: drawn,
	},
	clipboard: {
		...monitor,
		name: 'clipboard',
		type: 'choice',
		choices: ['osc52', 'none'],
		default: 'osc52',
		help: 'how a copy reaches the terminal',
		commands: drawn,
	},
	...alertFlags,
	filter: {
		...monitor,
		name: 'filter',
		type: 'string',
		value: 'EXPR',
		help: 'only what matches',
		commands: [...drawn, ...screenCommands],
	},
	sort: {
		...monitor,
		name: 'sort',
		type: 'string',
		value: 'KEY',
		help: 'column to sort by',
		commands: [...drawn, ...tableCommands],
	},
	reverse: {
		...monitor,
		name: 'reverse',
		short: 'R',
		type: 'boolean',
		help: 'reverse the order',
		commands: [...drawn, ...tableCommands],
	},
	json: {
		...command,
		name: 'json',
		short: 'j',
		type: 'boolean',
		help: `JSON for programs; without a command it means ${mainScreen.id}`,
		commands: ['monitor', ...screenCommands, 'account', 'check', 'open', 'whoami'],
	},
	rates: {
		...command,
		name: 'rates',
		type: 'duration',
		value: 'DURATION',
		help: 'take two samples so far apart, and show rates; check takes them 5s apart, and one with 0',
		commands: [...rateCommands, 'check'],
	},
	limit: {
		...command,
		name: 'limit',
		type: 'number',
		value: 'N',
		default: '100',
		help: 'print so many rows at most, the first ones',
		commands: limitCommands,
	},
	all: { ...command, name: 'all', type: 'boolean', help: 'print all rows', commands: limitCommands },
	...besideFlags,
	...replayFlags,
	detail: {
		...command,
		name: 'detail',
		type: 'boolean',
		help: 'ask for limits, claims, imports, exports and JetStream of each account, or for inner queues, too',
		commands: detailCommands,
	},
	count: {
		...command,
		name: 'count',
		short: 'n',
		type: 'number',
		value: 'N',
		help: 'stop after so many events; of a profile: print so many functions',
		commands: [...streamCommands, 'profile'],
	},
	...profileTextFlags,
	...archiveFlags,
	...checkFlags,
	...recordFlags,
	yes: {
		...command,
		name: 'yes',
		short: 'y',
		type: 'boolean',
		help: 'do not ask before reloading',
		commands: ['reload'],
	},
	debug: {
		...command,
		name: 'debug',
		type: 'number',
		value: 'N',
		default: '0',
		help: 'debug level of the profile',
		commands: ['profile'],
	},
	duration: {
		...command,
		name: 'duration',
		type: 'duration',
		value: 'DURATION',
		default: '5s',
		help: 'how long a cpu profile is taken; of a recording: when it ends, by default never',
		commands: ['profile', 'record'],
	},
	dir: {
		...command,
		name: 'dir',
		type: 'string',
		value: 'FOLDER',
		default: '.',
		help: 'folder where files are saved, which has to be there',
		commands: ['profile', ...drawn],
	},
	fleet: {
		...command,
		name: 'fleet',
		type: 'number',
		value: 'N',
		default: '0',
		help: 'simulate so many servers beside the real ones',
		commands: ['demo'],
	},
	app: {
		...command,
		name: 'app',
		type: 'boolean',
		help: 'start micro services, a bucket and an object store, and watch them as a user of their account',
		commands: ['demo'],
	},
	super: {
		...command,
		name: 'super',
		type: 'boolean',
		help: 'start two clusters with gateways and a leafnode, and cut a route now and then',
		commands: ['demo'],
	},
	utc: {
		...general,
		name: 'utc',
		help: 'tell all times in UTC',
		commands: [...commandsConnecting, 'open', 'demo'],
	},
	help: { ...general, name: 'help', short: 'h', help: 'print this' },
	version: { ...general, name: 'version', short: 'v', help: 'print the version' },
} as const satisfies Record<string, Flag>;

export type FlagName = keyof typeof flagTable;

type ValueOf<F extends Flag> = F['type'] extends 'boolean'
	? boolean
	: F['type'] extends 'number' | 'duration' | 'size'
		? number
		: F extends { choices: readonly (infer Choice)[] }
			? Choice
			: string;

/** Flags as given: one that was not given is absent. Durations are milliseconds. */
export type Flags = { [Name in FlagName]?: ValueOf<(typeof flagTable)[Name]> };

/** Every flag with the name it has in code, in the order of the table. */
export const flagEntries: readonly (readonly [FlagName, Flag])[] = (Object.keys(flagTable) as FlagName[]).map(
	(name) => [name, flagTable[name]],
);
