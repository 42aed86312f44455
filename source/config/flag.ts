// The type of a flag, for the tables of flags.

import type { Command } from './command-table.ts';

/** The groups of flags, in the order of the help. */
export const flagGroups = ['Connection', 'Monitor', 'Of some commands', 'General'] as const;

export type FlagGroup = (typeof flagGroups)[number];

/** One flag. `string` and `choice` stay text, `duration` becomes milliseconds, `size` bytes, `number` a whole number. */
export type Flag = {
	/** The name, as written after `--`. */
	name: string;
	short?: string;
	alias?: string;
	type: 'boolean' | 'string' | 'number' | 'duration' | 'size' | 'choice';
	choices?: readonly string[];
	/** The environment variable that sets the same. */
	env?: string;
	/** The word for the value in the help. */
	value?: string;
	/** The default, for the help only: config.ts applies the value itself. */
	default?: string;
	help: string;
	group: FlagGroup;
	commands: readonly Command[];
};
