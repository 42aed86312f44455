// Servers that are too old to tell of accounts: the list says so, and since when they could.

import { expect, test } from 'vitest';
import { AccountBook } from '../../source/model/account-book.ts';
import { askAccounts } from '../../source/screens/accounts/round.ts';
import { nothingKnown } from '../../source/screens/accounts/snapshot.ts';
import { fleetSnapshot } from '../fixtures/fleet.ts';
import { logOf } from '../helpers/drawn.tsx';
import { silentWire } from '../helpers/silent-wire.ts';

const failedOn = async (...versions: readonly string[]): Promise<string | undefined> => {
	const all = fleetSnapshot();
	const rows = all.rows.slice(0, versions.length).map((row, index) => ({
		...row,
		state: 'ok' as const,
		info: { ...row.info, version: versions[index] ?? '' },
	}));
	const snapshot = await askAccounts(silentWire, nothingKnown, {
		...{ book: new AccountBook(), fleet: { ...all, rows }, log: logOf([]), maxWait: 1000, interval: 2000 },
	});
	return snapshot?.failed;
};

test('where every server is too old the list says so, with the version that is wanted and those that are there', async () => {
	expect(await failedOn('2.8.4')).toBe('accounts need nats-server 2.9.0; this is 2.8.4');
	expect(await failedOn('2.8.4', '2.2.6')).toBe('accounts need nats-server 2.9.0; these are 2.2.6, 2.8.4');
});

test('where one is not too old and nobody answers, that is what is said', async () => {
	expect(await failedOn('2.8.4', '2.9.0')).toBe('no responders');
});
