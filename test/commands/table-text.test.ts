// Tables of the plain commands: one rule, and columns that align whatever stands in them.

import { describe, expect, test } from 'vitest';
import { tableText } from '../../source/commands/table-text.tsx';
import { width } from '../../source/format/text.ts';

const columns = [{ key: 'NAME' }, { key: 'STATE' }, { key: 'CONNS', align: 'right' as const }];
const names = ['n1', '日本語サーバー', '👩‍👩‍👧‍👦 family', 'é\u0301', '', '│├─ n9 ┤', '\ue000\ue000', '  n  '];
const rows = names.map((NAME, index) => ({ NAME, STATE: 'ok', CONNS: index === 0 ? '–' : `${index},000` }));

describe('a printed table', () => {
	test('aligns its columns with wide characters, to the cell', () => {
		const lines = tableText(rows, columns, false).split('\n');
		expect(new Set(lines.map(width)).size).toBe(1);
		for (const line of lines.slice(3, -1)) expect(line).toMatch(/ │ ok {4}│ +(?:–|\d,000) │$/);
		for (const name of names) expect(lines.join('\n')).toContain(name);
	});

	test('has a rule under its heads and none between its rows', () => {
		const lines = tableText(rows, columns, false).split('\n');
		expect(lines).toHaveLength(rows.length + 4);
		expect(lines.filter((line) => line.startsWith('├'))).toHaveLength(1);
		expect(lines.indexOf(lines.find((line) => line.startsWith('├')) ?? '')).toBe(2);
	});

	test('aligns in plain characters as well', () => {
		const lines = tableText(rows, columns, true).split('\n');
		expect(new Set(lines.map((line) => line.length)).size).toBe(1);
		expect(lines.join('')).toMatch(/^[ -~]*$/);
	});
});
