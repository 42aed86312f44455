// Commands on archives: `natstop open`, `--archive`, and the profiles in them.

import { expect, test } from 'vitest';
import { parseArguments } from '../../source/command-line/arguments.ts';
import { flagsWith } from '../../source/command-line/completion/words.ts';
import { archivedProfileCommand } from '../../source/commands/archived-profile.ts';
import { checkCommand } from '../../source/commands/check.ts';
import { followCommand } from '../../source/commands/follow.ts';
import { listCommand } from '../../source/commands/list.ts';
import { openCommand, openedPast } from '../../source/commands/open.ts';
import { listNamed } from '../../source/screens/every-list.ts';
import { mainScreen, screens } from '../../source/screens/registry.ts';
import { archivePath } from '../helpers/archives.ts';
import { captureOutput, configOf } from '../helpers/captured-output.ts';

const path = archivePath('three-servers');

test('natstop open takes one file, and --archive goes with lists, check and profile only', () => {
	expect(parseArguments(['open', 'a.zip', '--profiles'])).toMatchObject({ command: 'open', args: ['a.zip'] });
	expect(parseArguments(['open'])).toEqual({ usageError: 'FILE is missing: natstop open FILE' });
	expect(parseArguments(['streams', '--archive', 'a.zip'])).toMatchObject({ flags: { archive: 'a.zip' } });
	expect(parseArguments(['reload', 'n1', '--archive', 'a.zip'])).toMatchObject({
		usageError: /does not go with/,
	});
});

test('an opened archive says on standard error what it is, and prints its servers', async () => {
	const output = captureOutput();
	expect(await openCommand(path, configOf({ utc: true }), {}, output)).toBe(0);
	expect(output.complaints).toEqual([
		expect.stringMatching(
			/^archive three-servers\.zip · captured \d\d:07:11–\d\d:07:31 by nats v0\.5\.0 · 2026-11-\d\d /,
		),
	]);
	expect(
		output
			.text()
			.split('\n')
			.filter((line) => line.includes(' ok ')),
	).toHaveLength(3);
});

test('rates of an archive are refused, as it is one sample', async () => {
	const output = captureOutput();
	const config = configOf({ archive: path });
	expect(await listCommand(mainScreen, config, { rates: 2000 }, output)).toBe(2);
	expect(await checkCommand(config, { rates: 2000 }, output)).toBe(2);
	expect(new Set(output.complaints)).toEqual(
		new Set(['--rates and --archive do not go together: an archive is one sample']),
	);
});

test('what an archive cannot tell is a sentence without a word of servers', async () => {
	const output = captureOutput();
	const closed = listNamed(screens, 'closed') ?? mainScreen;
	expect(await listCommand(closed, configOf({ archive: path }), {}, output)).toBe(1);
	expect(output.complaints.at(-1)).toBe('closed connections are not in the archive');
});

test('events of an archive are what it says of itself, and what it cannot tell', async () => {
	const output = captureOutput();
	const events = listNamed(screens, 'events') ?? mainScreen;
	const { signal } = new AbortController();
	expect(await followCommand(events, configOf({ archive: path }), {}, output, signal)).toBe(0);
	expect(output.complaints[0]).toMatch(/^archive three-servers\.zip · captured .* by nats v0\.5\.0$/);
	expect(output.text()).toContain('an archive is one sample: events, rates, round trips');
	const none = captureOutput();
	const missing = configOf({ archive: 'no-such.zip' });
	expect(await followCommand(events, missing, { json: true }, none, signal)).toBe(1);
	expect(none.complaints).toHaveLength(1);
});

test('an archive that is drawn can be sorted and filtered like a recording, and shells offer that', () => {
	expect(parseArguments(['open', 'a.zip', '--sort', 'cpu', '--filter', 'n1', '-R'])).toMatchObject({
		command: 'open',
		flags: { sort: 'cpu', filter: 'n1', reverse: true },
	});
	expect(flagsWith('open').flatMap(({ long }) => long)).toEqual(
		expect.arrayContaining(['--sort', '--reverse', '--filter', '--theme']),
	);
});

test('checks judge an archive by its one sample, HEALTHZ and claims included', async () => {
	const output = captureOutput();
	expect(await checkCommand(configOf({ archive: path }), {}, output)).toBe(0);
	expect(output.lines[0]).toMatch(/^OK: 0 critical, 0 warnings of \d+ checks/);
	expect(output.lines.some((line) => /^ok +health +3 servers/.test(line))).toBe(true);
	// No archive tells of micro services: of them nothing is known, and nothing is missing.
	expect(output.lines).toContainEqual(
		expect.stringMatching(/^unknown +service-silent +services +not in the archive$/),
	);
	expect(output.complaints.filter((line) => line.startsWith('services'))).toEqual([]);
	const nagios = captureOutput();
	expect(await checkCommand(configOf({ archive: path }), { nagios: true }, nagios)).toBe(0);
	expect(nagios.lines[0]).toMatch(/^OK: /);
});

test('profiles of an archive are listed, and printed as those of a file are', async () => {
	const list = captureOutput();
	expect(await openCommand(path, configOf({}), { profiles: true, json: true }, list)).toBe(0);
	const profiles = JSON.parse(list.text());
	expect(profiles).toHaveLength(24);
	expect(profiles[0]).toEqual({ server: 'n1', cluster: 'east', profile: 'allocs', bytes: 5924, text: false });
	const heap = captureOutput();
	expect(await archivedProfileCommand(path, ['n1', 'heap'], { top: true }, heap)).toBe(0);
	expect(heap.lines).toContain('Type: inuse_space');
	const text = captureOutput();
	expect(await archivedProfileCommand(path, ['n1', 'goroutine_1'], {}, text)).toBe(0);
	expect(text.text()).toMatch(/^Type: goroutine\n\d+ in \d+ stacks\n/);
	expect(text.text()).not.toContain('·');
});

test('a server or a profile that is not in the archive is named beside those that are', async () => {
	const output = captureOutput();
	expect(await archivedProfileCommand(path, ['n9', 'heap'], {}, output)).toBe(1);
	expect(await archivedProfileCommand(path, ['n1', 'head'], {}, output)).toBe(1);
	expect(await openCommand(archivePath('two-clusters'), configOf({}), { profiles: true }, output)).toBe(1);
	expect(output.complaints).toEqual([
		'no profile of n9 in the archive; did you mean n1?',
		expect.stringMatching(/^no profile head of n1 in the archive; there are allocs, block, cpu, /),
		'there are no profiles in two-clusters.zip',
	]);
});

test('an archive on the screen is judged by the checks of all lists, not only by those of servers', async () => {
	const past = await openedPast(path, configOf({}), captureOutput());
	const moment = await past?.moment(0);
	const kinds = [...(moment?.health.snapshot(moment.at).kinds.keys() ?? [])].sort();
	expect(kinds).toEqual(
		expect.arrayContaining(['account', 'consumer', 'gateway', 'leafnode', 'route', 'server', 'stream']),
	);
	expect(moment?.health.counts(moment.at)).toEqual({ critical: 0, warn: 0 });
	past?.close();
});
