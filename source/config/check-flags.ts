// The flags of `natstop check` alone, and of alerts.

import { notifications } from '../system/notifications.ts';
import type { Flag } from './flag.ts';

const command = { group: 'Of some commands', commands: ['check'] } as const;

export const checkFlags = {
	failOn: {
		...command,
		name: 'fail-on',
		type: 'choice',
		choices: ['warn', 'critical'],
		default: 'critical',
		help: 'how bad it must be for exit code 1',
	},
	only: {
		...command,
		name: 'only',
		type: 'string',
		value: 'CHECKS',
		help: 'only these checks, by their ids with commas between',
	},
	skip: {
		...command,
		name: 'skip',
		type: 'string',
		value: 'CHECKS',
		help: 'all but these checks',
	},
	nagios: {
		...command,
		name: 'nagios',
		type: 'boolean',
		help: 'first line and exit codes as Nagios wants them: 0 fine, 1 warning, 2 critical, 3 not known',
	},
	format: {
		...command,
		name: 'format',
		type: 'choice',
		choices: ['text', 'prometheus'],
		default: 'text',
		help: 'text for people, or metrics for Prometheus',
	},
} as const satisfies Record<string, Flag>;

export const alertFlags = {
	notify: {
		group: 'Monitor',
		commands: ['monitor', 'demo'],
		name: 'notify',
		type: 'choice',
		choices: notifications,
		default: 'none',
		help: 'tell the terminal when a check turns critical',
	},
} as const satisfies Record<string, Flag>;
