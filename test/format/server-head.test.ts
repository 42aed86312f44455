// Heads of the server table.

import { describe, expect, test } from 'vitest';
import { headText } from '../../source/format/column-head.ts';
import { serverColumns as columns } from '../../source/screens/servers/columns.ts';
import { chooseColumns } from '../../source/table/choose-columns.ts';
import { createTheme } from '../../source/theme.ts';

const { glyphs } = createTheme('mono', false);

describe('headText', () => {
	const head = (id: string, sorted: string, descending = true, totals = false): string[] =>
		columns
			.filter((column) => column.id === id)
			.map((column) => headText(column, { column: sorted, descending }, { glyphs, totals }));

	test('carries the sign of sorting on the sorted column only', () => {
		expect(head('cpu', 'cpu')).toEqual(['CPU%▼']);
		expect(head('cpu', 'cpu', false)).toEqual(['CPU%▲']);
		expect(head('mem', 'cpu')).toEqual(['   MEM']);
	});

	test('a title that fills its column makes room for the sign', () => {
		expect(head('gws', 'gws')).toEqual(['GW▼']);
	});

	test('names totals as such', () => {
		expect(head('in', 'cpu')).toEqual(['  IN/s']);
		expect(head('in', 'cpu', true, true)).toEqual(['    IN']);
	});

	test('heads of 120 columns read as in the mock-up', () => {
		const shown = chooseColumns(columns, 120, { wide: false, offset: 0 });
		const heads = shown.map((column) =>
			headText(column, { column: 'cpu', descending: true }, { glyphs, totals: false }),
		);
		expect(`    ${heads.join(' ')}`).toBe(
			'    NAME       CLUSTER  VER      CPU%▼ CPU 5m       MEM  CONNS   SUBS   IN/s  OUT/s   SLOW     JS  RTS   RTT    UP   AGE',
		);
	});
});
