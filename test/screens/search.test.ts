// A search in any list: it hides nothing, marks what it finds, and says which of how many.

import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createTheme } from '../../source/theme.ts';
import { type UiState, withList } from '../../source/ui/ui-state.ts';
import { searchTitle } from '../../source/views/search-title.ts';
import { lookOf, shownOf } from '../helpers/drawn.tsx';

const theme = createTheme('default', false);
const marked = (line: string): string[] =>
	Array.from(line.matchAll(/\x1b\[43m\x1b\[30m(.*?)\x1b\[39m\x1b\[49m/g), ([, text = '']) => text);

const viewOf = (list: string, state: { search?: string; filter?: string }) => {
	const ui = (before: UiState): UiState => withList(before, list, state);
	const found = shownOf({ size: { columns: 120, rows: 40 }, ui }).selection.list(list);
	if (found === undefined) throw new Error('no such list');
	return found.view;
};

const look = lookOf(theme, 120);
const columns = [
	{ id: 'name', width: 10 },
	{ id: 'cluster', width: 8 },
	{ id: 'cpu', width: 5 },
];
const how = { columns, width: 120, look, selected: false, focused: true, offset: 0 };

describe('a search in the servers', () => {
	test('hides nothing, and tells the positions of what it finds', () => {
		const all = viewOf('servers', {});
		const view = viewOf('servers', { search: 'east' });
		expect(view.keys).toEqual(all.keys);
		expect(all.found).toBeUndefined();
		expect(view.found?.length).toBeGreaterThan(1);
		for (const [index] of view.keys.entries()) {
			const line = view.line(index, how);
			const isFound = view.found?.includes(index) ?? false;
			expect(stripVTControlCharacters(line).includes('east')).toBe(isFound);
			expect(new Set(marked(line))).toEqual(new Set(isFound ? ['east'] : []));
			expect(stripVTControlCharacters(line)).toBe(stripVTControlCharacters(all.line(index, how)));
		}
	});

	test('marks in the column that is asked about, numbers and expressions too', () => {
		const first = (search: string): string[] => {
			const view = viewOf('servers', { search });
			return marked(view.line(view.found?.[0] ?? -1, how));
		};
		expect(first('cluster:east')).toEqual(['east']);
		expect(first('name:/^e..t/')).toEqual(['east']);
		expect(first('cpu>200')).toEqual([expect.stringMatching(/^\d+!*$/)]);
		expect(first('!west')).toEqual([]);
	});

	test('finds nothing where it does not parse', () => {
		expect(viewOf('servers', { search: 'cpu>' }).found).toEqual([]);
	});
});

describe('a log', () => {
	test('marks what its filter or a search matched', () => {
		const filtered = viewOf('events', { filter: 'kind:auth !nobody' });
		expect(filtered.keys.length).toBeGreaterThan(0);
		for (const [index] of filtered.keys.entries())
			expect(marked(filtered.line(index, how))[0]?.toLowerCase()).toBe('auth');
		const searched = viewOf('events', { search: 'kind:auth' });
		expect(searched.keys.length).toBeGreaterThan(filtered.keys.length);
		expect(searched.found?.length).toBe(filtered.keys.length);
		expect(marked(searched.line(searched.found?.[0] ?? -1, how))[0]).toBe('AUTH');
	});

	test('has, with a filter, the rate of what is shown', () => {
		const view = viewOf('events', { filter: 'kind:auth' });
		expect(viewOf('events', {}).rate).toBeUndefined();
		expect(view.rate?.(look.now + 60_000)).toBe(0);
		const rates = [0, 5000, 10_000].map((later) => view.rate?.(look.now + later) ?? -1);
		expect(Math.max(...rates)).toBeGreaterThanOrEqual(0);
	});
});

test('the title says which of how many, or that nothing was found', () => {
	const view = viewOf('servers', { search: 'east' });
	const state = { sort: { column: 'cpu', descending: true }, filter: '', wide: false, offset: 0, off: [] };
	const title = (search: string | undefined, cursor?: string) =>
		searchTitle({ ...state, search }, view, cursor, theme.glyphs);
	const { found = [], keys } = view;
	expect(title('east', keys[found[1] ?? -1])).toBe(`   "east" 2 of ${found.length}`);
	expect(title('east', 'none')).toBe(`   "east" – of ${found.length}`);
	expect(title(undefined)).toBe('');
	const nothing = viewOf('servers', { search: 'nothing-like-it' });
	expect(searchTitle({ ...state, search: 'nothing-like-it' }, nothing, undefined, theme.glyphs)).toBe(
		'   "nothing-like-it" not found',
	);
});
