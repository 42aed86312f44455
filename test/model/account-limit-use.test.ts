// How much of its limits an account uses, and what its checks make of it.

import { describe, expect, test } from 'vitest';
import type { Account } from '../../source/model/account.ts';
import type { AccountClaims, AccountUse } from '../../source/model/account-claims.ts';
import { connectionLimits, jetStreamLimits, worstShare } from '../../source/model/account-limit-use.ts';
import { unloadedAccount } from '../../source/model/account-unloaded.ts';
import { addConnections, type ConnectedUser, usersOf } from '../../source/model/account-users.ts';
import { accountChecks } from '../../source/model/checks/account-checks.ts';
import { standingsAfter, troublesBy } from '../../source/model/checks/judge.ts';
import type { Standings } from '../../source/model/checks/judgement.ts';
import type { Connection } from '../../source/model/connection.ts';
import { usesOf as largestUses } from '../../source/nats/account-jsz.ts';
import { limitHealth } from '../../source/screens/accounts/claim-columns.ts';

const now = Date.UTC(2026, 10, 28);
const day = 86_400_000;

const claimsOf = (over: Partial<AccountClaims> = {}): AccountClaims => ({
	...{ account: 'APP', server: { id: 'N', name: 'n1' }, receivedAt: now, tiers: [], tags: [], revoked: [] },
	...{ imports: [], systemImports: 5, exports: [], cut: [], isExpired: false, isSystem: false },
	...{ hasDefaultPermissions: false, limits: {} },
	...over,
});

const accountOf = (over: Partial<Account> = {}): Account => ({
	...unloadedAccount('APP', 'APP', now),
	isLoaded: true,
	...over,
});

const useOf = (over: Partial<AccountUse> = {}): AccountUse => ({ account: 'APP', receivedAt: now, ...over });

const troubles = (over: Partial<Account>) =>
	troublesBy(accountChecks, accountOf(over), { now }).map(({ check, severity, text, column }) => ({
		...{ check, severity, text },
		...(column && { column }),
	}));

describe('the room of an account', () => {
	test('is of connections and leafnodes; subscriptions are limited for each connection and are no part of it', () => {
		const claims = claimsOf({ limits: { connections: 40, leafnodes: 2, subscriptions: 3 } });
		const rooms = connectionLimits(accountOf({ claims, connections: 38, leafnodes: 0, subscriptions: 900 }));
		expect(rooms.map(({ what, share }) => [what, share])).toEqual([
			['connections', 0.95],
			['leafnodes', 0],
		]);
		expect(worstShare(rooms)).toBe(0.95);
	});

	test('is unknown where there is no limit, and used up where nothing is allowed and something is there', () => {
		expect(worstShare(connectionLimits(accountOf({ claims: claimsOf(), connections: 5 })))).toBe(undefined);
		const none = claimsOf({ limits: { leafnodes: 0 } });
		const [, empty] = connectionLimits(accountOf({ claims: none, leafnodes: 0 }));
		expect(empty?.share).toBe(undefined);
		const [, used] = connectionLimits(accountOf({ claims: none, leafnodes: 1 }));
		expect(used?.share).toBe(1);
	});

	test('is not told of JetStream where limits are by tiers: a server tells of all tiers together', () => {
		const use = useOf({ memory: 1, storage: 5, memoryLimit: 0, storageLimit: 0, streams: 3 });
		const claims = claimsOf({ limits: { streams: 3 }, tiers: [{ tier: 'R3', storage: 10 }] });
		expect(jetStreamLimits(accountOf({ claims, jetstream: [use] })).map(({ share }) => share)).toEqual([
			...[undefined, undefined, undefined, undefined],
		]);
	});
});

describe('the use of JetStream', () => {
	test('is the largest that servers of one domain tell, never their sum, with each stream once', () => {
		const told = (server: string, storage: number, domain?: string) => ({
			...{ server, use: useOf({ storage, domain, storageLimit: 100 }) },
			streams: new Map([['S', 2]]),
		});
		expect(largestUses([told('n1', 40), told('n2', 47), told('leaf', 5, 'edge')])).toMatchObject([
			{ storage: 47, storageLimit: 100, streams: 1, consumers: 2 },
			{ storage: 5, domain: 'edge' },
		]);
	});
});

describe('what is wrong with an account', () => {
	test.each([
		[38, 'warn', '95% of the limit is used'],
		[36, 'warn', '90% of the limit is used'],
		[40, 'critical', 'all of the limit is used'],
		[41, 'critical', 'all of the limit is used'],
	])('is that %i of 40 connections are there: %s', (connections, severity, text) => {
		expect(troubles({ claims: claimsOf({ limits: { connections: 40 } }), connections })).toEqual([
			{ check: 'account-limits', severity, text: `connections: ${text}` },
		]);
	});

	test('is marked by the thresholds that a person has chosen, in each cell as in the sentence', () => {
		const claims = claimsOf({ limits: { connections: 40, leafnodes: 10 } });
		const account = accountOf({ claims, connections: 29, leafnodes: 6 });
		const settings = new Map([['account-limits', { warn: 0.6, critical: 0.7 }]]);
		const [found] = troublesBy(accountChecks, account, { now }, settings);
		expect(found?.text).toBe('connections: 72% of the limit is used, leafnodes: 60% of the limit is used');
		const judged = { ...account, troubles: found ? [found] : [] };
		expect(connectionLimits(account).map((room) => limitHealth(judged, [room]))).toEqual(['crit', 'warn']);
		expect(limitHealth({ ...account, troubles: [] }, connectionLimits(account))).toBe(undefined);
	});

	test('marks no cell as worse than its sentence while three rounds have not made it so', () => {
		const claims = claimsOf({ limits: { connections: 10, leafnodes: 10 } });
		const at = (connections: number, leafnodes: number) => accountOf({ claims, connections, leafnodes });
		let standings: Standings | undefined;
		for (let round = 0; round < 3; round++)
			standings = standingsAfter(accountChecks, at(9, 9), { now }, standings);
		standings = standingsAfter(accountChecks, at(10, 9), { now }, standings);
		const troubled = troublesBy(accountChecks, at(10, 9), { now }, undefined, standings);
		expect(troubled.map(({ severity, parts }) => [severity, parts])).toEqual([
			[
				'warn',
				[
					{ what: 'connections', severity: 'warn' },
					{ what: 'leafnodes', severity: 'warn' },
				],
			],
		]);
	});

	test('is one short sentence, however many JetStream domains are full', () => {
		const jetstream = Array.from({ length: 50 }, (_, index) =>
			useOf({ domain: `d${index}`, storage: 95, storageLimit: 100, memory: 96, memoryLimit: 100 }),
		);
		expect(troubles({ claims: claimsOf(), jetstream })[0]?.text).toMatch(
			/^JetStream memory in d0: 96% .*, JetStream memory in d3: 96% of the limit is used and 96 more limits$/,
		);
	});

	test('is nothing below nine tenths', () => {
		expect(troubles({ claims: claimsOf({ limits: { connections: 40 } }), connections: 35 })).toEqual([]);
	});

	test('is that what is stored comes near to its limit, in words with the domain where there are several', () => {
		const uses = [
			useOf({ domain: 'hub', storage: 95, storageLimit: 100 }),
			useOf({ domain: 'edge', storage: 1, storageLimit: 100 }),
		];
		expect(troubles({ claims: claimsOf(), jetstream: uses })[0]?.text).toBe(
			'JetStream storage in hub: 95% of the limit is used',
		);
	});

	test.each([
		[13 * day + 1, 'warn', 'its claims end in 13d'],
		[day + 1, 'critical', 'its claims end in 1d'],
		[90_000, 'critical', 'its claims end in 1m'],
		[0, 'critical', 'its claims have ended: no client of it can connect'],
	])('is that its claims end in %i ms: %s', (left, severity, text) => {
		const claims = claimsOf({ expires: now + left });
		expect(troubles({ claims })).toEqual([{ check: 'claims', severity, text, column: 'exp' }]);
	});

	test('is an import that is not allowed, which marks no date', () => {
		const invalid = { subject: 'a.>', isInvalid: true, isShared: false };
		expect(troubles({ claims: claimsOf({ imports: [invalid], expires: now + 300 * day }) })).toEqual([
			{ check: 'claims', severity: 'warn', text: 'import a.> is not allowed by the other account' },
		]);
	});
});

test('users are counted by connections and by events of one client; a user only seen in events has none where all told', () => {
	const connection = (cid: number, user: string, name: string) =>
		({
			...{ cid, name, server: { id: 'N1', name: 'n1' }, identity: { account: 'APP', user } },
		}) as unknown as Connection;
	const event = (over: object) =>
		({ kind: 'CONNECT', account: 'APP', count: 3, mixed: false, lastAt: now, ...over }) as never;
	const connected = new Map<string, ConnectedUser>();
	addConnections(connected, 'APP', [connection(1, 'alice', 'web'), connection(2, 'alice', 'job')]);
	const seen = (isWhole: boolean) =>
		usersOf(
			'APP',
			{ users: connected, at: now, isWhole },
			[
				event({ client: { user: 'bob', name: 'probe' }, lastAt: now - 1 }),
				event({ client: { user: 'carol' }, count: 1 }),
				event({ client: { user: 'bob' }, mixed: true }),
				event({ client: { user: 'bob' }, account: 'OPS' }),
			],
			claimsOf({ revoked: [{ user: 'eve', at: 5 }] }),
		);
	expect(seen(true)).toMatchObject([
		{
			user: 'alice',
			connections: 2,
			mayHaveMore: false,
			names: ['job', 'web'],
			servers: ['n1'],
			seenAt: now,
		},
		{ user: 'bob', connections: 0, came: 3, names: ['probe'] },
		// She came since servers were asked for connections.
		{ user: 'carol', connections: undefined, came: 1 },
		{ user: 'eve', connections: 0, isRevoked: true, revokedAt: 5 },
	]);
	// Somebody has not told of all connections: none is not known of anybody, and a count may be too low.
	expect(seen(false).map(({ user, connections, mayHaveMore }) => [user, connections, mayHaveMore])).toEqual([
		['alice', 2, true],
		['bob', undefined, false],
		['carol', undefined, false],
		['eve', undefined, false],
	]);
});
