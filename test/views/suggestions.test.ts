// The rows above the `:` line.

import { expect, test } from 'vitest';
import { systemScreens as screens } from '../../source/screens/registry.ts';
import { createTheme } from '../../source/theme.ts';
import { allCommands } from '../../source/ui/command-words.ts';
import { suggestions } from '../../source/ui/suggestions.ts';
import { suggestionRows } from '../../source/views/suggestions.tsx';
import { plain } from '../helpers/dialogs.tsx';

const known = {
	servers: Array.from({ length: 300 }, (_, at) => ({ name: `us-east-1-n${at}`, about: 'us-east-1' })),
	columns: [],
	screens,
};

const rowsAt = (line: string, columns: number, rows: number, ascii = false): string[] =>
	plain(suggestionRows(suggestions(line, known), '', { columns, rows }, createTheme('mono', ascii)));

test.each([
	[60, 15],
	[80, 24],
	[120, 40],
	[200, 60],
])('suggestions at %d x %d leave half of the screen, and are all of one width', (columns, rows) => {
	for (const line of ['', 'open ', 'open n31', 're']) {
		const drawn = rowsAt(line, columns, rows);
		expect(drawn.length).toBeGreaterThan(0);
		expect(drawn.length).toBeLessThanOrEqual(Math.floor(rows / 2));
		for (const row of drawn) expect(row).toHaveLength(Math.min(78, columns));
	}
});

test('suggestions name the nearest next to the line, and how many more there are', () => {
	const drawn = rowsAt('open n31', 80, 24);
	expect(drawn.at(-1)).toContain('us-east-1-n31 ');
	expect(rowsAt('open n', 80, 24)[0]).toContain('293 more: type on');
	expect(rowsAt('rel', 80, 24)).toHaveLength(1);
	expect(rowsAt('rel', 80, 24)[0]).toContain(allCommands(screens).reload?.about);
});

test('where nothing fits there are no suggestions', () => {
	expect(rowsAt('xyzzyplugh', 80, 24)).toEqual([]);
});
