// Opposite keys share a line; a key is never lost in the joining.

import { expect, test } from 'vitest';
import { type Action, actions } from '../../source/keys/actions.ts';
import { allKeys, firstKeys, keyHints } from '../../source/keys/key-hints.ts';
import { createTheme } from '../../source/theme.ts';

const { glyphs } = createTheme('default', false);
const of = (...ids: string[]) => keyHints(actions.filter(({ id }) => ids.includes(id)));

test('actions of one family are joined by the words that differ', () => {
	expect(of('move.up', 'move.down').map(({ label }) => label)).toEqual(['row up/down']);
	expect(of('pane.next', 'pane.previous').map(({ label }) => label)).toEqual(['next/previous pane']);
	expect(of('move.first', 'move.last').map(({ label }) => label)).toEqual(['first/last row, follow']);
});

test('actions without anything in common stay apart', () => {
	expect(of('move.last', 'move.left')).toHaveLength(2);
	expect(of('server.reload', 'server.profile')).toHaveLength(2);
	expect(of('back', 'quit')).toHaveLength(2);
});

test('keys are listed by rank, and further names left out where there is no room', () => {
	const [hint] = of('move.first', 'move.last');
	if (!hint) throw new Error('no hint');
	expect(allKeys(hint, 14, glyphs)).toBe('g G  Home End');
	expect(allKeys(hint, 5, glyphs)).toBe('g G');
	expect(firstKeys(hint, glyphs)).toEqual(['g', 'G']);
});

test('an action without a key is listed without one', () => {
	const silent: Action = { id: 'a.b', keys: [], label: 'nothing', group: 'Out', where: [] };
	expect(
		allKeys(keyHints([silent])[0] ?? { keys: [], ids: [], label: '', group: 'Out', acts: false }, 9, glyphs),
	).toBe('');
});
