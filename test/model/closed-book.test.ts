// Connections that have ended, told by servers and by events.

import { expect, test } from 'vitest';
import { ClosedBook, endsWithin, isBadEnd } from '../../source/model/closed-book.ts';
import type { Connection } from '../../source/model/connection.ts';
import type { LoggedEvent } from '../../source/model/event.ts';

const server = { id: 'N1', name: 'n1', tags: [], metadata: {}, featureFlags: {} };

const closed = (cid: number, stop: number, over: Partial<Connection> = {}): Connection => ({
	...{
		server,
		cid,
		at: stop,
		kind: 'client',
		name: 'probe',
		start: stop - 1000,
		stop,
		reason: 'Client Closed',
	},
	...over,
});

const event = (seq: number, cid: number, over: Partial<LoggedEvent> = {}): LoggedEvent => ({
	...{ seq, kind: 'DISCONNECT', severity: 'info', at: 5000, server, account: 'APP', reason: 'Kicked' },
	...{ client: { cid, name: 'svc-feed', stop: 5000, start: 1000 }, count: 1, mixed: false, lastAt: 5000 },
	...over,
});

test('a connection is one row, whether its server, an event or both tell of its end; the server knows more', () => {
	const book = new ClosedBook();
	book.heard([event(1, 7), event(2, 8)]);
	book.told([closed(8, 5000, { lang: 'go' }), closed(9, 6000)]);
	book.heard([event(1, 7), event(2, 8), event(3, 9)]);
	expect(book.rows().map(({ last }) => [last.cid, last.reason, last.lang])).toEqual([
		[9, 'Client Closed', undefined],
		[8, 'Client Closed', 'go'],
		[7, 'Kicked', undefined],
	]);
});

test('an end that the client wished for is none to look at, any other is', () => {
	expect(isBadEnd(closed(1, 0))).toBe(false);
	expect(isBadEnd(closed(1, 0, { reason: undefined }))).toBe(false);
	for (const reason of [
		'Slow Consumer (Pending Bytes)',
		'Authentication Failure',
		'Stale Connection',
		'Kicked',
	])
		expect(isBadEnd(closed(1, 0, { reason })), reason).toBe(true);
});

test('reasons of the last minutes are counted, and who comes and goes is named', () => {
	const book = new ClosedBook();
	book.told([
		...[1, 2, 3, 4].map((cid) => closed(cid, 100_000 + cid)),
		closed(5, 100_500, { name: 'svc', reason: 'Write Error' }),
		closed(6, 1000),
	]);
	expect(endsWithin(book.rows(), 101_000, 60_000)).toEqual({
		count: 5,
		reasons: [
			{ reason: 'Client Closed', count: 4, isBad: false },
			{ reason: 'Write Error', count: 1, isBad: true },
		],
		comer: { name: 'probe', account: undefined, count: 4, lived: 1000 },
	});
});
