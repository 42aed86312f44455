// Which consumers of a stream that nobody leads have no leader either.

import { expect, test } from 'vitest';
import type { ConsumerCopy } from '../../source/model/jetstream/told.ts';
import { OrphanCount } from '../../source/screens/streams/orphans.ts';

const copy = (consumer: string, server: string, leader?: string, stream = 'ORDERS'): ConsumerCopy => ({
	...{ account: 'APP', stream, consumer, isPaused: false, receivedAt: 1, delivered: {}, ackFloor: {} },
	server: { id: server, name: server },
	group: { raftGroup: 'C-R3F-x', leader, peers: [] },
});

const count = (copies: readonly ConsumerCopy[], down: readonly string[] = []) => {
	const found = new OrphanCount({ key: 'hub\nAPP\nORDERS', account: 'APP', stream: 'ORDERS' });
	found.take(copies);
	return found.result((server) => (down.includes(server) ? 'down' : 'answers'));
};

test('a consumer that no server leads has no leader, whatever its followers went on naming until it was down', () => {
	expect(count([copy('billing', 'n1', 'n3'), copy('audit', 'n1', 'n1'), copy('mail', 'n1')], ['n3'])).toEqual(
		{
			key: 'hub\nAPP\nORDERS',
			all: 3,
			without: ['billing', 'mail'],
		},
	);
});

test('a leader that followers name counts while it answers, and not once it says itself that it follows', () => {
	expect(count([copy('billing', 'n1', 'n2')]).without).toEqual([]);
	expect(count([copy('billing', 'n1', 'n2'), copy('billing', 'n2')]).without).toEqual(['billing']);
});

test('consumers of another stream of the account are passed over', () => {
	expect(count([copy('billing', 'n1', undefined, 'CARTS')]).all).toBe(0);
});
