// What a flag is, for the tables of flags.

import type { Command } from './command-table.ts';

/** In the order of the help. */
export const flagGroups = ['Connection', 'Monitor', 'Of some commands', 'General'] as const;

export type FlagGroup = (typeof flagGroups)[number];

/** One flag. `string` and `choice` stay text, `duration` becomes milliseconds, `number` a whole number. */
export type Flag = {
	/** As written after `--`. */
	name: string;
	short?: string;
	alias?: string;
	type: 'boolean' | 'string' | 'number' | 'duration' | 'choice';
	choices?: readonly string[];
	/** The environment variable that gives the same. */
	env?: string;
	/** What stands for the value in the help. */
	value?: string;
	/** Said in the help only; the value itself is applied in config.ts. */
	default?: string;
	help: string;
	group: FlagGroup;
	commands: readonly Command[];
};
