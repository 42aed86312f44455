// Which list a command prints, where a flag can mean the one beside it, and what its filter is then.

import type { Command } from '../config/command-table.ts';
import { term } from '../screens/accounts/scopes.ts';
import { idOf } from '../screens/aliases.ts';

/** Flags with the names of lists. */
const lists = [
	'closed',
	'streams',
	'consumers',
	'routes',
	'gateways',
	'leafnodes',
	'instances',
	'endpoints',
] as const;

/** The id of the list: that of the command, or of the list beside it that a flag names. */
export const listIdOf = (
	command: Command,
	flags: Readonly<Partial<Record<(typeof lists)[number], boolean>>>,
): string => lists.find((list) => flags[list]) ?? idOf(command);

/** The flags with an account as a term of the filter. */
export const withAccount = <Flags extends { account?: string; filter?: string }>(flags: Flags): Flags => {
	const { account, filter } = flags;
	if (account === undefined) return flags;
	return { ...flags, filter: [filter ?? '', term('acc', account)].filter((part) => part !== '').join(' ') };
};
