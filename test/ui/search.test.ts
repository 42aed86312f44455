// Going through what a search has found.

import { expect, test } from 'vitest';
import type { ActionId } from '../../source/keys/actions.ts';
import { systemScreens as screens } from '../../source/screens/registry.ts';
import type { Facts, ListFacts } from '../../source/ui/facts.ts';
import { reduce } from '../../source/ui/reducer.ts';
import { firstMatch } from '../../source/ui/search.ts';
import { initialUi, listOf, type UiState, withList } from '../../source/ui/ui-state.ts';

const keys = ['1', '2', '3', '4', '5', '6'];

const factsOf = (found: readonly number[] | undefined, kind: ListFacts['kind'] = 'table'): Facts => ({
	list: { kind, keys, page: 3, columns: [], lastOffset: 0, tabs: [], ...(found && { found }) },
	tabs: [],
	panes: ['servers', 'detail', 'events'],
	siblings: [],
});

const start = initialUi(screens);
const on = (list: string, cursor: string): UiState => withList(start, list, { cursor, search: 'x' });
const pressed = (state: UiState, facts: Facts, ...actions: ActionId[]): UiState =>
	actions.reduce((now, action) => reduce(now, action, facts), state);

test('n and N go through what was found, around the ends, and stand still where nothing was', () => {
	const facts = factsOf([1, 4]);
	const at = (state: UiState) => listOf(state, 'servers').cursor;
	expect(at(pressed(on('servers', '3'), facts, 'match.next'))).toBe('5');
	expect(at(pressed(on('servers', '3'), facts, 'match.next', 'match.next'))).toBe('2');
	expect(at(pressed(on('servers', '3'), facts, 'match.previous'))).toBe('2');
	expect(at(pressed(on('servers', '2'), facts, 'match.previous'))).toBe('5');
	expect(at(pressed(on('servers', '3'), factsOf([]), 'match.next'))).toBe('3');
	// Without a search they go through what the filter lets through, as ever.
	expect(at(pressed(on('servers', '3'), factsOf(undefined), 'match.next'))).toBe('4');
});

test('Enter goes to the nearest row that was found: in a table downwards, in a log into the past', () => {
	expect(listOf(firstMatch(start, factsOf([2, 4])), 'servers').cursor).toBe('3');
	expect(listOf(firstMatch(on('servers', '6'), factsOf([2, 4])), 'servers').cursor).toBe('3');
	const log = { ...start, focus: 'events' } as const;
	expect(listOf(firstMatch(log, factsOf([0, 3], 'log')), 'events').cursor).toBe('4');
	expect(firstMatch(start, factsOf([]))).toEqual(start);
});

test('Escape ends the search before the filter', () => {
	const both = withList(start, 'servers', { filter: 'east', search: 'n1' });
	const once = pressed(both, factsOf([0]), 'back');
	expect([listOf(once, 'servers').filter, listOf(once, 'servers').search]).toEqual(['east', undefined]);
	expect(listOf(pressed(once, factsOf(undefined), 'back'), 'servers').filter).toBe('');
});
