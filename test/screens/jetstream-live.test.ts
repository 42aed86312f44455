// A real meta group that loses its leader and its quorum, as the screens of JetStream show it.

import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jetStreamRequest } from '../../source/demo/jetstream-request.ts';
import { jetstream } from '../../source/screens/jetstream/jetstream.ts';
import { raft } from '../../source/screens/raft/raft.ts';
import type { Screen, Shot } from '../../source/screens/screen.ts';
import type { Source } from '../../source/screens/source.ts';
import { createTheme } from '../../source/theme.ts';
import { type ConfigTestCluster, startCluster } from '../helpers/cluster.ts';
import { lookOf } from '../helpers/drawn.tsx';
import { waitFor } from '../helpers/wait-for.ts';
import { type Watch, watch } from '../helpers/watch.ts';

let cluster: ConfigTestCluster;
let seen: Watch;
const opened = new Map<Screen, Source<Shot>>();

beforeAll(async () => {
	cluster = await startCluster({ mode: 'config' });
	const app = await cluster.appClient();
	const config = { name: 'ORDERS', subjects: ['orders.>'], num_replicas: 3 };
	await jetStreamRequest(app, '$JS.API.STREAM.CREATE.ORDERS', config);
	await app.close();
	const { user, password } = cluster.logins.sys;
	seen = watch({ servers: [...cluster.urls], user, password });
	for (const screen of [jetstream, raft]) opened.set(screen, screen.open(seen.monitor.watching));
});
afterAll(async () => {
	for (const source of opened.values()) source.close?.();
	await seen?.stop();
	await cluster?.stop();
});

/** What a screen shows at 120 columns: the line above the heads, the rows, and the detail of the first. */
const shown = (screen: Screen) => {
	const shot = opened.get(screen)?.get() ?? expect.fail('it is not open');
	const look = lookOf(createTheme('mono', false), 120, { now: Date.now() });
	const state = { sort: screen.sort, filter: '', wide: false, offset: 0, off: [] };
	const view = shot.list(state, look, look.choices);
	const size = { width: 120, height: 30 };
	const columns = screen.columns
		.filter(({ id }) => id !== 'trouble' && id !== 'domain')
		.map(({ id, width }) => ({ id, width }));
	const how = { columns, width: 300, look, selected: false, focused: true, offset: 0 };
	const plain = (rows: readonly string[] = []) =>
		rows.map(stripVTControlCharacters).map((row) => row.trimEnd());
	return {
		above: plain(shot.above?.(size, look)).join('\n'),
		rows: plain(view.keys.map((_, index) => view.line(index, how))),
		detail: plain(shot.detail(view.keys[0], { width: 120, height: 6 }, look, false)).join('\n'),
	};
};

const until = (screen: Screen, what: string, fits: (picture: ReturnType<typeof shown>) => boolean) =>
	waitFor(() => fits(shown(screen)), { what });

test('a meta group that loses its leader, then its quorum, is first on both tabs with a sentence, and no longer once it is mended', async () => {
	await until(
		jetstream,
		'all well',
		({ above, rows }) => above.includes('3 of 3 peers ok') && rows.every((row) => !row.includes('–')),
	);
	await until(
		raft,
		'three members',
		({ rows, above }) => rows.length === 3 && /since \d+s +term \d/.test(above),
	);
	const leader = /leader (n\d)/.exec(shown(jetstream).above)?.[1] ?? expect.fail('no leader');
	const [first, second] = cluster.servers.filter(({ name }) => name !== leader);
	const leading = cluster.servers.find(({ name }) => name === leader);
	await leading?.kill9();
	await until(jetstream, 'another leader', ({ above, rows, detail }) =>
		[
			/leader n\d/.test(above) && !above.includes(`leader ${leader}`),
			above.includes(`2 of 3 peers ok, ${leader} down!!`),
			rows[0]?.includes(`✗ ${leader}`),
			detail.includes('no responders for its id'),
		].every(Boolean),
	);
	await until(raft, 'it is down', ({ rows }) => new RegExp(`✗ ${leader} +down!!`).test(rows[0] ?? ''));
	await second?.kill9();
	await until(jetstream, 'no leader', ({ above }) => above.includes('✗ META no leader  1 of 3 peers seen'));
	expect(shown(jetstream).above).toContain('nothing can be created, changed or moved');
	await until(jetstream, 'the sentence', ({ rows }) => rows.every((row) => row.includes('✗')));
	await until(raft, 'the mark', ({ rows }) => rows.some((row) => row.includes(`✗ ${first?.name}`)));
	await Promise.all([leading?.start(), second?.start()]);
	await until(
		jetstream,
		'all well again',
		({ above, rows }) => above.includes('3 of 3 peers ok') && rows.every((row) => !/[✗!?–]/.test(row)),
	);
	await until(
		raft,
		'all well again',
		({ rows }) => rows.length === 3 && rows.every((row) => !/[✗!?]/.test(row)),
	);
}, 240_000);
