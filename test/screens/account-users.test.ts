// How the users of one account are learned from the connections of its servers.

import { expect, test } from 'vitest';
import { Governor } from '../../source/nats/governor.ts';
import type { Wire } from '../../source/nats/wire.ts';
import { openAccounts } from '../../source/screens/accounts/source.ts';
import { accountUsers } from '../../source/screens/accounts/tab-users.ts';
import { KeptSnapshots } from '../../source/screens/kept-snapshots.ts';
import { remember } from '../../source/screens/polled-source.ts';
import type { Watching } from '../../source/screens/source.ts';
import { createTheme } from '../../source/theme.ts';
import { accountsSnapshot } from '../fixtures/accounts.ts';
import { fleetSnapshot } from '../fixtures/fleet.ts';
import { logOf, lookOf, still } from '../helpers/drawn.tsx';
import { silentWire } from '../helpers/silent-wire.ts';
import { waitFor } from '../helpers/wait-for.ts';

const state = { sort: accountUsers.sort, filter: '', wide: false, offset: 0, off: [] };
const look = lookOf(createTheme('mono', false), 120, { now: Date.now() });
const choices = { totals: false, exact: false, keys: false };

/** The users of the account with most servers, as a wire tells of its connections. */
const openOn = (wire: Wire) => {
	const snapshot = { ...accountsSnapshot(logOf([])), silent: [] };
	const governor = new Governor();
	const classes = new Set<string>();
	const begin = governor.begin.bind(governor);
	governor.begin = (name) => {
		classes.add(name);
		begin(name);
	};
	const [app] = snapshot.accounts;
	if (app === undefined) throw new Error('no fixture');
	const many = Array.from({ length: 20 }, (_, index) => ({
		...app.shares[0],
		connections: 1,
		server: { id: `N${index}`, name: `n${index}` },
	})) as typeof app.shares;
	const accounts = [{ ...app, shares: many }, ...snapshot.accounts.slice(1)];
	const watching: Watching = {
		...{ servers: still({ fleet: fleetSnapshot() }), events: still(logOf([])), timeout: 1000, governor },
		...{ wire: () => wire, interval: () => 60_000 },
		...{ wantName: () => {}, learnName: () => {} },
	};
	remember(watching, 'accounts', { ...snapshot, accounts });
	// Nobody answers about accounts: what is remembered is what is known.
	const all = openAccounts(watching);
	return { watching, account: app.account, classes, close: () => all.close?.() };
};

const cids = (id: string, account: string, count: number) => ({
	server: { id, name: id.toLowerCase(), ver: '2.15.1' },
	data: {
		...{
			server_id: id,
			now: '2026-11-28T00:00:00Z',
			num_connections: count,
			total: count,
			offset: 0,
			limit: 1024,
		},
		connections: Array.from({ length: count }, (_, index) => ({
			...{ cid: index + 1, ip: '127.0.0.1', port: 1, start: '2026-11-28T00:00:00Z', name: 'job' },
			...{ authorized_user: `alice`, account },
		})),
	},
});

test('servers are asked for connections a few at the same time, and what stays of them is a count for each user', async () => {
	let [running, most] = [0, 0];
	const wire: Wire = {
		...silentWire,
		gather: () => new Promise(() => {}),
		async ask(subject, body) {
			running++;
			most = Math.max(most, running);
			await new Promise((resolve) => setImmediate(resolve));
			running--;
			const id = subject.split('.')[3] ?? '';
			return { ok: true, value: { ms: 1, readMs: 0, bytes: 1, fields: cids(id, String(body?.acc), 3) } };
		},
	};
	const { watching, account, classes, close } = openOn(wire);
	const users = accountUsers.open(watching, account);
	const other = accountUsers.open(watching, 'PAY');
	try {
		const text = await waitFor(
			() => {
				const view = users.get().list(state, { now: Date.now(), totals: false }, choices);
				return view.keys.includes('alice') ? view.export(look).text : undefined;
			},
			{ what: 'alice' },
		);
		const rows = JSON.parse(text) as { user: string }[];
		const alice = rows.find(({ user }) => user === 'alice');
		expect(alice).toMatchObject({ connections: 60, names: ['job'] });
		expect(most).toBeGreaterThan(1);
		expect(most).toBeLessThanOrEqual(4);
		// However many accounts are opened, the budget knows one class.
		expect([...classes].filter((name) => name.includes('users'))).toEqual(['account-users']);
	} finally {
		users.close?.();
		other.close?.();
		close();
	}
});

test('snapshots of closed lists are forgotten once they are too old to be shown again', () => {
	let now = 0;
	const kept = new KeptSnapshots(() => now);
	for (let index = 0; index < 100; index++) kept.keep(`account-users ACC${index}`, index);
	expect(kept.recall('account-users ACC7')).toBe(7);
	now = 60_000;
	expect(kept.recall('account-users ACC7')).toBe(undefined);
	expect(kept.size).toBe(0);
});
