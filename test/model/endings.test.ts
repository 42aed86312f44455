// Connections that have ended become events, each once, and none that ended before natstop looked.

import { expect, test } from 'vitest';
import type { Connection } from '../../source/model/connection.ts';
import { Endings } from '../../source/model/endings.ts';

const ended = (cid: number, stop: number, reason = 'Client Closed', server = 'n1'): Connection => ({
	...{
		server: { id: server, name: server },
		cid,
		at: stop,
		kind: 'client',
		name: `svc-${cid}`,
		stop,
		reason,
	},
});

const told = (endings: Endings, rows: readonly Connection[], server = 'n1') =>
	endings
		.told(server, rows, 9000)
		.map(({ kind, severity, client, reason }) => [kind, severity, client?.cid, reason]);

test('what a server tells first had ended before, and what comes later is news, once, the oldest first', () => {
	const endings = new Endings();
	expect(told(endings, [ended(1, 100)])).toEqual([]);
	expect(
		told(endings, [ended(3, 300, 'Slow Consumer (Pending Bytes)'), ended(2, 200), ended(1, 100)]),
	).toEqual([
		['CLOSED', 'info', 2, 'Client Closed'],
		['CLOSED', 'warn', 3, 'Slow Consumer (Pending Bytes)'],
	]);
	expect(told(endings, [ended(3, 300), ended(2, 200)])).toEqual([]);
});

test('each server begins for itself, and one cid on two servers is two connections', () => {
	const endings = new Endings();
	expect(told(endings, [])).toEqual([]);
	expect(told(endings, [ended(1, 100, 'Client Closed', 'n2')], 'n2')).toEqual([]);
	expect(told(endings, [ended(1, 100)])).toHaveLength(1);
});
