// Marks are never cut: numbers give way, in every column, at every width, in both glyph sets.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactWidths } from '../../source/format/exact-widths.ts';
import type { CellLook } from '../../source/format/server-cell.ts';
import { width } from '../../source/format/text.ts';
import type { Neighbours } from '../../source/model/checks/neighbours.ts';
import { serverChecks } from '../../source/model/checks/server-checks.ts';
import type { ServerRow, ServerState } from '../../source/model/fleet.ts';
import { fleetFacts } from '../../source/model/fleet-facts.ts';
import { markOf } from '../../source/model/health.ts';
import { serverColumns as columns } from '../../source/screens/servers/columns.ts';
import { createTheme } from '../../source/theme.ts';
import { fleetRows, fleetSnapshot, now } from '../fixtures/fleet.ts';
import { type ServerColumn as Column, cellText } from '../helpers/server-cells.ts';

const glyphSets = [false, true].map((ascii) => createTheme('mono', ascii).glyphs);
const seen = fleetFacts(fleetSnapshot());
const neighbours: Neighbours = { ...seen.neighbours, clusterRoutes: new Map([['east', 2000]]) };
const facts = { ...seen, neighbours };

const figure = fc.oneof(
	fc.nat(20),
	fc.nat(20_000),
	fc.nat(2 ** 31),
	fc.double({ min: 0, max: 1e30, noNaN: true }),
);

/** A server of whatever figures; its clock and ours agree. */
const server = fc
	.record({
		state: fc.constantFrom<ServerState>('ok', 'lameduck', 'stale', 'down'),
		name: fc.constantFrom('n', 'nats-prod-eu-west-1a-0', '日本語サーバー名前', '👩‍👩‍👧‍👦'.repeat(9)),
		version: fc.constantFrom('2.15.3', '2.10.29', '2.12.100', '2.14.0-RC.1', '日本語サーバー名前'),
		cpu: figure,
		mem: figure,
		storage: figure,
		slow: figure,
		growth: fc.oneof(fc.nat(9), figure),
		age: fc.oneof(fc.nat(1000), fc.nat(700)).map((seconds) => seconds * 1000),
		up: fc.nat(4000).map((days) => days * 86_400_000),
		leads: fc.boolean(),
		restarted: fc.boolean(),
	})
	.map(({ leads, restarted, ...of }): ServerRow => {
		const base = fleetRows()[1];
		if (base === undefined) throw new Error('no fixture');
		return {
			...base,
			state: of.state,
			info: { ...base.info, name: of.name, version: of.version, time: now - of.age },
			receivedAt: now - of.age,
			restartedAt: restarted ? now : undefined,
			slowGrowth: { by: of.growth, at: now },
			statsz: {
				...base.statsz,
				start: now - of.age - of.up,
				cores: 4,
				...{ cpu: of.cpu, mem: of.mem, memLimit: 1000, slowConsumers: of.slow },
				jetstream: { storage: of.storage, maxStorage: 1000, meta: leads ? { leader: of.name } : {} },
			},
		};
	});

/** What must stand at the end of a cell: what the worst of all checks of its figure says. */
const markIn = ({ id }: Column, row: ServerRow): string => {
	if (id === 'up') return row.restartedAt === undefined ? '' : 'R';
	const { statsz = {}, state } = row;
	const isLeader = statsz.jetstream?.meta?.leader !== undefined && (state === 'ok' || state === 'stale');
	if (id === 'name') return isLeader ? ' L' : '';
	const found = serverChecks
		.filter(({ column }) => column === id)
		.map((check) => check.judge(row, neighbours, check.thresholds ?? {})?.severity);
	if (found.includes('critical')) return markOf('crit');
	return markOf(found.includes('warn') ? 'warn' : undefined);
};

const context = (over: Partial<CellLook>): CellLook => ({
	...facts,
	now,
	theme: createTheme('mono', false),
	glyphs: glyphSets[0] ?? createTheme('mono', false).glyphs,
	exact: false,
	totals: false,
	...over,
});

/** The least that a column is drawn at, and wider. */
const widths = fc.oneof(fc.constant(undefined), fc.integer({ min: 3, max: 40 }));

describe('marks are never cut', () => {
	test('in any column, at any width, of any value, in both glyph sets', () => {
		fc.assert(
			fc.property(
				server,
				widths,
				fc.constantFrom(...glyphSets),
				fc.boolean(),
				(row, cells, glyphs, exact) => {
					for (const column of columns) {
						const drawn = { ...column, width: cells ?? column.width };
						const { text } = cellText(row, drawn, context({ glyphs, exact }));
						const mark = markIn(column, row);
						expect(width(text), `${column.id} "${text}"`).toBe(drawn.width);
						const end = text.trimEnd();
						if (!end.endsWith(mark) || (mark === '!' && end.endsWith('!!')))
							throw new Error(`${column.id} lost its mark "${mark}": "${text}"`);
						if (mark === '' && end.endsWith('!')) throw new Error(`${column.id} has a mark: "${text}"`);
					}
				},
			),
			{ numRuns: 400 },
		);
	});

	test('and at the widths that are drawn no figure has to be cut beside its mark', () => {
		const [glyphs] = glyphSets;
		if (glyphs === undefined) throw new Error('no glyphs');
		const base = fleetRows()[1];
		if (base === undefined) throw new Error('no fixture');
		for (let age = 0; age < 700; age++) {
			const row: ServerRow = { ...base, state: 'down', receivedAt: now - age * 1000 };
			const column = columns.find(({ id }) => id === 'age');
			if (column) expect(cellText(row, column, context({})).text).toMatch(/^ *\d+[smh]!!$/);
		}
		const ver = columns.find(({ id }) => id === 'ver');
		const old = { ...base, info: { ...base.info, version: '2.10.29' } };
		if (ver) expect(cellText(old, ver, context({})).text).toBe('…10.29!!');
	});
});

describe('exact figures', () => {
	test('reach the table: every digit of every server has room', () => {
		fc.assert(
			fc.property(fc.array(server, { minLength: 1, maxLength: 4 }), fc.boolean(), (rows, totals) => {
				const seen = context({ exact: true, totals });
				const wanted = exactWidths(rows, columns, seen);
				for (const column of columns) {
					const drawn = { ...column, width: Math.max(column.width, wanted.get(column.id) ?? 0) };
					if (!wanted.has(column.id)) continue;
					for (const row of rows) {
						const { text } = cellText(row, drawn, seen);
						const whole = cellText(row, { ...column, width: 99 }, seen).text.trim();
						expect(text.trim()).toBe(whole);
					}
				}
			}),
			{ numRuns: 100 },
		);
	});
});
