// The contexts that natstop can switch to: what they are, and that nothing of the first system is in their settings.

import { expect, test } from 'vitest';
import { contextMark } from '../../source/app/context-mark.ts';
import { resolveConfig } from '../../source/config/config.ts';
import { contextBook } from '../../source/config/contexts.ts';
import type { Flags } from '../../source/config/flags.ts';
import { createTheme } from '../../source/theme.ts';
import { headerRows } from '../../source/views/header.tsx';
import { connectedLink, fleetSnapshot, now } from '../fixtures/fleet.ts';
import { environmentOf } from '../helpers/environment.ts';

const folder = '/home/ada/.config/nats/context';
const files = {
	[`${folder}/prod.json`]: JSON.stringify({ url: 'nats://prod:4222', creds: '/etc/prod.creds' }),
	[`${folder}/stage.json`]: JSON.stringify({ url: 'nats://alice:secret@stage:4222' }),
	[`${folder}/broken.json`]: '{',
	'/home/ada/.config/nats/context.txt': 'prod',
};

const bookOf = (flags: Flags = {}, env: Readonly<Record<string, string>> = {}) =>
	contextBook(flags, environmentOf(files, env));

test('the settings of a context that is switched to hold nothing of the flags and variables that natstop was started with', () => {
	const flags = { server: 'nats://first:1', creds: '/first.creds', timeout: 9000, connectionName: 'ops' };
	const env = { NATS_URL: 'nats://second:2', NATS_USER: 'bob', NATS_PASSWORD: 'x', NATS_CONTEXT: 'stage' };
	expect(bookOf(flags, env).settings('prod')).toMatchObject({
		connection: { servers: ['nats://prod:4222'], creds: '/etc/prod.creds', timeout: 9000, name: 'ops' },
		origin: 'context prod',
	});
	expect(bookOf(flags, env).settings('prod').connection).not.toHaveProperty('user');
});

test('a context that cannot be read is listed with the reason, and none is listed with a password', () => {
	expect(bookOf().list()).toEqual([
		{ name: 'broken', about: `the context file ${folder}/broken.json is not valid JSON` },
		{ name: 'prod', about: 'nats://prod:4222' },
		{ name: 'stage', about: expect.stringMatching(/^nats:\/\/.*@stage:4222$/) },
	]);
	expect(JSON.stringify(bookOf().list())).not.toContain('secret');
	expect(() => bookOf().settings('broken')).toThrow('is not valid JSON');
	expect(() => bookOf().settings('none')).toThrow('known contexts: broken, prod, stage');
});

const withFile = (config: object, flags: Flags = {}) =>
	resolveConfig(
		flags,
		environmentOf({ ...files, '/home/ada/.config/natstop/config.json': JSON.stringify(config) }),
	);

test('a context of the configuration has its name and its colour in the header', () => {
	const { context, contextLooks } = withFile({ contexts: { prod: { name: 'PROD', color: 'red' } } });
	expect(context).toBe('prod');
	expect(contextMark(contextLooks, context)).toEqual({ text: 'PROD', token: 'context-red' });
	expect(contextMark(contextLooks, 'stage')).toBeUndefined();
	expect(contextMark(contextLooks, 'toString')).toBeUndefined();
	expect(withFile({}, { server: 'nats://a:1', creds: '/a' }).context).toBeUndefined();
});

test.each<[object, Flags, { here: boolean; there: boolean }]>([
	[{}, {}, { here: false, there: false }],
	[{ contexts: { prod: { noDiscover: true } } }, {}, { here: true, there: false }],
	[{ contexts: { stage: { noDiscover: true } } }, {}, { here: false, there: true }],
	[{ noDiscover: true, contexts: { stage: { noDiscover: false } } }, {}, { here: true, there: false }],
	[{ contexts: { prod: { noDiscover: false } } }, { noDiscover: true }, { here: true, there: true }],
])(
	'with %j and the flags %j only these systems are watched by the given servers alone: %j',
	(config, flags, stays) => {
		const { connection, contexts } = withFile(config, flags);
		const there = contexts?.settings('stage').connection;
		expect({ here: connection.noDiscover ?? false, there: there?.noDiscover ?? false }).toEqual(stays);
	},
);

test.each([
	[{ contexts: { prod: { color: 'pink' } } }, 'contexts.prod.color must be'],
	[{ contexts: { prod: { colour: 'red' } } }, 'contexts.prod.colour'],
	[{ contexts: [] }, 'contexts must be an object'],
	[{ reload: { wait: '100ms' } }, 'reload.wait must be a duration'],
])('%j in the configuration is refused with its place', (config, words) => {
	expect(() => withFile(config)).toThrow(words);
});

test('the wait of a rolling reload is two minutes unless the configuration says otherwise', () => {
	expect(withFile({}).reloadWait).toBe(120_000);
	expect(withFile({ reload: { wait: '30s' } }).reloadWait).toBe(30_000);
});

test.each([60, 80, 120, 200])(
	'the block of a context with a colour never leaves the header, at %d columns',
	(columns) => {
		const rows = headerRows({
			...{
				columns,
				theme: createTheme('default', false),
				link: connectedLink(),
				fleet: fleetSnapshot(),
				now,
			},
			...{ version: '0.1.0', interval: 2000, startedAt: now, paused: false, exact: false, totals: false },
			context: { text: 'PRODUCTION', token: 'context-red' },
		});
		expect(rows[0]).toContain('\x1b[41m');
		expect(rows[0]).toContain(' PRODUCTION ');
	},
);
