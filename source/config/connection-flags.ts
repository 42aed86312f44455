// The flags that say where natstop connects, and as whom.

import { modes } from '../model/mode.ts';
import { commandsConnecting } from './command-table.ts';
import type { Flag } from './flag.ts';

const connection = { group: 'Connection', commands: commandsConnecting } as const;
const text = { ...connection, type: 'string', value: 'TEXT' } as const;
const file = { ...connection, type: 'string', value: 'FILE' } as const;

/** The flags, by their names in code. */
export const connectionFlags = {
	server: {
		...connection,
		name: 'server',
		short: 's',
		type: 'string',
		env: 'NATS_URL',
		value: 'URL,…',
		default: 'nats://127.0.0.1:4222',
		help: 'servers to connect to',
	},
	noDiscover: {
		...connection,
		name: 'no-discover',
		type: 'boolean',
		help: 'connect to these servers only, not to others that they name',
	},
	creds: { ...file, name: 'creds', env: 'NATS_CREDS', help: 'credentials file (or env://, data:, nsc://)' },
	nkey: { ...file, name: 'nkey', env: 'NATS_NKEY', help: 'file with a user nkey seed' },
	jwt: { ...text, name: 'jwt', env: 'NATS_JWT', help: 'user JWT' },
	seed: { ...text, name: 'seed', env: 'NATS_SEED', help: 'nkey seed that goes with --jwt' },
	user: { ...text, name: 'user', env: 'NATS_USER', help: 'user name; without a password it is a token' },
	password: {
		...text,
		name: 'password',
		env: 'NATS_PASSWORD',
		help: 'password of --user; others on this machine can see it',
	},
	passwordFile: { ...file, name: 'password-file', help: 'file with the password of --user' },
	token: { ...text, name: 'token', env: 'NATS_TOKEN', help: 'token' },
	tlscert: { ...file, name: 'tlscert', env: 'NATS_CERT', help: 'TLS client certificate' },
	tlskey: { ...file, name: 'tlskey', env: 'NATS_KEY', help: 'key of --tlscert' },
	tlsca: { ...file, name: 'tlsca', env: 'NATS_CA', help: 'certificate authority to trust' },
	tlsfirst: {
		...connection,
		name: 'tlsfirst',
		alias: 'tls-first',
		type: 'boolean',
		help: 'TLS handshake before anything else',
	},
	context: {
		...connection,
		name: 'context',
		type: 'string',
		env: 'NATS_CONTEXT',
		value: 'NAME',
		default: 'the selected one',
		help: 'context of the nats CLI, or a path ending in .json',
	},
	noContext: { ...connection, name: 'no-context', type: 'boolean', help: 'use no context' },
	as: {
		...connection,
		name: 'as',
		type: 'choice',
		choices: modes,
		default: 'what the account is',
		help: 'insist on the system account, or look at the own account alone',
	},
	inboxPrefix: { ...text, name: 'inbox-prefix', default: '_INBOX', help: 'prefix of reply subjects' },
	timeout: {
		...connection,
		name: 'timeout',
		type: 'duration',
		env: 'NATS_TIMEOUT',
		value: 'DURATION',
		default: '5s',
		help: 'for connecting and for each request',
	},
	connectionName: {
		...text,
		name: 'connection-name',
		default: 'natstop',
		help: 'name that servers show for this connection',
	},
	wait: { ...connection, name: 'wait', type: 'boolean', help: 'retry the first connection until it works' },
} as const satisfies Record<string, Flag>;
