// Which columns are shown, and in which order rows stand.

import { describe, expect, test } from 'vitest';
import type { ServerRow } from '../../source/model/fleet.ts';
import { serverColumns as columns, serverOrder } from '../../source/screens/servers/columns.ts';
import {
	type ColumnChoice,
	chooseColumns as choose,
	lastOffset,
	leadWidth,
} from '../../source/table/choose-columns.ts';
import { columnNamed as byName } from '../../source/table/column.ts';
import { sortRows as sort } from '../../source/table/sort-rows.ts';
import { fleetRows, now } from '../fixtures/fleet.ts';

const columnNamed = (name: string) => byName(columns, name);
const chooseColumns = (width: number, choice: ColumnChoice) => choose(columns, width, choice);

const plain: ColumnChoice = { wide: false, offset: 0 };
/** Names of such lengths under NAME and CLUSTER. */
const named = (name: number, cluster = 8): ColumnChoice => ({
	...plain,
	names: new Map([
		['name', name],
		['cluster', cluster],
	]),
});
const numbersAt = (cells: number): number[] =>
	chooseColumns(cells, plain)
		.map((column) => column.priority)
		.sort((a, b) => a - b);
const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);
const cellsOf = (cells: number, choice: ColumnChoice): number =>
	chooseColumns(cells, choice).reduce((sum, column) => sum + column.width + 1, leadWidth - 1);

describe('chooseColumns', () => {
	test.each([
		[60, 7],
		[80, 10],
		[100, 12],
		[120, 16],
		[128, 17],
		[160, 20],
		[176, 22],
		[300, 23],
	])('%d columns show 1 to %d', (cells, last) => {
		expect(numbersAt(cells)).toEqual(upTo(last));
	});

	test('never takes more than there is', () => {
		for (let cells = 60; cells < 260; cells++)
			for (const choice of [plain, named(11), { ...named(40, 40), wide: true, offset: cells % 25 }]) {
				expect(cellsOf(cells, choice)).toBeLessThanOrEqual(cells);
			}
	});

	test('columns stand in reading order', () => {
		expect(chooseColumns(80, plain).map(({ id }) => id)).toEqual([
			'name',
			'cluster',
			'cpu',
			'mem',
			'conns',
			'in',
			'out',
			'slow',
			'js',
			'up',
		]);
	});

	test('NAME is as wide as names need, never past 32', () => {
		const name = (cells: number, longest: number) => chooseColumns(cells, named(longest))[0]?.width;
		for (const cells of [80, 120, 200]) {
			expect(name(cells, 4)).toBe(10);
			expect(name(cells, 12)).toBe(12);
			expect(name(cells, 24)).toBe(24);
			expect(name(cells, 40)).toBe(32);
		}
	});

	test('NAME and CLUSTER are whole at 120 columns, and the trend has gone for them', () => {
		const ids = chooseColumns(120, named(13, 9)).map(({ id }) => id);
		expect(ids).not.toContain('trend');
		for (const id of ['name', 'cluster', 'subs', 'rts', 'rtt', 'up', 'age']) expect(ids).toContain(id);
	});

	test('at 60 columns state, CPU%, CONNS, IN/s and OUT/s stay, and a name of 32 cells is cut for them', () => {
		const ids = chooseColumns(60, named(32, 20));
		expect(ids.map(({ id }) => id)).toEqual(['name', 'cpu', 'conns', 'in', 'out']);
		expect(ids[0]?.width).toBe(29);
	});

	test('columns that a person chose stay, whatever names need', () => {
		const chosen = ['ver', 'age', 'cpu', 'mem', 'conns', 'slow'];
		const shown = chooseColumns(60, { ...named(32), chosen });
		expect(shown.map(({ id }) => id)).toEqual(['name', ...chosen]);
	});

	test('the trend is left out under 120 columns with ASCII', () => {
		const ids = (cells: number) => chooseColumns(cells, { ...plain, ascii: true }).map(({ id }) => id);
		expect(ids(119)).not.toContain('trend');
		expect(ids(119)).toContain('subs');
		expect(ids(120)).toContain('trend');
	});

	test('wide mode scrolls through all columns with the name pinned', () => {
		const ids = (offset: number) => chooseColumns(80, { wide: true, offset }).map(({ id }) => id);
		expect(ids(0).slice(0, 3)).toEqual(['name', 'trouble', 'cluster']);
		expect(ids(6).slice(0, 3)).toEqual(['name', 'trend', 'mem']);
		const [pinned] = chooseColumns(80, { ...named(20), wide: true, offset: 5 });
		expect(pinned?.width).toBe(20);
		const end = ids(999);
		expect(end[0]).toBe('name');
		expect(end.at(-1)).toBe('age');
		expect(ids(lastOffset(columns, 80, { wide: true, offset: 0 }))).toEqual(end);
	});

	test('columns from the config decide order and who leaves', () => {
		const chosen = ['conns', 'routes', 'nonsense', 'NAME', 'cpu%', 'conns'];
		expect(chooseColumns(80, { ...plain, chosen }).map(({ id }) => id)).toEqual([
			'name',
			'conns',
			'rts',
			'cpu',
		]);
		const many = columns.map(({ id }) => id).toReversed();
		expect(chooseColumns(60, { ...plain, chosen: many }).map(({ id }) => id)).toEqual([
			'name',
			'age',
			'up',
			'rtt',
			'gws',
			'rts',
			'js',
			'slow',
		]);
	});
});

describe('sortRows', () => {
	const rows = fleetRows();
	const names = (column: string, descending = true, from: readonly ServerRow[] = rows, totals = false) =>
		sort(from, columns, { column, descending }, { now, totals }, serverOrder).map(({ info }) => info.name);

	test('unknown values stand last both ways', () => {
		expect(names('js').slice(-2)).toEqual(['edge-ams-1', 'edge-nyc-1']);
		expect(names('js', false).slice(-2)).toEqual(['edge-ams-1', 'edge-nyc-1']);
		expect(names('js')[0]).toBe('east-2');
		expect(names('js', false)[0]).toBe('west-3');
	});

	test('equal values stand by name both ways', () => {
		const reversed = rows.toReversed();
		expect(names('cluster', false, reversed).slice(0, 3)).toEqual(['east-1', 'east-2', 'east-3']);
		expect(names('cluster', true, reversed).slice(0, 3)).toEqual(['west-1', 'west-2', 'west-3']);
	});

	test('numbers in names count as numbers', () => {
		const [first] = rows;
		if (!first) throw new Error('no rows');
		const many = ['n-10', 'n-9', 'n-1'].map((name) => ({
			...first,
			key: name,
			info: { ...first.info, name },
		}));
		expect(names('name', false, many)).toEqual(['n-1', 'n-9', 'n-10']);
	});

	test('versions sort as versions', () => {
		const [first] = rows;
		if (!first) throw new Error('no rows');
		const many = ['2.9.10', '2.12.0-RC.1', '2.12.0', '2.12.1'].map((version) => ({
			...first,
			key: version,
			info: { ...first.info, name: version, version },
		}));
		expect(names('ver', true, many)).toEqual(['2.12.1', '2.12.0', '2.12.0-RC.1', '2.9.10']);
	});

	test('sorts by what natscli and nats-top call a column', () => {
		for (const alias of [
			'conns',
			'subs',
			'routes',
			'gws',
			'mem',
			'cpu',
			'slow',
			'uptime',
			'rtt',
			'name',
			'cluster',
		])
			expect(columnNamed(alias), alias).toBeDefined();
		expect(columnNamed('msgs_to')?.id).toBe('out');
		expect(columnNamed('msgs_from')?.id).toBe('in');
		expect(columnNamed('bytes_to')?.id).toBe('bout');
		expect(columnNamed('BIN/s')?.id).toBe('bin');
		expect(columnNamed('colour')).toBeUndefined();
		expect(names('msgs_to').slice(0, 2)).toEqual(['east-2', 'east-1']);
	});

	test('no name leads to two columns', () => {
		const all = columns.flatMap(({ id, title, aliases = [] }) => [
			...new Set([id, title.toLowerCase(), ...aliases]),
		]);
		expect(new Set(all).size).toBe(all.length);
	});

	test('a server that is down does not sort on top by figures it had', () => {
		const busy = rows.map((row, index) =>
			index === 0 ? { ...row, state: 'down' as const, rates: undefined } : row,
		);
		for (const column of ['cpu', 'conns', 'mem', 'in', 'rtt']) {
			expect(names(column, true, busy).at(0)).not.toBe('east-2');
			expect(names(column, false, busy).at(0)).not.toBe('east-2');
		}
		const frozen = rows.map((row) => ({ ...row, state: 'unknown' as const }));
		expect(names('cpu', true, frozen).at(0)).toBe('east-2');
	});

	test('sorts by totals in totals mode', () => {
		const quiet = rows.map((row, index) => ({
			...row,
			state: 'ok' as const,
			isOld: false,
			statsz: { ...row.statsz, received: { msgs: index, bytes: 0 } },
		}));
		expect(names('in', true, quiet)[0]).toBe('east-2');
		expect(names('in', true, quiet, true)[0]).toBe('edge-nyc-1');
	});

	test('leaves the rows it was given as they were', () => {
		const before = [...rows];
		sort(rows, columns, { column: 'name', descending: true }, { now, totals: false }, serverOrder);
		expect(rows).toEqual(before);
	});
});
