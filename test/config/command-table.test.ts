// A screen of the registry is a command, without a line elsewhere: shown with one that is made up.

import { describe, expect, test, vi } from 'vitest';
import { parts } from '../../scripts/docs-tables.ts';
import { parseArguments } from '../../source/command-line/arguments.ts';
import { completionScript } from '../../source/command-line/completion/completion.ts';
import { flagsWith, shells } from '../../source/command-line/completion/words.ts';
import { helpText } from '../../source/command-line/help-text.ts';
import { manPage } from '../../source/command-line/man-page.ts';
import { commandNames, commands } from '../../source/config/command-table.ts';
import { parseConfigFile } from '../../source/config/config-file.ts';
import { mainScreen } from '../../source/screens/registry.ts';

vi.mock('../../source/screens/registry.ts', async (load) => {
	const real = await load<typeof import('../../source/screens/registry.ts')>();
	const { planets } = await import('../helpers/planets.ts');
	const { teamScreens } = await import('../helpers/team-screens.ts');
	const { drips } = await import('../helpers/drips.ts');
	return { ...real, screens: [...real.screens, planets, ...teamScreens, drips] };
});

vi.mock('../../scripts/docs-json.ts', async (load) => {
	const real = await load<typeof import('../../scripts/docs-json.ts')>();
	const field = (name: string) => ({ [name]: ['string', '', 'its name'] as const });
	const planets = { ...field('name'), ...field('moons') };
	const team = { ...field('name'), ...field('size') };
	return { ...real, jsonFields: { ...real.jsonFields, planets, teams: team, members: team, grid: team } };
});

describe('a screen that is added to the registry', () => {
	test('is a command after the screens before it', () => {
		const at = commandNames.indexOf('planets');
		expect(commandNames.slice(0, at)).toEqual(expect.arrayContaining(['servers', 'events']));
		expect(commandNames.slice(at + 1)).toEqual(expect.arrayContaining(['members', 'reload']));
		expect(commands.planets).toEqual({ arguments: [], help: 'print one table of all planets' });
		expect(parseArguments(['planets', '--json', '--sort', 'planet'])).toEqual({
			command: 'planets',
			args: [],
			flags: { json: true, sort: 'planet' },
		});
		expect(parseArguments(['planest'])).toEqual({
			usageError: 'unknown command "planest"; did you mean planets?',
		});
	});

	test('takes the flags that fit it: no rates where no column needs two samples, no count where nothing streams', () => {
		const names = flagsWith('planets').flatMap(({ long }) => long);
		expect(names).toEqual(expect.arrayContaining(['--creds', '--filter', '--sort', '--reverse', '--json']));
		expect(names).not.toContain('--rates');
		expect(names).not.toContain('--count');
		expect(parseArguments(['planets', '--rates', '1s'])).toEqual({
			usageError: expect.stringMatching(
				/^--rates does not go with natstop planets, only with natstop servers\b/,
			),
		});
	});

	test('stands in help, man page, completions and documentation', () => {
		expect(helpText()).toContain('  planets ');
		expect(helpText('planets')).toContain('Print one table of all planets.');
		expect(manPage('1.2.3', '2026-01-31')).toContain('\\fBplanets\\fR');
		for (const shell of shells) {
			expect(completionScript(shell)).toMatch(/\bplanets\b/);
			expect(completionScript(shell)).toMatch(/\bmoons\b/);
		}
		expect(parts.commands?.()).toContain('`natstop planets`');
		expect(parts.columns?.()).toContain('**Planets**');
		expect(parts.filters?.()).toMatch(/\| planets +\| `planet` `moons`/);
	});

	test('does not change what natstop is about where nothing else is said', () => {
		expect(mainScreen.id).toBe('servers');
		expect(parseArguments(['-j'])).toMatchObject({ command: 'servers' });
	});
});

describe('a list that stands only in a tab of an object', () => {
	test('is a command that takes the object', () => {
		expect(commands.members).toEqual({
			arguments: ['TEAM'],
			help: 'print one table of all members of a team',
		});
		expect(parseArguments(['members', 'east', '--sort', 'size'])).toEqual({
			command: 'members',
			args: ['east'],
			flags: { sort: 'size' },
		});
		expect(parseArguments(['members'])).toEqual({
			usageError: 'TEAM is missing: natstop members TEAM',
		});
		expect(commandNames.filter((name) => name === 'events')).toHaveLength(1);
	});

	test('has its columns, order and filter in the configuration, as a screen has', () => {
		const chosen = { columns: ['size'], sort: 'size', reverse: true, filter: 'size>1' };
		expect(parseConfigFile(JSON.stringify({ screens: { members: chosen } }), 'file').screens).toEqual({
			members: chosen,
		});
		expect(() => parseConfigFile('{"screens":{"members":{"colums":[]}}}', 'file')).toThrow(
			/has no setting screens.members.colums; did you mean screens.members.columns\?/,
		);
	});

	test('stands in help, man page, completions and documentation', () => {
		expect(helpText('members')).toContain('natstop members TEAM');
		expect(manPage('1.2.3', '2026-01-31')).toContain('\\fBmembers\\fR \\fITEAM\\fR');
		for (const shell of shells) expect(completionScript(shell)).toMatch(/\bmembers\b/);
		expect(parts.commands?.()).toContain('`natstop members TEAM`');
		expect(parts.columns?.()).toMatch(/\*\*Members\*\*\n\n(?:.*\n){2}\| NAME/);
		expect(parts.filters?.()).toMatch(/\| members +\| `name` `size`/);
	});
});

test('a list whose rows are drawn by a pane of its own has columns and order in the configuration, as a table has', () => {
	const chosen = { columns: ['size'], sort: 'size' };
	expect(parseConfigFile(JSON.stringify({ screens: { grid: chosen } }), 'file').screens).toEqual({
		grid: chosen,
	});
});

test('a log that can be followed is a command that streams, with the flags of one', () => {
	expect(commands.drips).toEqual({ arguments: [], help: 'print drips as they happen' });
	expect(parseArguments(['drips', '--count', '3', '--json', '--filter', 'one'])).toMatchObject({
		command: 'drips',
		flags: { count: 3, json: true, filter: 'one' },
	});
	expect(parseArguments(['drips', '--sort', 'drip'])).toEqual({
		usageError: expect.stringContaining('--sort does not go with natstop drips'),
	});
	for (const shell of shells) expect(completionScript(shell)).toMatch(/\bdrips\b/);
	expect(manPage('1.2.3', '2026-01-31')).toContain('\\fBdrips\\fR');
});
