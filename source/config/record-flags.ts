// The flags of `natstop record`.

import type { Flag } from './flag.ts';

const command = { group: 'Of some commands', commands: ['record'] } as const;

export const recordFlags = {
	every: {
		...command,
		name: 'every',
		type: 'duration',
		value: 'DURATION',
		default: '2s, above 200 servers 10s',
		help: 'time between two rounds of questions',
	},
	with: {
		...command,
		name: 'with',
		type: 'string',
		value: 'LISTS',
		help: 'record answers of connections, accounts, jetstream, network, health, services and subjects, too; commas between',
	},
	maxSize: {
		...command,
		name: 'max-size',
		type: 'size',
		value: 'SIZE',
		default: '256MB',
		help: 'bytes of all parts of the recording; the oldest part goes before there are more',
	},
	parts: {
		...command,
		name: 'parts',
		type: 'number',
		value: 'N',
		default: '2',
		help: 'files that the recording is parted into; with 1 it ends where it is full',
	},
	append: {
		...command,
		name: 'append',
		type: 'boolean',
		help: 'go on at the end of a recording that is there',
	},
	anonymize: {
		...command,
		name: 'anonymize',
		type: 'boolean',
		help: 'replace names, hosts, addresses, accounts, users, tags and subjects before anything is written',
	},
} as const satisfies Record<string, Flag>;
