// `is:bad`, `is:new` and `is:unknown` in the filters of all lists.

import { describe, expect, test } from 'vitest';
import { isField, withIsField } from '../../source/screens/is-field.ts';
import { systemScreens as screens } from '../../source/screens/registry.ts';
import type { Column } from '../../source/table/column.ts';
import { parseQuery } from '../../source/table/filter-query.ts';
import { listLanguage } from '../../source/table/list-language.ts';

type Row = { name: string; since?: number; rank: number; isOld: boolean };

const columns: readonly Column<Row, object>[] = [
	{
		...{ id: 'name', title: 'NAME', about: '', align: 'left', width: 8, priority: 1, json: 'name' },
		value: ({ name }) => name,
	},
	{
		...{ id: 'up', title: 'UP', about: '', align: 'right', width: 5, priority: 2, json: 'name' },
		value: ({ since }, { now }) => (since === undefined ? undefined : now - since),
	},
];

const now = 1_000_000_000;

const rows: readonly Row[] = [
	{ name: 'young', since: now - 60_000, rank: 0, isOld: false },
	{ name: 'bad', since: now - 3_600_000, rank: 3, isOld: false },
	{ name: 'silent', rank: 0, isOld: true },
];

const named = (filter: string): string[] | string => {
	const fields = withIsField<Row, object>({
		...{ list: 'table', columns },
		rank: ({ rank }) => rank,
		isPast: ({ isOld }) => isOld,
	});
	const query = parseQuery(
		filter,
		listLanguage<Row, object>(columns, fields, () => []),
	);
	if (!query.ok) return query.error;
	return rows.filter((row) => query.matches({ row, now, facts: {} })).map(({ name }) => name);
};

describe('what a filter calls by a word', () => {
	test('is:bad are rows with a problem, is:new those of the last five minutes, is:unknown those with old figures', () => {
		expect([named('is:bad'), named('is:new'), named('is:unknown'), named('!is:bad')]).toEqual([
			['bad'],
			['young'],
			['silent'],
			['young', 'silent'],
		]);
	});

	test('a word that the list cannot answer is refused, with those that it can', () => {
		expect(named('is:marked')).toMatch(/^no is is like "marked"; nearest are /);
		expect(isField<Row, object>({ columns: columns.slice(0, 1) })).toBe(undefined);
	});

	test('each list that is judged takes is:bad, and each that knows how old its rows are takes is:new', () => {
		for (const screen of screens.filter(({ list }) => list !== 'log')) {
			if (screen.judged) expect([screen.id, screen.filterError('is:bad')]).toEqual([screen.id, undefined]);
			if (screen.columns.some(({ id }) => id === 'up'))
				expect([screen.id, screen.filterError('is:new')]).toEqual([screen.id, undefined]);
		}
	});
});
