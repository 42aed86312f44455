// The connections of real servers as the screen asks for them: all of them, one alone, and a server that hangs.

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ConnectionRow } from '../../source/model/connection-row.ts';
import { connectionFacts } from '../../source/screens/connections/facts.ts';
import { connectionOpened } from '../../source/screens/connections/opened.ts';
import type { ConnectionsSnapshot } from '../../source/screens/connections/snapshot.ts';
import { openConnections } from '../../source/screens/connections/source.ts';
import type { Source } from '../../source/screens/source.ts';
import { createTheme } from '../../source/theme.ts';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { lookOf } from '../helpers/drawn.tsx';
import { waitFor } from '../helpers/wait-for.ts';
import { type Watch, watch } from '../helpers/watch.ts';

let cluster: ConfigTestCluster;
let seen: Watch;
let source: Source<ConnectionsSnapshot>;
beforeAll(async () => {
	cluster = await startCluster({ mode: 'config', size: 2, jetstream: false });
	const { user, password } = cluster.logins.sys;
	seen = watch({ servers: cluster.urls.slice(0, 1), user, password });
	for (const { name } of cluster.servers) await seen.until(name, 'ok', ({ statsz }) => statsz !== undefined);
	source = openConnections(seen.monitor.watching);
});
afterAll(async () => {
	source?.close?.();
	await seen?.stop();
	await cluster?.stop();
});

const rowOf = (name: string): ConnectionRow | undefined =>
	source.get().rows.find(({ last }) => last.name === name);

/** What the page of an open connection says. */
const page = (row: ConnectionRow): string => {
	const base = lookOf(createTheme('mono', false), 120, { now: Date.now() });
	const look = { ...base, ...connectionFacts(source.get(), base.choices) };
	const shown = { key: row.key, tab: 'overview', raw: false, scroll: 0 };
	return connectionOpened(row, shown, { width: 118, height: 38 }, look, source.get()).rows.join('\n');
};

test('a connection that is open alone ends in place, with the reason, and says where it came back', async () => {
	const client = await cluster.appClient({ name: 'one', servers: cluster.urls[1] ?? '' });
	client.subscribe('orders.>', { callback: () => {} });
	await waitFor(() => rowOf('one')?.rates !== undefined, { what: 'it, with rates' });
	expect(rowOf('one')?.identity).toMatchObject({ account: 'APP', user: 'app' });
	const { key = '' } = rowOf('one') ?? {};
	source.focus?.(key);
	await waitFor(() => rowOf('one')?.last.subjects?.length === 1, { what: 'what it listens to' });
	expect(rowOf('one')?.last.subjects).toMatchObject([{ subject: 'orders.>' }]);
	await client.close();
	await waitFor(() => rowOf('one')?.last.stop !== undefined, { what: 'its end' });
	expect(rowOf('one')?.last.reason).toBe('Client Closed');
	const again = await cluster.appClient({ name: 'one', servers: cluster.urls[0] ?? '' });
	const said = () => page(rowOf('one') ?? expect.fail('it is not there'));
	await waitFor(() => said().includes('It came back as cid'), { what: 'where it came back' });
	expect(said()).toMatch(/closed \d\d:\d\d:\d\d: Client Closed/);
	expect(said()).toContain(`on ${again.info?.server_name}`);
	source.focus?.(undefined);
	await waitFor(() => source.get().rows.every((row) => row.key !== key), { what: 'the list without it' });
	await again.close();
});

test('rows of a server that hangs are kept and marked, and the line says who did not answer', async () => {
	const client = await cluster.appClient({ name: 'quiet', servers: cluster.urls[1] ?? '' });
	await waitFor(() => rowOf('quiet') !== undefined, { what: 'it' });
	const [, hung] = cluster.servers;
	hung?.signal('SIGSTOP');
	try {
		await waitFor(() => rowOf('quiet')?.isOld === true, { what: 'the mark' });
		const { answered, asked, unheard } = source.get();
		if (asked === 2) {
			expect(answered).toBe(1);
			expect(unheard.map(({ name }) => name)).toEqual(['n2']);
		}
	} finally {
		hung?.signal('SIGCONT');
	}
	await waitFor(() => rowOf('quiet')?.isOld === undefined, { what: 'the row of now' });
	await client.close();
});
