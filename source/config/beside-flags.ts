// Flags that mean the list beside that of a command, or a part of it.

import type { Flag } from './flag.ts';

const command = { group: 'Of some commands' } as const;

/** A flag of a command for one of its lists. */
const list = (id: string) =>
	({ ...command, type: 'boolean', help: `${id}, as natstop ${id} prints them` }) as const;

export const besideFlags = {
	closed: {
		...command,
		name: 'closed',
		type: 'boolean',
		help: 'those that have ended, as natstop closed prints them',
		commands: ['connections'],
	},
	routes: { ...list('routes'), name: 'routes', commands: ['network'] },
	gateways: { ...list('gateways'), name: 'gateways', commands: ['network'] },
	leafnodes: { ...list('leafnodes'), name: 'leafnodes', commands: ['network'] },
	instances: { ...list('instances'), name: 'instances', commands: ['services'] },
	endpoints: { ...list('endpoints'), name: 'endpoints', commands: ['services'] },
	subs: {
		...command,
		name: 'subs',
		type: 'boolean',
		help: 'with --json: the subjects that each listens to',
		commands: ['connections'],
	},
	streams: { ...list('streams'), name: 'streams', commands: ['jetstream'] },
	consumers: { ...list('consumers'), name: 'consumers', commands: ['jetstream'] },
	account: {
		...command,
		name: 'account',
		type: 'string',
		value: 'NAME',
		help: 'only what is in this account, by its name or key',
		commands: ['jetstream', 'streams', 'consumers', 'subjects'],
	},
} as const satisfies Record<string, Flag>;
