// How much is asked about accounts one by one: not more than four a second, each once, and nothing that is denied.

import { expect, test } from 'vitest';
import { AccountDetails } from '../../source/model/account-details.ts';
import { unloadedAccount } from '../../source/model/account-unloaded.ts';
import type { LoggedEvent } from '../../source/model/event.ts';
import type { ServerRow } from '../../source/model/fleet.ts';
import type { Wire } from '../../source/nats/wire.ts';
import { askDetails } from '../../source/screens/accounts/ask-details.ts';
import { type DetailNeeds, newAskMemory } from '../../source/screens/accounts/ask-needs.ts';
import { fleetRows } from '../fixtures/fleet.ts';
import { logOf } from '../helpers/drawn.tsx';
import { silentWire } from '../helpers/silent-wire.ts';

const start = Date.UTC(2026, 10, 28);
const id = 'N'.padEnd(56, 'A');

/** Accounts with a connection each on one server. */
const accounts = Array.from({ length: 20 }, (_, index) => ({
	...unloadedAccount(`ACC${index}`, `ACC${index}`, start),
	isLoaded: true,
	shares: [
		{
			...{ account: `ACC${index}`, connections: 1, sentIsRouted: false, slowGrowth: 0, receivedAt: start },
			server: { id, name: 'n1' },
		},
	],
}));

/** Rounds on a wire that answers every question in a way; gives the accounts that were asked for in each. */
const rounds = (answer: Wire['ask'], over: Partial<DetailNeeds> = {}) => {
	let [now, asked] = [start, [] as string[]];
	const wire: Wire = {
		...silentWire,
		now: () => now,
		ask(subject, body, options) {
			if (subject.endsWith('.ACCOUNTZ')) asked.push(String(body?.account));
			return answer(subject, body, options);
		},
	};
	const [details, memory] = [new AccountDetails(), newAskMemory()];
	return async (at: number, focused?: string): Promise<readonly string[]> => {
		now = start + at;
		asked = [];
		await askDetails({
			...{ wire, details, memory, accounts, servers: [], answered: new Set([id]), log: logOf([]) },
			...{ timeout: 1000, interval: 2000, focused },
			...over,
		});
		return asked;
	};
};

const tells: Wire['ask'] = async (_, body) => ({
	ok: true,
	value: {
		...{ ms: 1, readMs: 0, bytes: 10 },
		fields: {
			server: { id, name: 'n1' },
			data: { account_detail: { account_name: body?.account, decoded_jwt: { nats: { limits: {} } } } },
		},
	},
});

test('claims are asked for four accounts a second, each once, and again after ten minutes', async () => {
	const round = rounds(tells);
	const counts: number[] = [];
	for (const at of [0, 2000, 4000, 6000]) counts.push((await round(at)).length);
	expect(counts).toEqual([8, 8, 4, 0]);
	expect((await round(601_000)).length).toBe(8);
});

test('of an account that is open claims are asked for every half minute, and of no other', async () => {
	const round = rounds(tells);
	expect(await round(0, 'ACC3')).toEqual(['ACC3']);
	expect(await round(2000, 'ACC3')).toEqual([]);
	expect(await round(31_000, 'ACC3')).toEqual(['ACC3']);
});

test('what is denied is asked for once', async () => {
	const subject = `$SYS.REQ.SERVER.${id}.ACCOUNTZ`;
	const round = rounds(async () => ({ ok: false, failure: { kind: 'denied', what: 'publish', subject } }));
	expect((await round(0)).length).toBeLessThanOrEqual(4);
	expect(await round(2000)).toEqual([]);
});

test('a server that has only heard of an account is asked again half a minute later', async () => {
	const round = rounds(async () => ({
		ok: false,
		failure: { kind: 'refused', code: 500, description: 'none' },
	}));
	expect((await round(0)).length).toBe(8);
	expect((await round(2000)).length).toBe(8);
	expect((await round(4000)).length).toBe(4);
	expect(await round(6000)).toEqual([]);
	expect((await round(31_000)).length).toBe(8);
});

/** Servers of one JetStream system, and a way that tells who of them was asked for the use of all accounts. */
const jetStreamServers = (count: number, meta: boolean) =>
	Array.from({ length: count }, (_, index) => {
		const [base] = fleetRows();
		if (base?.statsz === undefined) throw new Error('no fixture');
		const name = `n${index}`;
		const jetstream = { ...base.statsz.jetstream, meta: meta ? { name: '_meta_', leader: 'n7' } : undefined };
		return {
			...{ ...base, key: name, state: 'ok' as const, info: { ...base.info, id: `N${name}`, name } },
			statsz: { ...base.statsz, jetstream },
		} as ServerRow;
	});

test('whom to ask for JetStream use is found by looking at each account once, however many servers there are', async () => {
	const servers = jetStreamServers(200, true);
	let looked = 0;
	const watched = accounts.map((account) => ({
		...account,
		get shares() {
			looked++;
			return servers.map(({ info }) => ({ ...account.shares[0], server: info })) as typeof account.shares;
		},
	}));
	const asked: string[] = [];
	const round = rounds(
		async (subject) => {
			asked.push(subject);
			return { ok: false, failure: { kind: 'timeout', ms: 1 } };
		},
		{ servers, accounts: watched, focused: undefined },
	);
	await round(0);
	const jsz = asked.filter((subject) => subject.endsWith('.JSZ'));
	// Who leads the system goes first, and not more than four are asked.
	expect(jsz[0]).toContain('Nn7');
	expect(jsz).toHaveLength(4);
	// Claims look at them, too.
	expect(looked).toBeLessThanOrEqual(2 * accounts.length);
});

test('a full resolver that does not answer is asked for its accounts again, then every ten minutes and after a change of claims', async () => {
	let [lists, answers] = [0, false];
	const log = { ...logOf([]), events: [] as LoggedEvent[] };
	const round = rounds(
		async (subject) => {
			if (!subject.endsWith('CLAIMS.LIST'))
				return { ok: false, failure: { kind: 'refused', code: 1, description: '' } };
			lists++;
			if (!answers) return { ok: false, failure: { kind: 'timeout', ms: 1000 } };
			return { ok: true, value: { ms: 1, readMs: 0, bytes: 1, fields: { data: [] } } };
		},
		{ log },
	);
	const at = async (ms: number): Promise<number> => {
		lists = 0;
		await round(ms);
		return lists;
	};
	expect([await at(0), await at(2000), await at(30_000)]).toEqual([1, 0, 1]);
	answers = true;
	expect([await at(60_000), await at(90_000), await at(300_000)]).toEqual([1, 0, 0]);
	log.events = [{ kind: 'CLAIMS', account: 'NEW', lastAt: start + 310_000 } as LoggedEvent];
	expect([await at(312_000), await at(400_000), await at(900_000)]).toEqual([1, 1, 0]);
	expect(await at(1_000_000)).toBe(1);
});
