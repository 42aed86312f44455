// Broken and hostile answers about accounts, up to what is made of them.

import { expect, test } from 'vitest';
import { accountJson } from '../../source/format/account-json.ts';
import { AccountBook } from '../../source/model/account-book.ts';
import { readAccountJsz, readAccountsJsz, usesOf } from '../../source/nats/account-jsz.ts';
import { readAccountStatz } from '../../source/nats/account-statz.ts';
import { readAccountz } from '../../source/nats/accountz.ts';
import { readClaimsList } from '../../source/nats/claims-list.ts';
import { parseFields } from '../../source/nats/read.ts';
import { accountPageLines, accountServerLines } from '../../source/screens/accounts/detail.ts';
import { accountFacts } from '../../source/screens/accounts/facts.ts';
import { nothingKnown } from '../../source/screens/accounts/snapshot.ts';
import type { Theme } from '../../source/theme.ts';
import { accountzAnswer } from '../fixtures/accounts.ts';
import { logOf, lookOf } from '../helpers/drawn.tsx';
import { build, recipe } from './broken.ts';
import {
	always,
	checkJson,
	checkRows,
	checkSecrets,
	checkText,
	plainThemes,
	reportCases,
	secretsAreWhole,
} from './check.ts';

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

/** A picture of one account of which everything was told. */
const openedLook = lookOf(plainThemes[0] as Theme, 80, { now: at });

test('claims, imports and exports throw nothing, and nothing made of them moves the cursor or tells a secret', () => {
	always(3000, recipe, (from) => {
		const { bytes, whole } = build(from, ['accountz']);
		secretsAreWhole(whole);
		const fields = parseFields(bytes);
		const { claims } = (fields && readAccountz(fields, at)) ?? {};
		if (claims === undefined) return;
		checkJson('claims', claims);
		const book = new AccountBook({ atOnce: true });
		const counts = [{ account: claims.account, connections: 9, leafnodes: 1, sentIsRouted: false }];
		book.hear({ server: { id: 'NA', name: 'n1' }, receivedAt: at, counts }, 2000);
		book.details.tookClaims(claims.account, at, claims);
		const known = book.endRound({ at, interval: 2000, log: logOf([]) });
		for (const account of known) {
			checkJson('account JSON', accountJson(account));
			const look = { ...openedLook, ...accountFacts({ ...nothingKnown, accounts: known }, { keys: false }) };
			const view = { account, look, width: 80 };
			checkRows('account', [...accountPageLines(view), ...accountServerLines(view, 40)], 80, look.theme);
		}
	});
});

test('JetStream use and lists of claims throw nothing, and hold no negative or impossible figure', () => {
	always(2000, recipe, (from) => {
		const { bytes, whole } = build(from, ['jsz', 'claims-list']);
		secretsAreWhole(whole);
		const fields = parseFields(bytes);
		if (fields === undefined) return;
		for (const use of readAccountsJsz(fields, at)?.uses ?? []) checkJson('use', use);
		const told = readAccountJsz(fields, 'APP', at, true);
		for (const use of told ? usesOf([told, told]) : []) {
			checkJson('use', use);
			expect(use.storage ?? 0).toBeGreaterThanOrEqual(0);
			expect(use.storageLimit ?? 0).toBeLessThan(2 ** 63);
		}
		for (const key of readClaimsList(fields) ?? []) expect(key).toMatch(/^A[A-Z2-7]{55}$/);
	});
});

test('a token in an answer about an account is not in anything that is read of it', () => {
	const answer = accountzAnswer('hub');
	expect(JSON.stringify(answer)).toContain('eyJ0');
	expect(JSON.stringify(readAccountz(answer, at))).not.toMatch(/eyJ|SECRET|jwt/);
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

/** An answer about the claims of one account, which its server says are not all in effect. */
const claimsFrom = (detail: object, nats: object) =>
	readAccountz(
		{
			server: { id: 'N1', name: 'n1' },
			data: { account_detail: { account_name: 'APP', complete: false, decoded_jwt: { nats }, ...detail } },
		},
		at,
	)?.claims;

test('a list of claims that is longer than what is read of it is told as cut, and nothing is called missing by a part of it', () => {
	const many = (of: string, count = 1001) =>
		Array.from({ length: count }, (_, index) => ({ subject: `${of}.${index}`, account: 'PAY' }));
	const byKey = (count: number) =>
		Object.fromEntries(Array.from({ length: count }, (_, index) => [`U${index}`, 1_700_000_000]));
	const tiers = Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`R${index}`, { streams: 1 }]));
	const long = claimsFrom(
		{ imports: many('a') },
		{
			imports: [{ subject: 'a.1000', account: 'PAY' }],
			revocations: byKey(1001),
			limits: { tiered_limits: tiers },
		},
	);
	expect(long?.cut).toEqual(['imports', 'revoked', 'tiers']);
	expect(long?.imports.filter(({ isInvalid }) => isInvalid)).toEqual([]);
	const short = claimsFrom(
		{ imports: many('a', 2), exports: many('b') },
		{ imports: many('a', 3), revocations: byKey(1000) },
	);
	expect(short?.cut).toEqual(['exports']);
	const approved = (count: number) => ({
		exports: [{ subject: 'b', approved_accounts: Array.from({ length: count }, (_, index) => `A${index}`) }],
	});
	expect(claimsFrom(approved(1001), {})?.cut).toEqual(['exports']);
	expect(claimsFrom(approved(1000), {})).toMatchObject({
		cut: [],
		exports: [{ accounts: { length: 1000 } }],
	});
	expect(short?.imports.filter(({ isInvalid }) => isInvalid).map(({ subject }) => subject)).toEqual(['a.2']);
});
