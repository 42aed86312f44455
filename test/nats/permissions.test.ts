// What a system user sees who may not hear or ask everything.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { watch } from '../helpers/watch.ts';

describe('a system user who may not use everything', () => {
	let cluster: OperatorTestCluster;
	beforeAll(async () => {
		cluster = await startCluster({ size: 2, jetstream: false });
	});
	afterAll(() => cluster.stop());

	test('is told each forbidden subject once, even after a reconnect, and sees the rest', async () => {
		const permissions = {
			sub: { deny: ['$SYS.ACCOUNT.*.CONNECT', '$JS.EVENT.ADVISORY.>', '$SYS.SERVER.*.STATSZ'] },
			pub: { deny: ['$SYS.REQ.SERVER.PING.VARZ', '$SYS.REQ.SERVER.PING.IDZ'] },
		};
		const creds = await cluster.userCreds('SYS', { name: 'few', permissions });
		const seen = watch({ servers: cluster.urls, creds });
		try {
			const denied = () => seen.events('DENIED').map(({ text }) => text?.replace('not permitted to ', ''));
			const expected = [
				'publish $SYS.REQ.SERVER.PING.IDZ',
				'publish $SYS.REQ.SERVER.PING.VARZ',
				'subscribe $JS.EVENT.ADVISORY.>',
				'subscribe $SYS.ACCOUNT.*.CONNECT',
				'subscribe $SYS.SERVER.*.STATSZ',
			];
			await waitFor(() => denied().length >= expected.length, { what: 'all of them' });
			await seen.until('n2', 'ok', ({ state, statsz }) => state === 'ok' && statsz !== undefined);
			await seen.monitor.keeper.connection?.nc.reconnect();
			await seen.event('LINK', ({ text }) => text?.startsWith('reconnected') ?? false);
			const client = await cluster.appClient({ name: 'seen' });
			await client.close();
			await seen.event('DISCONNECT', (event) => event.client?.name === 'seen', 3000);
			expect(denied().sort()).toEqual(expected);
			expect(seen.events('CONNECT')).toEqual([]);
		} finally {
			await seen.stop();
		}
	});

	test('still sees every server by its heartbeats when he may ask nothing', async () => {
		const permissions = { pub: { deny: ['$SYS.REQ.>'] } };
		const creds = await cluster.userCreds('SYS', { name: 'listener', permissions });
		const seen = watch({ servers: cluster.urls, creds });
		try {
			// A heartbeat comes every ten seconds.
			await seen.until('n1', 'heard', ({ statsz }) => statsz !== undefined, 20_000);
			await seen.until('n2', 'heard', ({ statsz }) => statsz !== undefined, 20_000);
			expect(seen.row('n1')?.state).toBe('ok');
		} finally {
			await seen.stop();
		}
	});
});
