// What just happened: beside the keys, never over them, and whole.

import { stripVTControlCharacters } from 'node:util';
import { Box } from 'ink';
import { describe, expect, test } from 'vitest';
import { width } from '../../source/format/text.ts';
import { createTheme } from '../../source/theme.ts';
import { Rows } from '../../source/views/rows.tsx';
import { ToastOver, toastRows } from '../../source/views/toast.tsx';
import { renderScreen } from '../helpers/render.ts';

const theme = createTheme('mono', false);
const toast = { text: 'east-1 reloaded in 41ms', token: 'ok', until: 5000 } as const;

const screen = (columns: number, rows: number, now = 1000, text: string = toast.text) =>
	renderScreen(
		<Box width={columns} height={rows}>
			<Rows lines={Array.from({ length: rows }, (_, row) => `row ${row}`.padEnd(columns, '.'))} />
			<ToastOver toast={{ ...toast, text }} now={now} columns={columns} rows={rows} theme={theme} />
		</Box>,
		{ columns, rows },
	);

describe('a toast', () => {
	test.each([
		[60, 15],
		[80, 24],
		[120, 40],
		[200, 60],
	])('never hides the key bar at %ix%i', async (columns, rows) => {
		const lines = (await screen(columns, rows)).split('\n');
		expect(lines[rows - 1]).toBe(`row ${rows - 1}`.padEnd(columns, '.'));
		expect(lines[rows - 2]).toMatch(/^row \d+\.+┃ ● east-1 reloaded in 41ms $/);
		const path = `written to /home/${'ops/'.repeat(30)}natstop-servers-20260921T120454Z.json`;
		const long = (await screen(columns, rows, 1000, path)).split('\n');
		expect(long[rows - 1]).toBe(`row ${rows - 1}`.padEnd(columns, '.'));
		const shown = long.map((line) => line.split('┃ ')[1]?.trim() ?? '').join('');
		expect(shown.replaceAll(' ', '')).toContain('natstop-servers-20260921T120454Z.json');
	});

	test('has a sign that needs no colour, and rows of one width', () => {
		expect(toastRows({ ...toast, token: 'crit' }, 80, theme).map(stripVTControlCharacters)).toEqual([
			'┃ ✗ east-1 reloaded in 41ms ',
		]);
		const rows = toastRows({ ...toast, text: 'no answer '.repeat(20) }, 60, theme);
		expect(rows.length).toBeGreaterThan(1);
		expect(new Set(rows.map(width)).size).toBe(1);
	});

	test('is gone when its time has come', async () => {
		expect(await screen(80, 24, 5000)).not.toContain('reloaded');
	});
});
