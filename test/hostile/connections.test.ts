// Broken and hostile answers to CONNZ.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { connectionRates } from '../../source/model/connection.ts';
import { readConnz } from '../../source/nats/decode-connz.ts';
import { parseFields } from '../../source/nats/read.ts';
import { build, recipe } from './broken.ts';
import { always, checkJson, checkSecrets, checkText, reportCases, secretsAreWhole } from './check.ts';

reportCases('hostile/connections');

test('an answer about connections throws nothing, tells no secret and keeps no token', () => {
	always(4000, fc.tuple(recipe, fc.boolean()), ([from, withIdentity]) => {
		const { bytes, whole } = build(from, ['connz']);
		secretsAreWhole(whole);
		const fields = parseFields(bytes);
		const page = fields && readConnz(fields, withIdentity);
		if (page === undefined) return;
		checkJson('page', page);
		for (const row of page.rows) {
			if (!Number.isSafeInteger(row.cid) || row.cid <= 0) throw new Error(`cid ${row.cid}`);
			if ('jwt' in row) throw new Error('a token is kept');
			for (const text of [row.name, row.ip, row.reason, row.identity?.user, row.identity?.account]) {
				if (text === undefined) continue;
				checkText('row', text);
				checkSecrets('row', text);
			}
			connectionRates(row, { ...row, at: row.at + 1000 });
		}
	});
});

const answer = (connections: unknown, data: object = {}) =>
	readConnz(
		{
			server: { id: 'NA', name: 'n1', ver: '2.9.10' },
			data: { now: '2026-11-23T18:45:21Z', connections, ...data },
		},
		true,
	);

test('an answer without a list says nothing of connections, and is not taken for a server that has none', () => {
	const server = { id: 'NA', name: 'n1', ver: '2.9.10' };
	const now = '2026-11-23T18:45:21Z';
	expect(readConnz({ server, data: { now } }, true)).toBeUndefined();
	expect(readConnz({ server, data: { now, connections: [] } }, true)).toMatchObject({ total: 0, rows: [] });
});

test('figures that cannot be are unknown, and rows without a cid are none', () => {
	const page = answer([
		{
			cid: 1,
			rtt: 'abc',
			in_msgs: 2 ** 63,
			out_msgs: -1,
			pending_bytes: '7',
			start: 'yesterday',
			port: 70_000,
		},
		{ cid: 0 },
		{ cid: 2 ** 60 },
		{ cid: -4 },
		{ cid: '5' },
		null,
		{},
	]);
	expect(page?.rows).toHaveLength(1);
	const [row] = page?.rows ?? [];
	for (const key of ['rtt', 'inMsgs', 'outMsgs', 'pending', 'start', 'port', 'stalls'] as const)
		expect(row?.[key], key).toBe(undefined);
	expect(page?.received).toBe(6);
});

test('rows count, not what a server says of how many there are', () => {
	expect(answer([{ cid: 1 }], { num_connections: 0, total: 2 ** 63 })?.total).toBe(1);
	expect(answer(null)?.rows).toEqual([]);
	expect(answer('none')?.rows).toEqual([]);
});

test('a token is dropped although nobody asked for it, and a user that can be one is hidden', () => {
	const page = answer([{ cid: 1, jwt: 'eyJ0eXAiOiJKV1QifQ.e30.x', authorized_user: 'T0ken' }]);
	expect(page?.hasTokens).toBe(true);
	expect(JSON.stringify(page)).not.toMatch(/eyJ|T0ken/);
});
