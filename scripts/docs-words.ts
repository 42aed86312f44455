// The words of the tables in the README and in docs/ that the program itself does not say.

import type { FlagGroup } from '../source/config/flag.ts';
import type { exitCodes } from '../source/system/output.ts';

/** Where an event comes from: subjects in code, or natstop itself. */
export const eventSources: Readonly<Record<string, string>> = {
	CONNECT: '`$SYS.ACCOUNT.*.CONNECT`',
	DISCONNECT: '`$SYS.ACCOUNT.*.DISCONNECT`',
	CLOSED: 'natstop, in account mode',
	'AUTH ERR': '`$SYS.SERVER.*.CLIENT.AUTH.ERR`, in account mode `$SYS.ACCOUNT.CLIENT.AUTH.ERR`',
	OCSP: '`$SYS.SERVER.*.OCSP.>`',
	CLAIMS:
		'`$SYS.REQ.CLAIMS.UPDATE` `$SYS.REQ.CLAIMS.DELETE` `$SYS.REQ.ACCOUNT.*.CLAIMS.UPDATE` `$SYS.ACCOUNT.*.CLAIMS.UPDATE`',
	'LAME DUCK': '`$SYS.SERVER.*.LAMEDUCK`',
	SHUTDOWN: '`$SYS.SERVER.*.SHUTDOWN`',
	NEW: 'natstop',
	RESTART: 'natstop',
	STALE: 'natstop',
	DOWN: 'natstop',
	BACK: 'natstop',
	GONE: 'natstop',
	SLOW: 'natstop',
	ROUTE: 'natstop',
	VERSION: 'natstop',
	CONFIG: 'natstop',
	'JS LEADER': '`$JS.EVENT.ADVISORY.>`',
	'JS QUORUM': '`$JS.EVENT.ADVISORY.>`',
	'JS STORAGE': '`$JS.EVENT.ADVISORY.>`',
	'JS REMOVED': '`$JS.EVENT.ADVISORY.>`',
	'JS LIMIT': '`$JS.EVENT.ADVISORY.>`',
	'JS OTHER': '`$JS.EVENT.ADVISORY.>`',
	CREATED: '`$JS.EVENT.ADVISORY.STREAM.CREATED.>` and of `CONSUMER`, to its account',
	UPDATED: '`$JS.EVENT.ADVISORY.STREAM.UPDATED.>`, to its account',
	DELETED: '`$JS.EVENT.ADVISORY.STREAM.DELETED.>` and of `CONSUMER`, to its account',
	DELIVERIES: '`$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES.>`, to its account',
	TERMINATED: '`$JS.EVENT.ADVISORY.CONSUMER.MSG_TERMINATED.>`, to its account',
	PAUSE: '`$JS.EVENT.ADVISORY.CONSUMER.PAUSE.>`, to its account',
	PINNED: '`$JS.EVENT.ADVISORY.CONSUMER.PINNED.>` and `UNPINNED`, to its account',
	SNAPSHOT: '`$JS.EVENT.ADVISORY.STREAM.SNAPSHOT_CREATE.>` and `COMPLETE`, to its account',
	RESTORE: '`$JS.EVENT.ADVISORY.STREAM.RESTORE_CREATE.>` and `COMPLETE`, to its account',
	CHECK: 'natstop',
	RELOAD: 'natstop',
	KICK: 'natstop',
	MOVE: 'natstop',
	PROFILE: 'natstop',
	LINK: 'natstop',
	ARCHIVE: 'the archive',
	DENIED: 'natstop',
	CONNS: '`$SYS.ACCOUNT.*.SERVER.CONNS`',
	NAKED: '`$JS.EVENT.ADVISORY.CONSUMER.MSG_NAKED.>`, to its account',
	STATSZ: '`$SYS.SERVER.*.STATSZ`',
};

/** The keys that the README names, by action id, with what they do in a first hour. */
export const firstKeys: Readonly<Record<string, string>> = {
	open: 'open the server or the event of this row',
	back: 'go back, close, or clear the filter',
	'pane.next': 'go to the next pane: servers, detail, events',
	filter: 'filter the rows',
	'table.sort.choose': 'choose the column to sort by',
	'table.wide': 'show all columns, and scroll sideways',
	'live.pause': 'pause and resume',
	'events.kinds': 'choose the kinds of events',
	help: 'show every key',
	quit: 'go back, and quit from the first screen',
};

export const exitMeanings = {
	fine: 'done; for `reload` this means verified, for `demo` that it ended in order',
	failure: 'it could not be done; one sentence on standard error says why',
	usage: 'an unknown flag, command or value; the nearest known name is given',
	notSystemAccount: 'the command needs a user of the system account, and this is none',
	interrupted: '`events` was interrupted',
} as const satisfies Record<keyof typeof exitCodes, string>;

export const flagGroupTitles = {
	Connection: 'Connection, of every command but `demo` and `completion`',
	Monitor: 'Monitor and demo',
	'Of some commands': 'Of some commands',
	General: 'Everywhere',
} as const satisfies Record<FlagGroup, string>;

/** How often the facts of a check come, by its id, where that is not what stands for its kind. */
export const checkTimes: Readonly<Record<string, string>> = {
	health: '10 s, in full 60 s, while `8` is open',
	config: '30 s',
	'gateways-uniform': '30 s',
	'auth-required': '30 s',
	tls: '30 s',
	auth: 'as it happens',
	'lame-duck': 'as it happens',
	churn: 'as it happens',
	claims: 'when they change',
	'stream-full': '5 s, its limits 120 s',
	'consumers-full': '5 s, its limits 120 s',
	monitor: '5 s, its limits 120 s',
	quorum: '30 s, sooner where an event tells',
	leafnode: '5 s',
	'route-rtt': '10 s',
};

/** Why each package is there; what the program needs comes first, what only its making needs after it. */
export const packageReasons: Readonly<Record<string, string>> = {
	ink: 'draws the screen from components; version 8 for its incremental frames and because older ones grow for ever',
	react: "ink's component model",
	'@nats-io/transport-node': 'the NATS client, the `nats` package under its present name',
	'@nats-io/jwt': 'reads user JWTs; makes the accounts and users of the demo and the tests',
	'@nats-io/nkeys': 'signs with nkey seeds; makes the keys of the demo and the tests',
	meow: 'reads the command line',
	'ink-table':
		'the printed tables of `servers` and `whoami` (by alias, the build that loads beside an ESM ink)',
	'ansi-styles': 'the escape sequences of colours, by name',
	re2js: 'regular expressions of filters, whose cost grows with the text and no faster',
	'pprof-format': 'decodes profiles, all but their stacks, of which there may be a hundred thousand',
	'string-width': 'how many columns a text takes',
	'env-paths': "the user's cache folder, where a fetched nats-server is kept",
	'fastest-levenshtein': 'the nearest known name in error messages',
	yauzl:
		'reads the ZIP files of natstop open by their directory, ZIP64 too (MIT, and so is pend, which it brings)',
	'jsonc-parser': 'finds the places in the configuration file where `:save` writes',
	'parse-duration': 'durations such as `1m30s`',
	valibot: 'checks context and configuration files',
	esbuild: 'builds the published files',
	tsx: 'runs the scripts of this repository',
	typescript: 'checks types',
	'@types/node': 'types of Node',
	'@types/react': 'types of react',
	'@types/yauzl': 'types of yauzl',
	'@biomejs/biome': 'formatter and linter',
	vitest: 'runs the tests',
	'fast-check': 'makes the hostile input of the tests',
	'ink-testing-library': 'tests of single components',
	'@xterm/headless': 'a terminal emulator: tests and pictures read the screen from it',
	'@lydell/node-pty': 'a real pseudo terminal for tests and pictures, without compiling',
};
