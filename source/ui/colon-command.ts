// Parses the `:` line into a command.

import { longestInterval, parseDuration, shortestInterval } from '../format/duration.ts';
import { timeExample } from '../format/parse-time.ts';
import { type ProfileKind, profileKindNamed, profileKinds } from '../model/action.ts';
import { idOf } from '../screens/aliases.ts';
import { everyList } from '../screens/every-list.ts';
import { lackOfName } from '../screens/lacking.ts';
import type { Screen } from '../screens/screen.ts';
import { columnNamed } from '../table/column.ts';
import { type PaletteName, paletteNames } from '../theme.ts';
import { allCommands, isCommandName } from './command-words.ts';
import { unknownText } from './suggestions.ts';

/** A parsed line. `server` is a name as typed; absent for the selected one. */
export type Command =
	| {
			do:
				| 'quit'
				| 'help'
				| 'servers'
				| 'detail'
				| 'events'
				| 'pause'
				| 'refresh'
				| 'export'
				| 'kinds'
				| 'save'
				| 'contexts'
				| 'start'
				| 'reset';
	  }
	| { do: 'open' | 'reload'; server?: string }
	| { do: 'profile'; server?: string; kind?: ProfileKind }
	| { do: 'sort'; column: string; descending?: boolean }
	| { do: 'filter' | 'mark' | 'at'; text: string }
	| { do: 'interval'; ms: number }
	| { do: 'theme'; name: PaletteName }
	| { do: 'context'; name: string }
	| { do: 'save-ring'; path: string }
	| { do: 'tap'; subject: string }
	/** `cid` is a connection of `server`; both are absent for the selected connection. */
	| { do: 'kick' | 'move'; server?: string; cid?: number }
	/** `of` narrows the screen: a server, an account, or terms of a filter. */
	| { do: 'screen'; id: string; of?: string };

type Parsed = { ok: true; command: Command } | { ok: false; error: string };

const wrong = (error: string): Parsed => ({ ok: false, error });
const right = (command: Command): Parsed => ({ ok: true, command });

const profile = (args: readonly string[]): Parsed => {
	const last = args.at(-1);
	const kind = last === undefined ? undefined : profileKindNamed(last);
	if (args.length === 2 && kind === undefined) return wrong(unknownText('profile', last ?? '', profileKinds));
	return right({
		do: 'profile',
		kind,
		server: kind === undefined || args.length === 2 ? args[0] : undefined,
	});
};

const sort = ([name = '', way]: readonly string[], screens: readonly Screen[]): Parsed => {
	const column = screens
		.map(({ columns }) => columnNamed(columns, name))
		.find((found) => found !== undefined);
	if (column === undefined) {
		if (name === '') return wrong('sort by which column?');
		const ids = screens.flatMap(({ list, columns }) => (list !== 'log' ? columns.map(({ id }) => id) : []));
		return wrong(unknownText('column', name, ids));
	}
	if (way !== undefined && way !== 'asc' && way !== 'desc') return wrong('asc or desc');
	return right({ do: 'sort', column: column.id, descending: way === undefined ? undefined : way === 'desc' });
};

const interval = ([text = '']: readonly string[]): Parsed => {
	const ms = parseDuration(text);
	return ms === undefined || ms < shortestInterval || ms > longestInterval
		? wrong('a duration from 100ms to 1h, such as 2s')
		: right({ do: 'interval', ms });
};

const theme = ([name = '']: readonly string[]): Parsed => {
	const found = paletteNames.find((palette) => palette === name);
	if (found) return right({ do: 'theme', name: found });
	return wrong(
		name === '' ? `themes are ${paletteNames.join(', ')}` : unknownText('theme', name, paletteNames),
	);
};

const onConnection = (act: 'kick' | 'move', [which]: readonly string[]): Parsed => {
	if (which === undefined) return right({ do: act });
	const [, cid, server] = /^([1-9]\d{0,15})@(.+)$/.exec(which) ?? [];
	return server === undefined
		? wrong(`${act} which connection? CID@SERVER, as 4711@n1`)
		: right({ do: act, cid: Number(cid), server });
};

/** Parses a line; a unique beginning of a command is enough. The error for an unknown word names the nearest known one. */
export const parseCommand = (line: string, screens: readonly Screen[]): Parsed => {
	const names = Object.keys(allCommands(screens));
	const [first = '', ...args] = line.trim().split(/\s+/);
	const beginning = names.filter((name) => name.startsWith(first));
	const name = names.includes(first)
		? first
		: beginning.length === 1
			? beginning[0]
			: first === 'q'
				? 'quit'
				: undefined;
	if (name === undefined)
		return wrong(
			first === '' ? 'type a command' : (lackOfName(screens, first) ?? unknownText('command', first, names)),
		);
	if (!isCommandName(name)) {
		return right({ do: 'screen', id: idOf(name), ...(args.length > 0 && { of: args.join(' ') }) });
	}
	switch (name) {
		case 'open':
		case 'reload':
			return right({ do: name, server: args[0] });
		case 'profile':
			return profile(args);
		case 'kick':
		case 'move':
			return onConnection(name, args);
		case 'sort':
			return sort(args, everyList(screens));
		case 'filter':
			return right({ do: 'filter', text: args.join(' ') });
		case 'mark':
			return args.length > 0
				? right({ do: 'mark', text: args.join(' ') })
				: wrong('mark which servers? a filter');
		case 'at':
			return args.length > 0 ? right({ do: 'at', text: args.join(' ') }) : wrong(timeExample);
		case 'interval':
			return interval(args);
		case 'save-ring':
			return args.length > 0
				? right({ do: 'save-ring', path: args.join(' ') })
				: wrong('to which file? save-ring FILE');
		case 'tap':
			// Without a subject it is the list of what the last one has heard.
			if (args[0] === undefined) return right({ do: 'screen', id: name });
			return args.length === 1
				? right({ do: 'tap', subject: args[0] })
				: wrong('tap which subject? one with a wildcard, as orders.>');
		case 'context':
			return right(args.length > 0 ? { do: 'context', name: args.join(' ') } : { do: 'contexts' });
		case 'theme':
			return theme(args);
		default:
			return right({ do: name });
	}
};
