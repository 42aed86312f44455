// What a filter asks of servers instead of all their connections, on real servers whose requests are listened to.

import type { NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { connections } from '../../source/screens/connections/connections.ts';
import { isInScope, scopeOf } from '../../source/screens/connections/scope.ts';
import { type ConnectionsSnapshot, connectionsHonesty } from '../../source/screens/connections/snapshot.ts';
import { openConnections } from '../../source/screens/connections/source.ts';
import type { Asked, Source } from '../../source/screens/source.ts';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { type Watch, watch } from '../helpers/watch.ts';

let cluster: ConfigTestCluster;
let seen: Watch;
let source: Source<ConnectionsSnapshot>;
let tap: NatsConnection;
/** Requests as they were sent, with the id of the server asked. */
let asked: { id: string; body: Record<string, unknown> }[] = [];

beforeAll(async () => {
	cluster = await startCluster({ mode: 'config', size: 2, jetstream: false });
	const { user, password } = cluster.logins.sys;
	seen = watch({ servers: cluster.urls.slice(0, 1), user, password });
	for (const { name } of cluster.servers) await seen.until(name, 'ok', ({ statsz }) => statsz !== undefined);
	const [first = '', second = ''] = cluster.urls;
	for (const [name, url] of [
		['one', first],
		['two', second],
	] as const) {
		const client = await cluster.appClient({ name, servers: url });
		client.subscribe(`${name}.orders.*`, { callback: () => {} });
	}
	tap = await cluster.systemClient({ name: 'tap' });
	tap.subscribe('$SYS.REQ.SERVER.*.CONNZ', {
		callback: (_, message) => {
			asked.push({ id: message.subject.split('.')[3] ?? '', body: message.json() });
		},
	});
	await tap.flush();
	source = openConnections(seen.monitor.watching);
	await waitFor(() => ['one', 'two'].every((name) => names().includes(name)), { what: 'all of them' });
});
afterAll(async () => {
	source?.close?.();
	await seen?.stop();
	await cluster?.stop();
});
beforeEach(async () => {
	source.narrow?.({});
	await waitFor(() => ['one', 'two', 'tap'].every((name) => names().includes(name)), { what: 'all of them' });
	asked = [];
});

const names = () => source.get().rows.flatMap(({ last, isOld }) => (isOld ? [] : (last.name ?? [])));

const narrowTo = (filter: string): void => source.narrow?.(connections.askedOf(filter));

const idOf = (name: string): string | undefined =>
	seen.monitor.loop.roster.snapshot(0).rows.find(({ info }) => info.name === name)?.info.id;

test('an account in a filter is asked for, as it is spelled there and not as it was typed', async () => {
	narrowTo('acc=app');
	await waitFor(() => names().toSorted().join() === 'one,two', { what: 'its connections alone' });
	expect(source.get().total).toBe(2);
	expect(asked.at(-1)?.body).toMatchObject({ acc: 'APP' });
	narrowTo('');
	await waitFor(() => names().includes('tap'), { what: 'all of them again' });
});

test('only the server in a filter is asked', async () => {
	narrowTo('server=N2');
	await waitFor(() => source.get().asked === 1 && names().includes('two'), { what: 'its connections alone' });
	expect(names()).not.toContain('one');
	asked = [];
	await waitFor(() => asked.length > 2, { what: 'some rounds' });
	expect(new Set(asked.map(({ id }) => id))).toEqual(new Set([idOf('n2')]));
});

test('who listens to a subject is asked of servers, and found', async () => {
	narrowTo('acc=APP subject=two.orders.new');
	const listening = () => source.get().rows.map(({ last, listens }) => `${last.name} ${listens}`);
	await waitFor(() => listening().join() === 'two two.orders.new', { what: 'who listens' });
	narrowTo('acc=APP subject=three');
	await waitFor(() => source.get().rows.length === 0, { what: 'nobody' });
});

test('one connection is asked for alone', async () => {
	const cid = source.get().rows.find(({ last }) => last.name === 'one')?.last.cid;
	narrowTo(`server=n1 cid=${cid}`);
	await waitFor(() => names().join() === 'one', { what: 'it alone' });
	expect(asked.at(-1)?.body).toMatchObject({ cid });
});

test('where nobody is there by that word all are asked for, so that a word of ours hides nobody', async () => {
	narrowTo('user=somebody');
	await waitFor(() => asked.some(({ body }) => body.user === 'somebody'), { what: 'the question' });
	await waitFor(() => names().includes('one') && names().includes('tap'), { what: 'all of them' });
});

test('a subject without an account, or a part of one, is refused in a sentence', () => {
	const sentence = 'subject is asked of servers: write acc=ACCOUNT subject=orders.new';
	for (const filter of ['subject=orders.new', 'subject:orders.new acc=APP', 'acc:APP subject=orders.new'])
		expect(connections.filterError(filter)).toBe(sentence);
	expect(connections.filterError('acc=APP subject=orders.new')).toBeUndefined();
});

test('only terms that every row must match are asked of servers', () => {
	expect(connections.askedOf('acc=APP in>10 name:app !user=bob server=n1')).toEqual({
		acc: 'APP',
		server: 'n1',
	});
	expect(connections.askedOf('!acc=APP')).toEqual({});
	expect(connections.askedOf('account=APP')).toEqual({ acc: 'APP' });
	expect(connections.askedOf('acc=')).toEqual({});
	expect(connections.askedOf('cid>5')).toEqual({});
});

test('a word that may mean several accounts is not asked for', () => {
	const names = new Map([
		['AKEYONE', 'orders'],
		['AKEYTWO', 'ORDERS'],
	]);
	const known = { rows: () => [], accountNames: names };
	expect(scopeOf({ acc: 'Orders' }, known)).toMatchObject({ key: '', body: {} });
	expect(scopeOf({ acc: 'AKEYONE' }, known).body).toEqual({ acc: 'AKEYONE' });
	const one = new Map([['AKEYONE', 'orders']]);
	expect(scopeOf({ acc: 'Orders' }, { rows: () => [], accountNames: one }).body).toEqual({ acc: 'AKEYONE' });
});

test('a subject is asked of one account: of several by one name it is the one spelled so, or it is refused in a sentence', () => {
	const accountNames = new Map([
		['AKEYONE', 'orders'],
		['AKEYTWO', 'ORDERS'],
	]);
	const known = { rows: () => [], accountNames };
	const subject = 'orders.new';
	expect(scopeOf({ acc: 'ORDERS', subject }, known).body).toEqual({
		acc: 'AKEYTWO',
		filter_subject: subject,
	});
	expect(scopeOf({ acc: 'AKEYONE', subject }, known).body).toEqual({
		acc: 'AKEYONE',
		filter_subject: subject,
	});
	expect(scopeOf({ acc: 'Orders', subject }, known).unclear).toBe(
		'acc=Orders means 2 accounts: with a subject write one, acc=AKEYONE',
	);
	expect(scopeOf({ acc: 'Orders' }, known).unclear).toBeUndefined();
	expect(connectionsHonesty({ ...source.get(), unclear: 'which?' }).failed).toBe('which?');
});

test('rows are looked through for a filter that names an account or a user, and not in each round', () => {
	const accountNames = new Map([['AKEYONE', 'orders']]);
	const known = { rows: () => expect.fail('looked through'), accountNames };
	const filters: Asked[] = [
		{},
		{ server: 'n1', cluster: 'east' },
		{ mqtt: 'm', cid: '7' },
		{ acc: 'orders' },
	];
	for (const asked of filters) expect(scopeOf(asked, known).unclear).toBeUndefined();
});

test('what is known of a scope is kept when it is entered', () => {
	const { rows } = source.get();
	const scope = scopeOf({ acc: 'APP' }, { rows: () => rows, accountNames: new Map() });
	const inScope = (isAsked: boolean) => rows.filter((row) => isInScope(row, scope, () => isAsked));
	expect(
		inScope(true)
			.map(({ last }) => last.name)
			.toSorted(),
	).toEqual(['one', 'two']);
	expect(inScope(false)).toEqual([]);
});
