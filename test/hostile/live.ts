// What the tests on real servers share: lies of servers that do not exist, raw protocol, and what must hold all the while.

import { connect as connectSocket } from 'node:net';
import { expect } from 'vitest';
import { eventJson } from '../../source/format/event-json.ts';
import { eventText } from '../../source/format/event-line.ts';
import { serverJson } from '../../source/format/server-json.ts';
import { eventRow } from '../../source/screens/events/event-row.ts';
import { createTheme } from '../../source/theme.ts';
import { serverTableRows } from '../helpers/server-table.ts';
import type { Watch } from '../helpers/watch.ts';
import { checkJson, checkRows, plainThemes } from './check.ts';

const theme = plainThemes[0] ?? createTheme('mono', false);

/** What must hold at any time: everything can be drawn and printed, and the real servers are well. */
export const checkSane = (seen: Watch, real: readonly string[]): void => {
	const now = Date.now();
	const snapshot = seen.monitor.loop.roster.snapshot(now);
	const { events } = seen.monitor.feed.log.snapshot(now);
	for (const columns of [60, 120, 200]) {
		const table = { fleet: snapshot, now, columns, rows: snapshot.rows.length + 2, theme };
		checkRows('table', serverTableRows(table), columns, theme);
		const look = { nameOf: (account: string) => account, now, offset: 0, selected: false, theme };
		checkRows(
			'log',
			events.map((event) => eventRow(event, columns, look)),
			columns,
			theme,
		);
	}
	for (const row of snapshot.rows) checkJson('server', serverJson(row));
	for (const event of events) {
		const text = eventText(event, { nameOf: (account) => account, glyphs: theme.glyphs, now });
		checkJson('event', eventJson(event, text));
	}
	for (const name of real) expect(seen.row(name)?.state, name).toBe('ok');
};

/** Lines of the protocol as bytes, to the end that the server gives them. */
export const speak = (url = '', lines: readonly (string | Buffer)[]): Promise<void> =>
	new Promise((resolve) => {
		const { hostname, port } = new URL(url);
		const socket = connectSocket(Number(port), hostname, () => {
			for (const line of lines) socket.write(line);
		});
		socket.on('error', () => resolve());
		socket.on('close', () => resolve());
		socket.on('data', (data) => {
			if (data.includes('PONG') || data.includes('-ERR')) socket.end();
		});
	});

export const fakeId = (index: number): string => `NFAKE${index}`.padEnd(56, 'A');

/** The answer of a server that does not exist. */
export const fakeAnswer = (index: number, over: object = {}, statsz: object = {}): string =>
	JSON.stringify({
		server: {
			id: fakeId(index),
			name: `fake-${index}`,
			host: 'h',
			cluster: 'c',
			ver: '2.15.1',
			seq: 1,
			time: new Date(),
			...over,
		},
		statsz: { start: new Date(Date.now() - 60_000), mem: 1, cores: 1, cpu: 1, connections: index, ...statsz },
	});
