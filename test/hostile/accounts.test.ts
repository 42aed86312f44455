// Broken and hostile answers about accounts, up to what is made of them.

import { expect, test } from 'vitest';
import { accountJson } from '../../source/format/account-json.ts';
import { AccountBook } from '../../source/model/account-book.ts';
import { readAccountStatz } from '../../source/nats/account-statz.ts';
import { parseFields } from '../../source/nats/read.ts';
import { logOf } from '../helpers/drawn.tsx';
import { build, recipe } from './broken.ts';
import { always, checkJson, checkSecrets, checkText, reportCases, secretsAreWhole } from './check.ts';

reportCases('hostile/accounts');

const at = Date.UTC(2026, 10, 24);

test('an answer about accounts throws nothing, and nothing made of it moves the cursor or tells a secret', () => {
	always(4000, recipe, (from) => {
		const { bytes, whole } = build(from, ['statz']);
		secretsAreWhole(whole);
		const fields = parseFields(bytes);
		const answer = fields && readAccountStatz(fields, at);
		if (answer === undefined) return;
		const book = new AccountBook();
		book.hear(answer, 2000);
		book.hear({ ...answer, now: (answer.now ?? at) + 2000, receivedAt: at + 2000 }, 2000);
		for (const account of book.endRound({ at: at + 2000, interval: 2000, log: logOf([]) })) {
			checkJson('account JSON', accountJson(account));
			for (const text of [account.account, account.name, account.shares[0]?.server.name]) {
				if (text === undefined) continue;
				checkText('account', text);
				checkSecrets('account', text);
			}
		}
	});
});

const answer = (accounts: unknown) =>
	readAccountStatz(
		{
			server: { id: 'NA', name: 'n1', ver: '2.15.1' },
			data: { now: '2026-11-23T18:45:21Z', account_statz: accounts },
		},
		at,
	);

test('figures of an account that cannot be are unknown, and an account twice is one', () => {
	const more = { msgs: 5, bytes: 5, routes: { msgs: 9, bytes: 1 }, gateways: { msgs: 0, bytes: 0 } };
	const told = answer([
		{ acc: 'A', conns: 1 },
		{ acc: 'A', conns: 2 ** 63, leafnodes: -1, num_subscriptions: '7', sent: more, received: 'x' },
		{ acc: '' },
		{ conns: 4 },
		null,
		{ acc: 5 },
	]);
	expect(told?.counts).toHaveLength(1);
	const [count] = told?.counts ?? [];
	for (const key of [
		'connections',
		'leafnodes',
		'subscriptions',
		'sent',
		'received',
		'slowConsumers',
	] as const)
		expect(count?.[key], key).toBe(undefined);
});

test('an answer without accounts is that of a server that has none', () => {
	for (const none of [null, 'none', {}, []]) expect(answer(none)?.counts).toEqual([]);
	expect(readAccountStatz({ data: {} }, at)).toBe(undefined);
	expect(readAccountStatz({ server: { id: 'NA' }, data: null }, at)).toBe(undefined);
});
