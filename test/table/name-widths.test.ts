// Names are whole before any column is shown that nobody chose, at every width, for every length of names.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { serverColumns as columns } from '../../source/screens/servers/columns.ts';
import { type ColumnChoice, chooseColumns, leadWidth } from '../../source/table/choose-columns.ts';

/** Cells up to which names are whole. */
const most = 32;
const staying = ['cpu', 'conns', 'in', 'out'];

const lengths = fc.record({
	cells: fc.integer({ min: 60, max: 260 }),
	name: fc.integer({ min: 1, max: 80 }),
	cluster: fc.integer({ min: 0, max: 80 }),
	ascii: fc.boolean(),
});

const namesOf = (name: number, cluster: number): ColumnChoice['names'] =>
	new Map([
		['name', name],
		['cluster', cluster],
	]);

const shownFor = ({
	cells,
	name,
	cluster,
	ascii,
}: {
	cells: number;
	name: number;
	cluster: number;
	ascii: boolean;
}) => chooseColumns(columns, cells, { wide: false, offset: 0, ascii, names: namesOf(name, cluster) });

describe('of the servers, at any width', () => {
	test('no name is cut while a column is on screen that nobody chose', () => {
		fc.assert(
			fc.property(lengths, (of) => {
				const shown = shownFor(of);
				const width = (id: string) => shown.find((column) => column.id === id)?.width;
				if (width('cluster') !== undefined)
					expect(width('cluster')).toBeGreaterThanOrEqual(Math.min(most, of.cluster));
				if ((width('name') ?? 0) >= Math.min(most, of.name)) return;
				expect(shown.map(({ id }) => id)).toEqual(['name', ...staying]);
			}),
		);
	});

	test('the state, CPU%, CONNS, IN/s and OUT/s are always there, and no row is wider than its pane', () => {
		fc.assert(
			fc.property(lengths, (of) => {
				const shown = shownFor(of);
				for (const id of staying) expect(shown.map((column) => column.id)).toContain(id);
				const cells = shown.reduce((sum, { width }) => sum + width + 1, leadWidth - 1);
				expect(cells).toBeLessThanOrEqual(of.cells);
			}),
		);
	});

	test('columns stand in reading order, each once, and no column is wider than its names need', () => {
		fc.assert(
			fc.property(lengths, (of) => {
				const shown = shownFor(of);
				const order = columns.map(({ id }) => id).filter((id) => shown.some((column) => column.id === id));
				expect(shown.map(({ id }) => id)).toEqual(order);
				expect(shown[0]?.width).toBeLessThanOrEqual(Math.max(10, Math.min(most, of.name)));
			}),
		);
	});

	test('a longer name never brings back a column, and a shorter one never takes one away', () => {
		fc.assert(
			fc.property(lengths, (of) => {
				const cellsOf = (name: number) =>
					shownFor({ ...of, name })
						.slice(1)
						.reduce((sum, { width }) => sum + width + 1, 0);
				expect(cellsOf(of.name + 1)).toBeLessThanOrEqual(Math.max(cellsOf(of.name), of.cells - of.name));
			}),
		);
	});
});

test('with nothing left but what stays, a name takes all the rest', () => {
	const [name] = shownFor({ cells: 60, name: 80, cluster: 8, ascii: false });
	expect(name?.width).toBe(29);
});
