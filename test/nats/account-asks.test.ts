// How much is asked about accounts one by one: not more than four a second, each once, and nothing that is denied.

import { expect, test } from 'vitest';
import { AccountDetails } from '../../source/model/account-details.ts';
import { unloadedAccount } from '../../source/model/account-unloaded.ts';
import type { Wire } from '../../source/nats/wire.ts';
import { askDetails, newAskMemory } from '../../source/screens/accounts/ask-details.ts';
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
const rounds = (answer: Wire['ask']) => {
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
