// Marks of servers: what sets them, what keeps them, and what takes them off.

import { expect, test } from 'vitest';
import { systemScreens as screens } from '../../source/screens/registry.ts';
import type { Facts } from '../../source/ui/facts.ts';
import { withoutGone } from '../../source/ui/marks.ts';
import { reduce } from '../../source/ui/reducer.ts';
import { initialUi, listOf, topPlace, type UiState, withList } from '../../source/ui/ui-state.ts';

const all = ['a', 'b', 'c'].map((name) => ({ id: name.toUpperCase(), name }));

const factsOf = (state: UiState, shown = all): Facts => {
	const keys = shown.map(({ name }) => name);
	const { cursor } = listOf(state, 'servers');
	const at = shown.find(({ name }) => name === cursor) ?? shown[0];
	return {
		list: { kind: 'table', keys, page: 4, columns: [], lastOffset: 0, tabs: [] },
		tabs: [],
		panes: ['servers'],
		siblings: [],
		marks: { ...(at && { at }), shown },
		markedScopes: { connections: 'server=a|b' },
	};
};

const ui = (): UiState => initialUi(screens);
const marked = ({ marks }: UiState): string => marks.map(({ id }) => id).join('');

test('m marks the server under the cursor and moves down, and takes a mark off again', () => {
	let state = ui();
	state = reduce(state, 'mark.toggle', factsOf(state));
	expect([marked(state), listOf(state, 'servers').cursor]).toEqual(['A', 'b']);
	state = reduce(state, 'mark.toggle', factsOf(state));
	expect([marked(state), listOf(state, 'servers').cursor]).toEqual(['AB', 'c']);
	state = reduce(
		withList(state, 'servers', { cursor: 'a' }),
		'mark.toggle',
		factsOf(withList(state, 'servers', { cursor: 'a' })),
	);
	expect(marked(state)).toBe('B');
});

test('M marks all that are shown, and none where some are marked', () => {
	const few = factsOf(ui(), all.slice(1));
	const state = reduce(ui(), 'mark.all', few);
	expect(marked(state)).toBe('BC');
	expect(marked(reduce(state, 'mark.all', few))).toBe('');
});

test('Escape takes the marks off before it does anything else', () => {
	const filtered = withList(reduce(ui(), 'mark.all', factsOf(ui())), 'servers', { filter: 'a', search: 'b' });
	const once = reduce(filtered, 'back', factsOf(filtered));
	expect([marked(once), listOf(once, 'servers').search]).toEqual(['', 'b']);
	const twice = reduce(once, 'back', factsOf(once));
	expect(listOf(twice, 'servers')).toMatchObject({ search: undefined, filter: 'a' });
});

test('a number key opens its screen narrowed to the marked servers', () => {
	const state = reduce(ui(), 'screen.connections', factsOf(ui()));
	expect(topPlace(state)).toEqual({ screen: 'connections', scope: 'server=a|b' });
});

test('a server that is not there any more, or has another id, loses its mark, and is named', () => {
	const state = reduce(ui(), 'mark.all', factsOf(ui()));
	const after = withoutGone(state, (id) => id !== 'B');
	expect([marked(after.ui), after.gone]).toEqual(['AC', ['b']]);
	expect(withoutGone(state, () => true).ui).toBe(state);
});
