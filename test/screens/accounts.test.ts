// The accounts as the program draws them.

import { describe, test } from 'vitest';
import { expectApp, sizes } from '../helpers/app-screen.tsx';

const all = [...sizes, { columns: 60, rows: 15, ascii: false }];

describe.each(all)('at $columns x $rows', (size) => {
	test('the account with trouble is first, and its detail says what is wrong', () =>
		expectApp('accounts', { size }, ['5']));
});

test('one account says what it does, what is wrong and where, in a screen of its own', async () => {
	await expectApp('account', { size: { columns: 80, rows: 24 } }, ['5', 'enter']);
	await expectApp('account', { size: { columns: 120, rows: 40 } }, ['5', 'enter']);
});
