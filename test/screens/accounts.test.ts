// The accounts as the program draws them.

import { describe, expect, test } from 'vitest';
import { connectionsScope } from '../../source/screens/accounts/scopes.ts';
import { connections } from '../../source/screens/connections/connections.ts';
import { drawApp, expectApp, openApp, sizes } from '../helpers/app-screen.tsx';

const all = [...sizes, { columns: 60, rows: 15, ascii: false }];

describe.each(all)('at $columns x $rows', (size) => {
	test('the account with trouble is first, and its detail says what is wrong', () =>
		expectApp('accounts', { size }, ['5']));
});

test.each([
	['servers', 1],
	['imports', 2],
	['exports', 3],
	['users', 4],
])('the tab %s of one account is a list', async (name, tabs) => {
	for (const size of [
		{ columns: 80, rows: 24 },
		{ columns: 120, rows: 40 },
	])
		await expectApp(`account-${name}`, { size }, ['5', 'enter', ...Array<string>(tabs).fill('tab')]);
});

test('4 on an account shows its connections, and Escape those of all, then the account again', async () => {
	const screen = await openApp({ size: { columns: 80, rows: 24 } });
	try {
		await screen.press('5', 'enter', '4');
		expect(screen.text()).toContain('4 Connections   acc=APP');
		await screen.press('q');
		expect(screen.text()).toMatch(/4 Connections [^a]*sort/);
		await screen.press('q');
		expect(screen.text()).toContain('[Overview]');
	} finally {
		screen.close();
	}
});

test('what narrows connections to an account is a term of the filter, whatever the account is called', () => {
	expect(connectionsScope({ name: 'APP' })).toBe('acc=APP');
	expect(connectionsScope({ name: 'my app' }, 'east-1')).toBe('acc="my app" server=east-1');
	expect(connectionsScope({ name: 'a"b>c' })).toBe('acc="ab>c"');
	for (const name of ['my app', 'a"b', '!x', '/re/', '$G'])
		expect(connections.filterError(connectionsScope({ name })), name).toBe(undefined);
});

test('an account that no server has loaded says so, and nothing else of itself', async () => {
	const text = await drawApp({ size: { columns: 120, rows: 40 } }, ['5', 'end']);
	expect(text).toMatch(/> +ADS6U4HF\S+ .* not loaded/);
	expect(text).toContain('Not loaded: it has claims, and no server has needed it since it began.');
});

test('one account says what it does, what is wrong and where, in a screen of its own', async () => {
	await expectApp('account', { size: { columns: 80, rows: 24 } }, ['5', 'enter']);
	await expectApp('account', { size: { columns: 120, rows: 40 } }, ['5', 'enter']);
});
