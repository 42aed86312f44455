// The command line: what is understood, and the one sentence that says why something is not.

import { describe, expect, test } from 'vitest';
import { parseArguments } from '../../source/command-line/arguments.ts';
import { helpText } from '../../source/command-line/help-text.ts';
import { commands } from '../../source/config/command-table.ts';
import { flagEntries } from '../../source/config/flags.ts';
import { parseDuration } from '../../source/format/duration.ts';

describe('the command line', () => {
	test('without a word starts the monitor with no flag given', () => {
		expect(parseArguments([])).toEqual({ command: 'monitor', args: [], flags: {} });
	});

	test('gives every flag its type', () => {
		const words =
			'servers -s a,b --timeout 1m30s --tls-first --theme mono --connection-name x -jR --inbox-prefix=_X --no-context';
		expect(parseArguments(words.replace('--theme mono ', '').split(' '))).toEqual({
			command: 'servers',
			args: [],
			flags: {
				server: 'a,b',
				timeout: 90_000,
				tlsfirst: true,
				connectionName: 'x',
				json: true,
				reverse: true,
				inboxPrefix: '_X',
				noContext: true,
			},
		});
		expect(parseArguments(['--theme', 'mono', '--interval=300ms', '--no-ascii'])).toMatchObject({
			flags: { theme: 'mono', interval: 300, ascii: false },
		});
		expect(parseArguments(['events', '-n5'])).toMatchObject({ flags: { count: 5 } });
	});

	test('takes a time before the end of a recording for the value of its flag', () => {
		const words = 'servers --replay a.gz --at -3m --json';
		expect(parseArguments(words.split(' '))).toEqual({
			...{ command: 'servers', args: [] },
			flags: { replay: 'a.gz', at: '-3m', json: true },
		});
	});

	test('knows every flag that switches something off', () => {
		const negations = flagEntries.filter(([, { name }]) => name.startsWith('no-'));
		expect(negations.map(([, { name }]) => name)).toEqual(['no-discover', 'no-context', 'no-title']);
		for (const [key, { name }] of negations)
			expect(parseArguments([`--${name}`])).toMatchObject({ flags: { [key]: true } });
	});

	test('takes what a command is about as text, whatever it looks like', () => {
		expect(parseArguments(['reload', '007', '-y'])).toMatchObject({ args: ['007'], flags: { yes: true } });
		expect(parseArguments(['reload', '--', '--server'])).toMatchObject({ args: ['--server'] });
	});

	test('takes --json without a command for servers', () => {
		expect(parseArguments(['-j'])).toMatchObject({ command: 'servers' });
	});

	test('finds help and version wherever they stand, and asks for nothing more then', () => {
		expect(parseArguments(['reload', '--help'])).toMatchObject({ command: 'reload', flags: { help: true } });
		expect(parseArguments(['-v'])).toMatchObject({ flags: { version: true } });
	});

	test.each([
		[
			['--password', 'a', '--password-file', 'b'],
			'--password and --password-file are two passwords; give one',
		],
		[['demo', '--super', '--fleet', '300'], '--super and --fleet are two systems; give one'],
		[['--super'], '--super does not go with natstop, only with natstop demo'],
		[['--srever', 'a'], 'unknown flag --srever; did you mean --server?'],
		[['--tls-fist'], 'unknown flag --tls-fist; did you mean --tls-first?'],
		[['--no-creds'], 'unknown flag --no-creds; did you mean --creds?'],
		[['-x'], 'unknown flag -x; natstop --help lists them all'],
		[['servres'], 'unknown command "servres"; did you mean servers?'],
		[['help'], 'unknown command "help"; did you mean --help?'],
		[['version'], 'unknown command "version"; did you mean --version?'],
		[['--server'], '--server needs a value'],
		[['--server', '--wait'], '--server needs a value'],
		[['--password', ''], '--password needs a value'],
		[['--timeout', '5'], '--timeout: "5" is not a duration such as 5s, 1m30s or 300ms'],
		[['--interval', '-2s'], '--interval needs a value'],
		[['--interval=-2s'], '--interval: "-2s" is not a duration such as 5s, 1m30s or 300ms'],
		[['events', '--count', 'many'], '--count: "many" is not a whole number'],
		[['--theme', 'dark'], '--theme: "dark" is none of default, light, mono'],
		[['--wait=soon'], '--wait takes no value'],
		[['--creds', 'a', '--creds', 'b'], '--creds is given more than once'],
		[['servers', '--yes'], '--yes does not go with natstop servers, only with natstop reload'],
		[['demo', '--creds', 'a'], '--creds does not go with natstop demo'],
		[['reload'], 'SERVER is missing: natstop reload SERVER…'],
		[['reload', ''], 'SERVER is empty: natstop reload SERVER…'],
		[['reload', 'a', 'b', ''], 'SERVER is empty: natstop reload SERVER…'],
		[['profile', 'a', '', 'heap'], 'SERVER is empty: natstop profile SERVER… KIND'],
		[['profile', 'a', 'b', ' '], 'KIND is empty: natstop profile SERVER… KIND'],
		[['servers', ''], 'natstop servers does not take ""'],
		[['profile', 'a', ' '], 'KIND is empty: natstop profile SERVER… KIND'],
		[['profile'], 'SERVER or FILE is missing: natstop profile SERVER… KIND, or natstop profile FILE'],
		[['servers', 'a'], 'natstop servers does not take "a"'],
	])('%j is a usage error: %s', (argv, usageError) => {
		expect(parseArguments(argv)).toEqual({ usageError });
	});
});

describe('the table of flags', () => {
	test('gives no name and no letter twice', () => {
		const names = flagEntries.flatMap(([, flag]) => [flag.name, flag.short ?? [], flag.alias ?? []].flat());
		expect(new Set(names).size).toBe(names.length);
	});

	test('has a help of at most 100 columns that names every flag and command', () => {
		const help = helpText();
		for (const [, flag] of flagEntries) expect(help).toContain(`--${flag.name}`);
		for (const command of Object.keys(commands)) if (command !== 'monitor') expect(help).toContain(command);
		expect(Math.max(...help.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
	});

	test('lists under a command only the flags that go with it', () => {
		expect(helpText('reload')).toContain('--yes');
		expect(helpText('reload')).not.toContain('--count');
		expect(helpText('demo')).not.toContain('--creds');
	});
});

describe('a duration', () => {
	test.each([
		['5s', 5000],
		['1m30s', 90_000],
		['300ms', 300],
		['1.5h', 5_400_000],
		['.5s', 500],
		['1h2m3.5s', 3_723_500],
		['250us', 0.25],
		['250µs', 0.25],
	])('%s is %d ms', (text, milliseconds) => {
		expect(parseDuration(text)).toBe(milliseconds);
	});

	test.each(['', '5', '0s', '-5s', '5 s', '1d', '5sec', 's', '1e3s', '1,5s'])(
		'%j is no length of time',
		(text) => {
			expect(parseDuration(text)).toBeUndefined();
		},
	);
});
