// The screen of connections at every size.

import { describe, expect, test } from 'vitest';
import type { ConnectionsSnapshot } from '../../source/screens/connections/snapshot.ts';
import { createTheme } from '../../source/theme.ts';
import { connectionsSnapshot, sampledSnapshot } from '../fixtures/connections.ts';
import { drawApp, expectApp, sizes, typing } from '../helpers/app-screen.tsx';
import { lookOf, shotsOf } from '../helpers/drawn.tsx';

describe('who is on every server', () => {
	test.each([...sizes, { columns: 60, rows: 15, ascii: false }])(
		'at $columns x $rows, ascii: $ascii',
		async (size) => {
			await expectApp('connections', { size }, ['4']);
		},
	);
});

describe('a part of all connections', () => {
	test.each([...sizes, { columns: 60, rows: 15, ascii: false }])(
		'at $columns x $rows, ascii: $ascii',
		async (size) => {
			await expectApp('connections-sampled', { size, connections: sampledSnapshot() }, ['4']);
		},
	);
});

const theme = createTheme('mono', false);

/** What the detail of a row says, as one text. */
const detailOf = (name: string): string => {
	const size = { columns: 120, rows: 40 };
	const look = lookOf(theme, size.columns);
	const key = connectionsSnapshot().rows.find(({ last }) => (last.name ?? last.mqttClient) === name)?.key;
	const lines = shotsOf({ size }).connections?.detail(key, { width: 118, height: 7 }, look, false) ?? [];
	return lines.join('\n');
};

test('the detail says in words what is wrong with a connection, else what it does', () => {
	expect(detailOf('svc-reports')).toContain('Reads slower than it is sent to. At 64.0M the server closes it');
	expect(detailOf('svc-reports')).toContain('full in about 27s');
	expect(detailOf('batch-load')).toContain('Sends faster than a reader takes it: the server makes it wait.');
	expect(detailOf('gateway-07')).toContain('Idle for 3h: it sends nothing, and nothing is sent to it.');
	expect(detailOf('metrics')).toContain('west-3 does not answer: this was 2s ago.');
	expect(detailOf('web-push')).toContain('Sends 4 and takes 1,902 messages a second.');
});

test('who is in trouble stands on top, then who moves most', () => {
	const size = { columns: 80, rows: 24 };
	const look = lookOf(theme, size.columns);
	const shot = shotsOf({ size }).connections;
	const state = {
		...{ sort: { column: 'trouble', descending: true }, filter: '', wide: false, offset: 0, off: [] },
	};
	const view = shot?.list(state, look, look.choices);
	const names = view?.keys.map((_, index) => view.at(index)?.name);
	expect(names?.slice(0, 3)).toEqual(['svc-reports', 'batch-load', 'svc-orders']);
	const bad = shot?.list({ ...state, filter: 'trouble:pending' }, look, look.choices);
	expect(bad?.keys.length).toBe(1);
});

test('a list that servers were asked for in vain says that nobody fits, and not that nothing was told yet', async () => {
	const size = { columns: 120, rows: 40, ascii: false };
	const nobody = { ...connectionsSnapshot(), rows: [], total: 0 };
	const drawn = (connections: ConnectionsSnapshot, ...keys: string[]) =>
		drawApp({ size, connections }, ['4', ...keys]);
	const typed = typing('/user=bob');
	expect(await drawn(nobody, ...typed)).toContain(
		'No connection matches "user=bob".  Esc clears the filter.',
	);
	expect(await drawn(nobody)).toContain('No server has told of a connection yet.');
	expect(await drawn({ ...nobody, at: undefined }, ...typed)).toContain('No server has told');
});

describe('one connection alone', () => {
	test.each([...sizes, { columns: 60, rows: 15, ascii: false }])(
		'at $columns x $rows, ascii: $ascii',
		async (size) => {
			await expectApp('connection', { size }, ['4', 'enter']);
		},
	);
});
