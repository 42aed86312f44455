// A screen of the registry is a command, without a line elsewhere: shown with one that is made up.

import { describe, expect, test, vi } from 'vitest';
import { parts } from '../../scripts/docs-tables.ts';
import { parseArguments } from '../../source/command-line/arguments.ts';
import { completionScript } from '../../source/command-line/completion/completion.ts';
import { flagsWith, shells } from '../../source/command-line/completion/words.ts';
import { helpText } from '../../source/command-line/help-text.ts';
import { manPage } from '../../source/command-line/man-page.ts';
import { commandNames, commands } from '../../source/config/command-table.ts';
import { mainScreen } from '../../source/screens/registry.ts';

vi.mock('../../source/screens/registry.ts', async (load) => {
	const real = await load<typeof import('../../source/screens/registry.ts')>();
	const { planets } = await import('../helpers/planets.ts');
	return { ...real, screens: [...real.screens, planets] };
});

describe('a screen that is added to the registry', () => {
	test('is a command after the screens before it', () => {
		const at = commandNames.indexOf('planets');
		expect(commandNames.slice(0, at)).toEqual(expect.arrayContaining(['servers', 'events']));
		expect(commandNames[at + 1]).toBe('reload');
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
