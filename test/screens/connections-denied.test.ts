// Connections for a user who may not ask for them.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { closedHonesty, openClosed } from '../../source/screens/closed/source.ts';
import { connectionsHonesty } from '../../source/screens/connections/snapshot.ts';
import { openConnections } from '../../source/screens/connections/source.ts';
import { type OperatorTestCluster, startCluster } from '../helpers/cluster.ts';
import { connections } from '../helpers/connections.ts';
import { waitFor } from '../helpers/wait-for.ts';
import { type Watch, watch } from '../helpers/watch.ts';

const { open: openLink } = connections();

let cluster: OperatorTestCluster;
let seen: Watch;
beforeAll(async () => {
	cluster = await startCluster({ size: 1, jetstream: false });
	const permissions = { pub: { deny: ['$SYS.REQ.SERVER.*.CONNZ'] } };
	const creds = await cluster.userCreds('SYS', { name: 'few', permissions });
	seen = watch({ servers: cluster.urls, creds });
	await seen.until('n1', 'ok', ({ statsz }) => statsz !== undefined);
});
afterAll(async () => {
	await seen?.stop();
	await cluster?.stop();
});

test('who may not ask is told the subject, is not denied again each round, and still sees who leaves', async () => {
	const open = openConnections(seen.monitor.watching);
	const closed = openClosed(seen.monitor.watching);
	try {
		await waitFor(() => open.get().denied !== undefined, { what: 'the denial' });
		expect(connectionsHonesty(open.get()).denied?.subject).toBe('$SYS.REQ.SERVER.*.CONNZ');
		await waitFor(() => closed.get().denied !== undefined, { what: 'the same of closed ones' });
		expect(closedHonesty(closed.get()).denied?.still).toContain('DISCONNECT events');
		const client = await cluster.appClient({ name: 'leaves' });
		await client.close();
		const left = () => closed.get().rows.find(({ last }) => last.name === 'leaves');
		await waitFor(() => left() !== undefined, { what: 'who left' });
		expect(left()?.last.reason).toBe('Client Closed');
		const denials = seen.events('DENIED').filter(({ text }) => text?.includes('CONNZ'));
		expect(denials.reduce((sum, { count }) => sum + count, 0)).toBe(1);
	} finally {
		open.close?.();
		closed.close?.();
	}
});

test('what was denied is asked for again once there is another way to NATS', async () => {
	const { wire: other } = await openLink({ servers: [...cluster.urls], creds: cluster.creds.sys });
	let isBack = false;
	const { watching } = seen.monitor;
	const both = { ...watching, wire: () => (isBack ? other : watching.wire()) };
	const open = openConnections(both);
	const closed = openClosed(both);
	try {
		await waitFor(() => open.get().denied !== undefined && closed.get().denied !== undefined, {
			what: 'both denials',
		});
		isBack = true;
		await waitFor(() => open.get().rows.length > 0 && open.get().denied === undefined, { what: 'the list' });
		await waitFor(() => closed.get().answered > 0 && closed.get().denied === undefined, {
			what: 'those that have gone',
		});
	} finally {
		open.close?.();
		closed.close?.();
	}
});
