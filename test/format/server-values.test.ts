// The figures in the cells of a server, and what is unknown.

import { describe, expect, test } from 'vitest';
import type { CellLook } from '../../source/format/server-cell.ts';
import { width } from '../../source/format/text.ts';
import type { ServerRow } from '../../source/model/fleet.ts';
import { fleetFacts } from '../../source/model/fleet-facts.ts';
import { History } from '../../source/model/history.ts';
import type { Statsz } from '../../source/model/server.ts';
import { serverColumns as columns } from '../../source/screens/servers/columns.ts';
import { createTheme } from '../../source/theme.ts';
import { fleetRows, fleetSnapshot, now } from '../fixtures/fleet.ts';
import { cellText } from '../helpers/server-cells.ts';

const theme = createTheme('mono', false);

const { glyphs } = theme;

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

describe('values', () => {
	test('old numbers are muted, marks included', () => {
		const row: ServerRow = { ...named('east-2'), state: 'unknown' };
		expect(cell(row, 'cpu')).toEqual({ text: '312!', token: 'muted' });
		expect(cell(row, 'name').token).toBeUndefined();
	});

	test('what is unknown is a dash, never a zero', () => {
		const row: ServerRow = {
			key: 'x',
			info: { id: 'NX', name: 'x', tags: [], metadata: {}, featureFlags: {} },
			state: 'ok',
			stateSince: now,
			restarts: 0,
			firstSeen: now,
			asked: 1,
			answered: 0,
			history: new History(),
		};
		for (const { id } of columns) {
			if (['name', 'id', 'trend', 'up', 'trouble'].includes(id)) continue;
			expect(cell(row, id).text, id).toBe('–');
		}
	});

	test('rates are unknown until there are two samples', () => {
		const row: ServerRow = { ...named('east-2'), rates: undefined };
		expect(['in', 'out', 'bin', 'bout'].map((id) => cell(row, id as string).text)).toEqual(
			Array(4).fill('–'),
		);
	});

	test('totals take the place of rates when asked', () => {
		const row = named('east-2');
		expect(cell(row, 'in', { totals: true }).text).toBe('260G');
		expect(cell(row, 'bout', { totals: true }).text).toBe('6.9T');
	});

	test('exact numbers are shown where they fit', () => {
		const row = named('east-2');
		expect(cell(row, 'in', { exact: true }).text).toBe('88,100');
		expect(cell(row, 'out', { exact: true }).text).toBe('241K');
	});

	test('JetStream without a limit shows what is stored', () => {
		const row = withStatsz(named('east-2'), { jetstream: { storage: 640 * 1024 ** 3 } });
		expect(cell(row, 'js').text).toBe('640G');
		expect(cell(withStatsz(row, { jetstream: {} }), 'js').text).toBe('on');
		expect(cell(named('edge-ams-1'), 'js').text).toBe('–');
	});

	test('trends share one scale, so that rows compare: a full block is all cores', () => {
		const busy = cell(named('east-2'), 'trend');
		const idle = cell(named('edge-ams-1'), 'trend');
		expect(busy.text).toMatch(/[▆▇█]/);
		expect(idle.text).toMatch(/^▁+$/);
		const manyCores = withStatsz(named('east-2'), { cores: 64 });
		expect(cell(manyCores, 'trend').text).toMatch(/^▁+$/);
	});

	test('a trend is quiet until its CPU is marked, and then has the colour of the mark', () => {
		for (const [cpu, token] of [
			[280, 'spark'],
			[281, 'warn'],
			[361, 'crit'],
		] as const) {
			const row = withStatsz(named('east-2'), { cpu, cores: 4 });
			expect(cell(row, 'trend').token).toBe(token);
			expect(cell(row, 'cpu').token ?? 'spark').toBe(token);
		}
	});

	test('a trend of unknown cores goes up to the highest CPU of all servers', () => {
		const row = withStatsz(named('east-2'), { cores: undefined, maxProcs: undefined });
		expect(cell(row, 'trend')).toMatchObject({ token: 'spark', text: expect.stringMatching(/█/) });
	});
});
