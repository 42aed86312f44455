// Flags of lists that are read from a recording instead of asking servers.

import { screenCommands } from './command-table.ts';
import type { Flag } from './flag.ts';

const command = { group: 'Of some commands', commands: screenCommands } as const;

export const replayFlags = {
	replay: {
		...command,
		name: 'replay',
		type: 'string',
		value: 'FILE',
		help: 'print what a recording holds; no server is asked',
	},
	at: {
		...command,
		commands: [...screenCommands, 'replay'],
		name: 'at',
		type: 'string',
		value: 'TIME',
		help: 'as a recording was then, such as 12:04:51 or -3m before its end',
	},
} as const satisfies Record<string, Flag>;
