// The flags of `natstop profile` that say how a profile is printed.

import type { Flag } from './flag.ts';

const command = { group: 'Of some commands', commands: ['profile'] } as const;

export const profileTextFlags = {
	top: {
		...command,
		name: 'top',
		type: 'boolean',
		help: 'print the functions of a profile, as go tool pprof -top does',
	},
	tree: {
		...command,
		name: 'tree',
		type: 'boolean',
		help: 'print them with their callers and what they call, as -tree does',
	},
	peek: {
		...command,
		name: 'peek',
		type: 'string',
		value: 'REGEX',
		help: 'print so those whose name it matches, as -peek does',
	},
	folded: {
		...command,
		name: 'folded',
		type: 'boolean',
		help: 'print folded stacks, which flame graph tools read',
	},
	stacks: {
		...command,
		name: 'stacks',
		type: 'boolean',
		help: 'print the stacks of a text of level 1 or 2, with counts, states and waits',
	},
	sum: {
		...command,
		name: 'sum',
		type: 'boolean',
		help: 'sum up the profiles of several files or servers',
	},
	sampleIndex: {
		...command,
		name: 'sample-index',
		type: 'string',
		value: 'TYPE',
		help: 'which figure of a profile, as alloc_space or inuse_objects',
	},
	diffBase: {
		...command,
		name: 'diff-base',
		type: 'string',
		value: 'FILE',
		help: 'tell what came since this profile, as -diff_base does',
	},
} as const satisfies Record<string, Flag>;
