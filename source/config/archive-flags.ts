// The flags about archives of `nats audit gather`.

import { onceCommands, streamCommands } from './command-table.ts';
import type { Flag } from './flag.ts';

const command = { group: 'Of some commands' } as const;

export const archiveFlags = {
	archive: {
		...command,
		name: 'archive',
		type: 'string',
		value: 'FILE',
		help: 'an archive of nats audit gather, instead of a connection',
		commands: [...onceCommands, ...streamCommands, 'check', 'profile'],
	},
	profiles: {
		...command,
		name: 'profiles',
		type: 'boolean',
		help: 'list the profiles in it',
		commands: ['open'],
	},
} as const satisfies Record<string, Flag>;
