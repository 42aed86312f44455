// Where every setting comes from, and which source wins.

import { describe, expect, test } from 'vitest';
import { resolveConfig } from '../../source/config/config.ts';
import type { Flags } from '../../source/config/flags.ts';
import { passwordFileWarning } from '../../source/config/password-file.ts';
import { readLogin } from '../../source/nats/connect/login.ts';
import { SettingsError } from '../../source/nats/connect/settings.ts';
import { environmentOf } from '../helpers/environment.ts';

const contexts = '/home/ada/.config/nats';
const contextFile = (name: string) => `${contexts}/context/${name}.json`;
const ownFile = '/home/ada/.config/natstop/config.json';

const resolve = (
	flags: Flags = {},
	files: Readonly<Record<string, string>> = {},
	env: Readonly<Record<string, string>> = {},
) => resolveConfig(flags, environmentOf(files, env));

const prod = {
	[`${contexts}/context.txt`]: 'prod-sys\n',
	[contextFile('prod-sys')]: JSON.stringify({
		description: 'of a newer nats CLI',
		color_scheme: 'blue',
		some_new_field: { deep: true },
		url: 'nats://a:4222, tls://b:4222',
		user: '',
		creds: '~/$STAGE/sys.creds',
		ca: '$PKI/ca.pem',
		inbox_prefix: '_INBOX_ops',
		tls_first: true,
	}),
};

describe('a connection', () => {
	test('with nothing at all is to nats://127.0.0.1:4222', () => {
		expect(resolve()).toMatchObject({
			connection: { servers: ['nats://127.0.0.1:4222'], timeout: 5000, name: 'natstop' },
			origin: 'default',
			wait: false,
		});
		expect(resolve().connection).not.toHaveProperty('tls');
	});

	test('comes from the selected context, with home and variables filled in and unknown fields ignored', () => {
		expect(resolve({}, prod, { STAGE: 'live', PKI: '/etc/pki' })).toMatchObject({
			connection: {
				servers: ['nats://a:4222', 'tls://b:4222'],
				creds: '~/$STAGE/sys.creds',
				tls: { ca: '/etc/pki/ca.pem', first: true },
				inboxPrefix: '_INBOX_ops',
			},
			origin: 'context prod-sys',
		});
	});

	test('takes no context with --no-context', () => {
		expect(resolve({ noContext: true }, prod).origin).toBe('default');
	});

	test('takes the named context before NATS_CONTEXT, and that before the selected one', () => {
		const files = {
			...prod,
			[contextFile('b')]: '{"url":"nats://b"}',
			[contextFile('c')]: '{"url":"nats://c"}',
		};
		expect(resolve({}, files, { NATS_CONTEXT: 'b' }).origin).toBe('context b');
		expect(resolve({ context: 'c' }, files, { NATS_CONTEXT: 'b' }).origin).toBe('context c');
	});

	test('takes every variable of the nats CLI', () => {
		const env = {
			NATS_URL: 'nats://env:4222',
			NATS_NKEY: '/n.nk',
			NATS_CERT: '/c.pem',
			NATS_KEY: '/k.pem',
			NATS_CA: '~/ca.pem',
			NATS_TIMEOUT: '1m30s',
		};
		expect(resolve({}, {}, env)).toMatchObject({
			connection: {
				servers: ['nats://env:4222'],
				nkey: '/n.nk',
				tls: { cert: '/c.pem', key: '/k.pem', ca: '/home/ada/ca.pem' },
				timeout: 90_000,
			},
			origin: 'NATS_URL + NATS_NKEY',
		});
		expect(resolve({}, {}, { NATS_USER: 'u', NATS_PASSWORD: 'p' }).connection).toMatchObject({
			user: 'u',
			password: 'p',
		});
		expect(resolve({}, {}, { NATS_JWT: 'j', NATS_SEED: 's' }).connection).toMatchObject({
			jwt: 'j',
			seed: 's',
		});
		expect(resolve({}, {}, { NATS_TOKEN: 't' })).toMatchObject({
			connection: { token: 't' },
			origin: 'NATS_TOKEN',
		});
		expect(resolve({}, {}, { NATS_CREDS: '/s.creds' }).connection).toMatchObject({ creds: '/s.creds' });
	});

	test('takes flags over the environment over the context, field by field', () => {
		const env = { NATS_URL: 'nats://env:4222', NATS_CA: '/env/ca.pem' };
		expect(resolve({ server: 'flag:4222', timeout: 300 }, prod, env)).toMatchObject({
			connection: {
				servers: ['flag:4222'],
				creds: '~/$STAGE/sys.creds',
				tls: { ca: '/env/ca.pem', first: true },
				timeout: 300,
			},
			origin: '--server + context prod-sys',
		});
	});

	test('takes one way to log in from the highest source that names one, completed from the others', () => {
		const { connection } = resolve({ user: 'ada' }, prod, { NATS_PASSWORD: 'secret', NATS_TOKEN: 't' });
		expect(connection).toMatchObject({ user: 'ada', password: 'secret' });
		expect(connection).not.toHaveProperty('creds');
		expect(connection).not.toHaveProperty('token');
	});

	test('takes user information out of a URL', () => {
		const { connection } = resolve({ server: 'nats://ada:p%40ss@a:4222,b:4222' });
		expect(connection).toMatchObject({ servers: ['nats://a:4222', 'b:4222'], user: 'ada', password: 'p@ss' });
		expect(resolve({ server: 'token@a:4222' }).connection).toMatchObject({
			servers: ['a:4222'],
			user: 'token',
		});
		expect(resolve({ server: 'ada:p@a', creds: '/s.creds' }).connection).not.toHaveProperty('user');
	});

	test.each([
		'nats://sys:p@ss/word@db.example.com',
		'nats://sys:pa/ss@db.example.com:4222',
		'sys:pa/ss@db.example.com',
		'nats://sys:word,ss@db.example.com',
		'nats://sys:12,34@db.example.com',
		'sys:word,ss@db.example.com:4222',
		'nats://a.example.com:4222,nats://sys:p/@b.example.com',
	])('with a password that is not encoded, %s, says so and shows nothing of it', (server) => {
		const sentence =
			'--server: a password in a URL has to be %-encoded, / as %2F, @ as %40 and , as %2C; a list of servers with a login has nats:// before each';
		expect(() => resolve({ server })).toThrow(new SettingsError(sentence));
		expect(() => resolve({}, {}, { NATS_URL: server })).toThrow(
			new SettingsError(sentence.replace('--server', 'NATS_URL')),
		);
	});

	test('with a password that holds an @, or lists with logins, is understood', () => {
		expect(resolve({ server: 'nats://ada:p@ss@a:4222' }).connection).toMatchObject({
			servers: ['nats://a:4222'],
			password: 'p@ss',
		});
		expect(resolve({ server: 'a:4222,ada:p@b:4222' }).connection).toMatchObject({
			servers: ['a:4222', 'b:4222'],
			user: 'ada',
		});
		expect(resolve({ server: 'nats://ada:p@a,nats://ada:p@b' }).connection.servers).toHaveLength(2);
		expect(resolve({ server: 'nats://ada:p@[::1]:4222' }).connection.servers).toEqual(['nats://[::1]:4222']);
	});

	test.each([
		['::1', '::1', '::1'],
		['nats://fe80::1', 'nats://fe80::1', 'fe80::1'],
		['tls://ada:p@2001:db8::7:4222', 'tls://2001:db8::7:4222', '2001:db8::7:4222'],
	])('to %s says that an IPv6 address stands in brackets', (server, shown, host) => {
		const sentence = `${shown}: an IPv6 address stands in brackets, [${host}] or [${host}]:4222`;
		expect(() => resolve({ server })).toThrow(new SettingsError(sentence));
	});

	test('takes the password from a file, which is read for every attempt and of which others are warned', () => {
		const files = { '/run/pw': 's3cret\r\n', '/run/empty': '\n' };
		const login = (passwordFile: string, at = environmentOf(files)) =>
			readLogin(resolve({ user: 'ada', passwordFile }).connection, at);
		expect(login('/run/pw').authenticate()).toEqual({ user: 'ada', pass: 's3cret' });
		expect(() => login('/run/empty')).toThrow(new SettingsError('there is no password in /run/empty'));
		expect(() => login('/run/none')).toThrow(
			new SettingsError('cannot read the password file /run/none: no such file'),
		);
		expect(resolve({ passwordFile: '/run/pw' }, {}, { NATS_USER: 'ada' }).connection.user).toBe('ada');
		expect(() => resolve({ passwordFile: '/run/pw' })).toThrow('--password-file needs a user');
		expect(passwordFileWarning('/run/pw', environmentOf(files))).toBeUndefined();
		expect(passwordFileWarning('/run/pw', environmentOf(files, {}, 0o640))).toBe(
			'others can read the password file /run/pw (mode 0640); chmod 600 keeps it to yourself',
		);
	});

	test('to a tls:// address asks for TLS', () => {
		expect(resolve({ server: 'tls://a:4222' }).connection.tls).toEqual({});
	});

	test.each<[string, Flags, Record<string, string>, Record<string, string>, string]>([
		[
			'a proxy',
			{},
			{},
			{ NATS_SOCKS_PROXY: 'socks5://x' },
			'SOCKS proxies (NATS_SOCKS_PROXY) are not supported',
		],
		[
			'a bad timeout',
			{},
			{},
			{ NATS_TIMEOUT: '5' },
			'NATS_TIMEOUT: "5" is not a duration such as 5s, 1m30s or 300ms',
		],
		['endless patience', { timeout: 4_000_000 }, {}, {}, '--timeout must be at most 1h'],
		['a websocket', { server: 'ws://a' }, {}, {}, 'ws://a: only nats:// and tls:// are supported, not ws://'],
		['nonsense', { server: 'a b' }, {}, {}, '"a b" is not the address of a server'],
		['half a key pair', { tlscert: '/c' }, {}, {}, 'a TLS certificate needs its key'],
		['too much haste', { interval: 5 }, {}, {}, '--interval must be at least 100ms'],
		// A timer of over 24 days would go off at once.
		['no haste at all', { interval: 3e9 }, {}, {}, '--interval must be at most 1h'],
	])('with %s fails in one sentence', (_, flags, files, env, message) => {
		expect(() => resolve(flags, files, env)).toThrow(new SettingsError(message));
	});
});

describe("natstop's own file", () => {
	test('gives what flags do not', () => {
		const file = {
			interval: '500ms',
			theme: 'light',
			ascii: true,
			utc: true,
			readOnly: true,
			clipboard: 'none',
			keys: { 'server.reload': ['ctrl+r'] },
		};
		const files = { [ownFile]: JSON.stringify(file) };
		expect(resolve({ theme: 'mono', ascii: false }, files)).toMatchObject({
			...file,
			interval: 500,
			theme: 'mono',
			ascii: false,
		});
		expect(resolve({ interval: 3000 }, files).interval).toBe(3000);
		expect(resolve({ utc: true }).utc).toBe(true);
		expect(resolve({}).utc).toBe(false);
	});

	test('chooses for the list of each screen; what stands by itself is for servers', () => {
		const file = {
			...{ columns: ['NAME', 'CPU%'], sort: 'cpu', filter: 'flat' },
			screens: { servers: { sort: 'mem', reverse: true }, events: { filter: 'kind:auth' } },
		};
		const files = { [ownFile]: JSON.stringify(file) };
		const servers = { columns: ['NAME', 'CPU%'], sort: 'mem', reverse: true, filter: 'flat' };
		const events = { filter: 'kind:auth' };
		expect(resolve({}, files).screens).toEqual({ servers, events });
		expect(resolve({}).screens).toEqual({});
	});

	test('gives way to flags, which are about the screen of the command', () => {
		const files = { [ownFile]: '{"sort":"cpu","screens":{"events":{"filter":"kind:auth"}}}' };
		const events = { filter: 'kind:auth' };
		expect(resolve({ sort: 'mem', reverse: false }, files).screens).toEqual({
			servers: { sort: 'mem', reverse: false },
			events,
		});
		expect(resolveConfig({ filter: 'x' }, environmentOf(files), 'events').screens).toEqual({
			servers: { sort: 'cpu' },
			events: { filter: 'x' },
		});
	});

	test('may name a folder in the home', () => {
		const files = { [ownFile]: '{"dir":"~/profiles"}' };
		expect(resolve({}, files).dir).toBe('/home/ada/profiles');
		expect(resolve({ dir: 'here' }, files).dir).toBe('here');
	});

	test('is looked for under XDG_CONFIG_HOME', () => {
		const env = { XDG_CONFIG_HOME: '/xdg' };
		expect(resolve({}, { '/xdg/natstop/config.json': '{"readOnly":true}' }, env).readOnly).toBe(true);
	});

	test('does not paint where NO_COLOR says not to', () => {
		expect(resolve({}, { [ownFile]: '{"theme":"light"}' }, { NO_COLOR: '1' }).theme).toBe('mono');
	});

	test('does not paint on a terminal without colours, unless a flag asks for it', () => {
		const files = { [ownFile]: '{"theme":"light"}' };
		expect(resolve({}, files, { TERM: 'vt100' }).theme).toBe('mono');
		expect(resolve({}, files, { TERM: 'xterm-256color' }).theme).toBe('light');
		expect(resolve({ theme: 'default' }, files, { TERM: 'vt100' }).theme).toBe('default');
	});

	test.each([
		['{', `the configuration file ${ownFile} is not valid JSON`],
		['[]', `in the configuration file ${ownFile}: it holds no JSON object`],
		['{"interval":2}', `in the configuration file ${ownFile}: interval must be string`],
		[
			'{"interval":"soon"}',
			`in the configuration file ${ownFile}: interval must be a duration such as 5s, 1m30s or 300ms, from 100ms to 1h`,
		],
		[
			'{"theme":"dark"}',
			`in the configuration file ${ownFile}: theme must be ("default" | "light" | "mono")`,
		],
		[
			'{"readonly":true}',
			`in the configuration file ${ownFile}: it has no setting readonly; did you mean readOnly?`,
		],
		...['screens', 'checks', 'keys'].flatMap((name) =>
			['[]', '["cpu"]', '1', 'null', '"off"'].map((value) => [
				`{"${name}":${value}}`,
				`in the configuration file ${ownFile}: ${name} must be an object`,
			]),
		),
		['{"screens":{"servers":[]}}', `in the configuration file ${ownFile}: screens.servers must be an object`],
		['{"screens":{"events":[]}}', `in the configuration file ${ownFile}: screens.events must be an object`],
		['{"columns":{}}', `in the configuration file ${ownFile}: columns must be a list`],
		['{"keys":{"copy":{}}}', `in the configuration file ${ownFile}: keys.copy must be a list`],
		['{"screens":1}', `in the configuration file ${ownFile}: screens must be an object`],
		[
			'{"screens":{"event":{}}}',
			`in the configuration file ${ownFile}: it has no setting screens.event; did you mean screens.events?`,
		],
		[
			'{"screens":{"events":{"sort":"time"}}}',
			`in the configuration file ${ownFile}: it has no setting screens.events.sort; did you mean screens.servers.sort?`,
		],
		['{"columns":[1]}', `in the configuration file ${ownFile}: columns.0 must be string`],
		[
			'{"keys":{"server.relod":["r"]}}',
			`in the configuration file ${ownFile}: keys has no action server.relod; did you mean server.reload?`,
		],
		[
			'{"checks":{"cpuu":"off"}}',
			`in the configuration file ${ownFile}: checks has no cpuu; did you mean cpu?`,
		],
		[
			'{"checks":{"cpu":"on"}}',
			`in the configuration file ${ownFile}: checks.cpu must be "off" or a list of one or two figures`,
		],
		[
			'{"checks":{"cpu":[]}}',
			`in the configuration file ${ownFile}: checks.cpu must be "off" or one or two figures in percent, such as [70, 90]`,
		],
		[
			'{"checks":{"route-pending":[-1]}}',
			`in the configuration file ${ownFile}: checks.route-pending must be "off" or one or two figures in MiB, such as [1]`,
		],
		[
			'{"checks":{"cpu":[90,70]}}',
			`in the configuration file ${ownFile}: checks.cpu: the second figure, which is critical, must be more than the first`,
		],
		[
			'{"checks":{"tls":[7,30]}}',
			`in the configuration file ${ownFile}: checks.tls: the second figure, which is critical, must be less than the first`,
		],
		[
			'{"checks":{"version":[1,2]}}',
			`in the configuration file ${ownFile}: checks.version judges no figure: it can only be "off"`,
		],
	])('that says %s is refused by name', (json, message) => {
		expect(() => resolve({}, { [ownFile]: json })).toThrow(new SettingsError(message));
	});

	test('that says what checks judge by is read in the units they judge in', () => {
		const json =
			'{"checks":{"cpu":[55,80.5],"memory":[60],"route-pending":[2,8],"version":"off","tls":[20,3]}}';
		expect(resolve({}, { [ownFile]: json }).checks).toEqual(
			new Map<string, unknown>([
				['cpu', { warn: 0.55, critical: 0.805 }],
				['memory', { warn: 0.6 }],
				['route-pending', { warn: 2 * 1024 ** 2, critical: 8 * 1024 ** 2 }],
				['version', 'off'],
				['tls', { warn: 20, critical: 3 }],
			]),
		);
		expect(resolve().checks.size).toBe(0);
	});
});
