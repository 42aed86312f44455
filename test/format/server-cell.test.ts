// server-cell.test.ts

import { describe, expect, test } from 'vitest';
import type { CellLook } from '../../source/format/server-cell.ts';
import { width } from '../../source/format/text.ts';
import type { ServerRow, ServerState } from '../../source/model/fleet.ts';
import { fleetFacts } from '../../source/model/fleet-facts.ts';
import type { Statsz } from '../../source/model/server.ts';
import { serverColumns as columns } from '../../source/screens/servers/columns.ts';
import { createTheme } from '../../source/theme.ts';
import { fleetRows, fleetSnapshot, now } from '../fixtures/fleet.ts';
import { cellText } from '../helpers/server-cells.ts';

const theme = createTheme('mono', false);

const { glyphs } = theme;

const { glyphs: ascii } = createTheme('mono', true);

const facts = fleetFacts(fleetSnapshot());

const context = (over: Partial<CellLook> = {}): CellLook => ({
	...facts,
	now,
	theme,
	glyphs,
	exact: false,
	totals: false,
	...over,
});

const named = (name: string): ServerRow => {
	const row = fleetRows().find(({ info }) => info.name === name);
	if (!row) throw new Error(`no fixture ${name}`);
	return row;
};

const cell = (row: ServerRow, id: string, over: Partial<CellLook> = {}) => {
	const column = columns.find((each) => each.id === id);
	if (!column) throw new Error(`no column ${id}`);
	const { text, token } = cellText(row, column, context(over));
	expect(width(text)).toBe(column.width);
	return { text: text.trim(), token };
};

const withStatsz = (row: ServerRow, statsz: Partial<Statsz>): ServerRow => ({
	...row,
	statsz: { ...row.statsz, ...statsz },
});

const line = (row: ServerRow, ids: readonly string[], over: Partial<CellLook> = {}): string =>
	ids
		.map((id) => columns.find((column) => column.id === id))
		.filter((column) => column !== undefined)
		.map((column) => cellText(row, column, context(over)).text)
		.join(' ');

const narrow: string[] = ['name', 'cluster', 'cpu', 'mem', 'conns', 'in', 'out', 'slow', 'js', 'up'];

describe('a row', () => {
	test('reads as in the mock-up of 80 columns', () => {
		expect(fleetRows().map((row) => line(row, narrow))).toEqual([
			'east-2     east      312!   3.9G  2,410  88.1K   241K 14 ↑3!   71%!   41d',
			'east-1 L   east       147   3.2G  2,388  71.9K   198K      0    63%   41d',
			'east-3     east       139   3.1G  2,371  70.2K   190K      0    61%   41d',
			'west-1     west        98   2.4G  1,902  44.0K   131K      0    48%   12d',
			'west-2     west        91   2.3G  1,887  43.1K   128K      1    47%   12d',
			'west-3     west        44   2.2G    611  12.8K  40.2K      0   47%!   12d',
			'edge-ams-1 edge-ams    12   410M    203  2,410  6,901      0      –    3h',
			'edge-nyc-1 edge-nyc     9   398M    188      –      –      0      –    9d',
		]);
	});

	test('uses single-byte characters alone with the ASCII set', () => {
		for (const row of fleetRows())
			for (const column of columns) {
				expect(cellText(row, column, context({ glyphs: ascii })).text).toMatch(/^[ -~]*$/);
			}
	});

	test('takes exactly the width of its columns whatever the values, in both glyph sets', () => {
		const numbers = [undefined, 0, 0.3, 7, 999.96, 12_345, 999_950, 5e9, 2 ** 64, 1e30, Number.NaN, -4];
		const names = [
			'',
			'a',
			'nats-prod-eu-west-1a-0.example.internal',
			'日本語サーバー名前',
			'👩‍👩‍👧‍👦'.repeat(9),
		];
		const states: ServerState[] = ['ok', 'stale', 'lameduck', 'down', 'unknown'];
		for (const set of [glyphs, ascii])
			for (const [at, n] of numbers.entries())
				for (const exact of [false, true])
					for (const totals of [false, true]) {
						const name = names[at % names.length] ?? '';
						const base = named('east-1');
						const row: ServerRow = {
							...base,
							state: states[at % states.length] ?? 'ok',
							info: { ...base.info, name, host: name, cluster: name, version: `${name}.12.10-RC.1` },
							statsz: {
								start: n,
								cpu: n,
								cores: 1,
								mem: n,
								memLimit: 10,
								connections: n,
								subscriptions: n,
								activeAccounts: n,
								slowConsumers: n,
								...(n === undefined ? {} : { sent: { msgs: n, bytes: n }, received: { msgs: n, bytes: n } }),
								jetstream: { storage: n, maxStorage: 10, meta: { leader: name } },
							},
							...(n === undefined ? {} : { receivedAt: n, rtt: n, slowGrowth: { by: n, at: now } }),
							restartedAt: now,
						};
						for (const column of columns) {
							const text = cellText(row, column, context({ glyphs: set, exact, totals })).text;
							expect(width(text), `${column.id} of ${n}: "${text}"`).toBe(column.width);
						}
					}
	});
});

describe('marks', () => {
	test('CPU is judged against all cores', () => {
		const row = named('east-2');
		expect(cell(withStatsz(row, { cpu: 280, cores: 4 }), 'cpu')).toEqual({ text: '280', token: undefined });
		expect(cell(withStatsz(row, { cpu: 281, cores: 4 }), 'cpu')).toEqual({ text: '281!', token: 'warn' });
		expect(cell(withStatsz(row, { cpu: 361, cores: 4 }), 'cpu')).toEqual({ text: '361!!', token: 'crit' });
	});

	test('a number gives way before its mark does', () => {
		expect(cell(withStatsz(named('east-2'), { cpu: 6123, cores: 64, maxProcs: 64 }), 'cpu').text).toBe(
			'6K!!',
		);
		expect(cell(withStatsz(named('east-2'), { cpu: 5100, cores: 64, maxProcs: 64 }), 'cpu').text).toBe(
			'5100!',
		);
	});

	test('memory is judged by its limit, else beside the servers of its cluster', () => {
		const row = withStatsz(named('east-2'), { mem: 7.5 * 1024 ** 3, memLimit: 8 * 1024 ** 3 });
		expect(cell(row, 'mem')).toEqual({ text: '7.5G!!', token: 'crit' });
		expect(cell(withStatsz(row, { memLimit: undefined }), 'mem')).toEqual({ text: '7.5G!', token: 'warn' });
		expect(cell(withStatsz(row, { mem: 1024 ** 3, memLimit: undefined }), 'mem').token).toBeUndefined();
	});

	test('growth of slow consumers is shown beside the total, for a minute', () => {
		const row = named('east-2');
		expect(cell(row, 'slow')).toEqual({ text: '14 ↑3!', token: 'warn' });
		expect(cell(row, 'slow', { now: now + 60_000 })).toEqual({ text: '14', token: undefined });
	});

	test('the total of slow consumers gives way to their growth', () => {
		const row = (total: number, by: number): ServerRow => ({
			...withStatsz(named('east-2'), { slowConsumers: total }),
			slowGrowth: { by, at: now },
		});
		expect(cell(row(1234, 3), 'slow').text).toBe('1K ↑3!');
		expect(cell(row(12_345, 3), 'slow').text).toBe('12K↑3!');
		expect(cell(row(123_456, 412), 'slow').text).toBe('↑412!!');
	});

	test('a long cluster keeps its end: names of a system differ there', () => {
		const row = named('east-1');
		const inCluster = (cluster: string) => cell({ ...row, info: { ...row.info, cluster } }, 'cluster').text;
		expect(inCluster('production-eu-a')).toBe('prod…u-a');
		expect(inCluster('production-eu-b')).toBe('prod…u-b');
	});

	test('the uptime of a server that is down stands still', () => {
		const row: ServerRow = { ...named('east-1'), state: 'down' };
		const later = { now: now + 3 * 86_400_000 };
		expect(cell(row, 'up', later).text).toBe('41d');
		expect(cell({ ...row, state: 'ok' }, 'up', later).text).toBe('44d');
	});

	test('a version that differs from the majority is marked, and whole', () => {
		const row = named('west-3');
		const version = (text: string) => cell({ ...row, info: { ...row.info, version: text } }, 'ver');
		expect(cell(row, 'ver')).toEqual({ text: '2.11.9!', token: 'warn' });
		expect(version('2.12.1')).toEqual({ text: '2.12.1', token: undefined });
		expect(version('2.11.10').text).toBe('2.11.10!');
	});

	test('a stale server has a marked age, a server that is down a critical one', () => {
		const row = named('edge-nyc-1');
		expect(cell(row, 'age')).toEqual({ text: '23s!', token: 'warn' });
		expect(cell({ ...row, state: 'down', receivedAt: now - 151_000 }, 'age')).toEqual({
			text: '2m!!',
			token: 'crit',
		});
		expect(cell({ ...row, state: 'unknown' }, 'age')).toEqual({ text: '23s', token: 'muted' });
	});

	test('a server with fewer routes than its cluster is marked', () => {
		const rows = fleetRows();
		const [first] = rows;
		if (!first) throw new Error('no rows');
		const lonely = withStatsz(first, { routes: first.statsz?.routes?.slice(0, 4) });
		const seen = fleetFacts(fleetSnapshot({ rows: [lonely, ...rows.slice(1)] }));
		expect(cell(lonely, 'rts', seen)).toEqual({ text: '1!', token: 'warn' });
		expect(cell(rows[1] ?? first, 'rts', seen)).toEqual({ text: '2', token: undefined });
		expect(cell({ ...lonely, state: 'down' }, 'rts', seen)).toEqual({ text: '1', token: 'muted' });
	});

	test('two servers without a route to each other are marked, and not the third, which has all', () => {
		const rows = fleetRows().slice(0, 3);
		const cut = rows.map((row, index) =>
			index === 2 ? row : withStatsz(row, { routes: row.statsz?.routes?.slice(0, 4) }),
		);
		const seen = fleetFacts(fleetSnapshot({ rows: cut }));
		expect(cut.map((row) => cell(row, 'rts', seen).text)).toEqual(['1!', '1!', '2']);
	});

	test('the meta leader keeps its letter and the end of its name when it is cut', () => {
		const row = named('east-1');
		const leader = 'nats-prod-eu-west-1a-0';
		const long: ServerRow = {
			...withStatsz(row, { jetstream: { meta: { leader } } }),
			info: { ...row.info, name: leader },
		};
		expect(cell(row, 'name')).toEqual({ text: 'east-1 L', token: 'info' });
		expect(cell(long, 'name').text).toBe('nats…a-0 L');
	});

	test('a server that has left leads no more, whatever it said last', () => {
		const row = named('east-1');
		expect(cell({ ...row, state: 'lameduck' }, 'name').text).toBe('east-1');
		expect(cell({ ...row, state: 'down' }, 'name').text).toBe('east-1');
		expect(cell({ ...row, state: 'stale' }, 'name').text).toBe('east-1 L');
	});

	test('a restart and a new server say so for a minute', () => {
		const row = withStatsz(named('east-2'), { start: now - 3000 });
		expect(cell({ ...row, restartedAt: now - 2000 }, 'up')).toEqual({ text: '3s R', token: 'info' });
		expect(cell({ ...row, restartedAt: now - 60_000 }, 'up')).toEqual({ text: '3s', token: undefined });
		expect(cell({ ...row, firstSeen: now - 1000 }, 'up')).toEqual({ text: '3s N', token: 'info' });
		expect(cell({ ...row, firstSeen: now - 1000 }, 'up', { since: now - 5000 }).text).toBe('3s');
	});
});
