// The table of the `:` line's commands: their names, arguments and effects.

import { aliasesOf } from '../screens/aliases.ts';
import type { Screen } from '../screens/screen.ts';
import { memoizeLast } from '../table/memoize-last.ts';

/** The kind of a command's arguments; some commands also work without their last one. */
export type CommandWord = { takes: string; about: string };

/** The commands in the order of suggestions, the most wanted first. */
export const commandWords = {
	open: { takes: 'SERVER', about: 'open a server' },
	sort: { takes: 'COLUMN [asc|desc]', about: 'sort the list by a column' },
	filter: { takes: 'EXPRESSION', about: 'filter the list' },
	reload: { takes: 'SERVER', about: 'reload the configuration of a server; asks first' },
	profile: { takes: 'SERVER KIND', about: 'capture a profile of a server; asks first' },
	mark: { takes: 'FILTER', about: 'mark the servers that match' },
	kick: { takes: 'CID@SERVER', about: 'close a connection; asks first' },
	move: { takes: 'CID@SERVER', about: 'ask a client to move to another server; asks first' },
	tap: { takes: 'SUBJECT', about: 'listen to a subject for a while; asks first, with what that costs' },
	context: { takes: 'NAME', about: 'watch the system of another context of the nats CLI' },
	contexts: { takes: '', about: 'list the contexts, with a mark at the present one' },
	servers: { takes: '', about: 'go to the servers' },
	detail: { takes: '', about: 'go to the detail of the selected server' },
	events: { takes: '', about: 'go to the events' },
	kinds: { takes: '', about: 'choose the kinds of events' },
	interval: { takes: 'DURATION', about: 'time between two rounds of questions, as 5s' },
	theme: { takes: 'NAME', about: 'other colours' },
	at: { takes: 'TIME', about: 'look at a time of before: 12:04, 12:04:51, -3m' },
	start: { takes: '', about: 'look at the first moment that was kept' },
	save: { takes: '', about: 'write changed settings to the configuration file; asks first' },
	reset: { takes: '', about: 'columns, sort, filters, interval and theme of the start' },
	pause: { takes: '', about: 'stop the picture, or let it go on' },
	refresh: { takes: '', about: 'ask all servers now' },
	export: { takes: '', about: 'write what is listed to a file' },
	'save-ring': { takes: 'FILE', about: 'write what is kept of the last minutes to a file' },
	help: { takes: '', about: 'what keys do and what signs mean here' },
	quit: { takes: '', about: 'leave natstop' },
} as const satisfies Record<string, CommandWord>;

export type CommandName = keyof typeof commandWords;

/** True for a command that is no screen. */
export const isCommandName = (text: string): text is CommandName => Object.hasOwn(commandWords, text);

/** The words for the argument that narrows a screen. */
const partsOf = ({ list, filterFields }: Screen): string => {
	if (list === 'log') return '';
	const parts = [
		...(filterFields.includes('server') ? ['SERVER'] : []),
		...(filterFields.includes('acc') ? ['ACCOUNT'] : []),
	];
	return `[${[...parts, 'FILTER'].join('|')}]`;
};

/** Every word a line may begin with: commands, and the screens that are no panes of the main one by their id. */
export const allCommands = memoizeLast(
	(screens: readonly Screen[]): Readonly<Record<string, CommandWord>> => ({
		...commandWords,
		...Object.fromEntries(
			screens
				.filter(({ id }) => !isCommandName(id))
				.flatMap((screen) =>
					[screen.id, ...aliasesOf(screen.id)].map((name) => [
						name,
						{ takes: partsOf(screen), about: `go to ${screen.about}` },
					]),
				),
		),
	}),
);
