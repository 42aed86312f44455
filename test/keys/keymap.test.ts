// Which keys there are, and what they are bound to.

import { expect, test } from 'vitest';
import { actionFor, bindKeys, screenActions } from '../../source/keys/keymap.ts';

const made = [
	{ id: 'servers', key: '1', title: 'Servers' },
	{ id: 'accounts', key: '5', title: 'Accounts' },
	{ id: 'shares', key: '5', title: 'Shares' },
];

test('a screen that is no pane has its number key, and screens of one number share it', () => {
	expect(screenActions(made).map(({ id, keys }) => [id, keys])).toEqual([['screen.accounts', ['5']]]);
	expect(actionFor(bindKeys({}, made), '5', 'servers')).toBe('screen.accounts');
	expect(actionFor(bindKeys({}), '5', 'servers')).toBeUndefined();
});

test('the key of a screen can be another one, as that of any action', () => {
	const bound = bindKeys({ 'screen.accounts': ['A'] }, made);
	expect(actionFor(bound, 'A', 'object')).toBe('screen.accounts');
	expect(actionFor(bound, '5', 'object')).toBeUndefined();
});
