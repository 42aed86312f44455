// How much is worked out for one picture of an account.

import { expect, test } from 'vitest';
import type { LoggedEvent } from '../../source/model/event.ts';
import { accountPage } from '../../source/screens/accounts/account-page.ts';
import { accountDetail } from '../../source/screens/accounts/detail.ts';
import { accountFacts } from '../../source/screens/accounts/facts.ts';
import { createTheme } from '../../source/theme.ts';
import { accountsSnapshot } from '../fixtures/accounts.ts';
import { now } from '../fixtures/fleet.ts';
import { logOf, lookOf } from '../helpers/drawn.tsx';

const snapshot = accountsSnapshot(logOf([]));
const look = {
	...lookOf(createTheme('mono', false), 80, { now }),
	...accountFacts(snapshot, { keys: false }),
};

/** An account on a thousand servers, and how many of these were looked at by name. */
const onMany = () => {
	const [app] = snapshot.accounts;
	const [share] = app?.shares ?? [];
	if (app === undefined || share === undefined) throw new Error('no fixture');
	let named = 0;
	const shares = Array.from({ length: 1000 }, (_, index) => ({
		...share,
		get server() {
			named++;
			return { id: `N${index}`, name: `n${index}` };
		},
	}));
	return { account: { ...app, shares }, named: () => named };
};

test('of an account on a thousand servers only the rows that are shown are drawn', () => {
	const { account, named } = onMany();
	const size = { width: 80, height: 24 };
	const rows = accountPage(account, { raw: false, scroll: 0 } as never, size, look, snapshot);
	expect(rows.rows).toHaveLength(24);
	expect(named()).toBe(0);
	expect(accountDetail(account, size, look, true)).toHaveLength(24);
	expect(named()).toBeLessThan(24);
});

test('the events of an account are picked out of the log once, and not in each frame', () => {
	let looked = 0;
	const events = Array.from({ length: 50 }, () => ({
		get account() {
			looked++;
			return 'other';
		},
	})) as unknown as readonly LoggedEvent[];
	const size = { width: 80, height: 24 };
	const draw = () =>
		accountPage(snapshot.accounts[0], { raw: false, scroll: 0 } as never, size, look, {
			...snapshot,
			events,
		});
	const [first, second] = [draw(), draw()];
	expect(second.rows).toEqual(first.rows);
	expect(looked).toBe(50);
});
