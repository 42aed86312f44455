// Every row of every view has exactly the width it is given.

import { describe, expect, test } from 'vitest';
import { width } from '../../source/format/text.ts';
import type { ServerRow } from '../../source/model/fleet.ts';
import { History } from '../../source/model/history.ts';
import { serverTabs } from '../../source/screens/servers/server-body.ts';
import { serverScreen } from '../../source/screens/servers/server-screen.ts';
import { statszPanelRows } from '../../source/screens/servers/statsz-panel.ts';
import { createTheme, type Theme } from '../../source/theme.ts';
import { headerRows } from '../../source/views/header.tsx';
import { connectedLink, fleetSnapshot, lostLink, now } from '../fixtures/fleet.ts';
import { type ServerTable, serverTableRows } from '../helpers/server-table.ts';

/** A server of which nothing is known but its name, as it is before its first statsz. */
const bare: ServerRow = {
	key: 'bare',
	info: { id: 'NBARE', name: 'ナッツ-サーバー-1', tags: [], metadata: {}, featureFlags: {} },
	state: 'ok',
	stateSince: now,
	restarts: 0,
	firstSeen: now,
	asked: 1,
	answered: 0,
	history: new History(),
};

const fleet = fleetSnapshot();
const servers = [...fleet.rows, bare];
const modes = [
	{ exact: false, totals: false },
	{ exact: true, totals: false },
	{ exact: true, totals: true },
];

const themes = [createTheme('default', false), createTheme('mono', true)];

const expectRows = (lines: readonly string[], columns: number, rows: number, what: string): void => {
	expect(lines.length, `${what}: rows`).toBe(rows);
	for (const line of lines) expect(width(line), `${what}: "${line}"`).toBe(columns);
};

/** As the default theme, with a sign before what is coloured instead of colour. */
const counting = (theme: Theme): Theme => ({
	...theme,
	paint: (token, text) => (theme.paint(token, text) === text ? text : `«${text}`),
});

const table = (theme: Theme, columns: number, over: Partial<ServerTable> = {}) =>
	serverTableRows({ fleet, servers, theme, columns, rows: 12, cursor: 'east-1', now, ...over });

describe('every row is exactly as wide as its pane', () => {
	const widths = [60, 61, 79, 80, 99, 100, 119, 120, 128, 159, 160, 200, 240];

	test('in the server table, wide or not, in all modes', () => {
		for (const theme of themes) {
			for (const columns of widths) {
				for (const mode of modes) expectRows(table(theme, columns, mode), columns, 12, `table ${columns}`);
				expectRows(table(theme, columns, { wide: true, offset: 9 }), columns, 12, `wide ${columns}`);
			}
		}
	});

	test('in the detail pane, at any height, in all modes', () => {
		for (const theme of themes) {
			for (const columns of [60, 71, 80, 100, 120, 159]) {
				for (const rows of [5, 8, 16, 22, 60]) {
					for (const row of servers) {
						for (const mode of modes) {
							const props = { ...mode, row, theme, now, focused: true, columns, rows };
							expectRows(statszPanelRows(props), columns, rows, `${row.key} ${columns}x${rows}`);
						}
					}
				}
			}
		}
	});

	test('in the server screen, on every tab, in all modes', () => {
		for (const theme of themes) {
			for (const columns of [60, 80, 100, 120, 160, 200]) {
				for (const row of servers) {
					for (const tab of serverTabs) {
						for (const mode of modes) {
							const lines = serverScreen({
								...mode,
								row,
								theme,
								now,
								tab,
								scroll: 3,
								eventLines: [],
								eventCount: 0,
								columns,
								rows: 22,
							}).rows;
							expectRows(lines, columns, 22, `${row.key} ${tab} ${columns}`);
						}
					}
				}
			}
		}
	});

	test('in the header, whatever the link does', () => {
		const links = [
			connectedLink(),
			connectedLink({ expiresAt: now + 1_000, user: `U${'A'.repeat(55)}` }),
			connectedLink({ reconnectedAt: now, lostFor: 1000 }),
			lostLink(now),
			connectedLink({ phase: 'closed', error: 'x'.repeat(300), url: `tls://${'h'.repeat(90)}:4222` }),
			connectedLink({ phase: 'connecting' }),
		];
		for (const theme of themes) {
			for (const columns of widths) {
				for (const link of links) {
					for (const known of [fleet, undefined]) {
						for (const paused of [false, true]) {
							const lines = headerRows({
								columns,
								theme,
								link,
								...(known ? { fleet: known } : {}),
								now,
								version: '0.1.0',
								interval: 2000,
								startedAt: now,
								paused,
								exact: paused,
								totals: paused,
							});
							expectRows(lines, columns, columns < 100 ? 1 : 2, `${link.phase} ${columns}`);
						}
					}
				}
			}
		}
	});
});

test('no row of the table has more than four colours', () => {
	const theme = counting(createTheme('default', false));
	const troubled = servers.map((row) => ({
		...row,
		restartedAt: now,
		slowGrowth: { by: 3, at: now },
		info: { ...row.info, version: '2.9.1' },
		...(row.statsz ? { statsz: { ...row.statsz, cpu: 399, mem: 7.9 * 1024 ** 3 } } : {}),
	}));
	for (const columns of [80, 120, 200]) {
		for (const line of table(theme, columns, { servers: troubled }).slice(1)) {
			expect(line.split('«').length - 1, line).toBeLessThanOrEqual(4);
		}
	}
});
