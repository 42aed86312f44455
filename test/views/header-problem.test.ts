// The first bad thing in the header, by name, at every width.

import { describe, expect, test } from 'vitest';
import type { FleetSnapshot, ServerRow } from '../../source/model/fleet.ts';
import { createTheme } from '../../source/theme.ts';
import { headerRows } from '../../source/views/header.tsx';
import { connectedLink, fleetRows, fleetSnapshot, now } from '../fixtures/fleet.ts';

const plain = createTheme('mono', false);

const lastRow = (columns: number, fleet: FleetSnapshot, theme = plain): string =>
	(
		headerRows({
			...{ columns, theme, link: connectedLink(), fleet, now, version: '0.1.0', interval: 2000 },
			...{ startedAt: now, paused: false, exact: false, totals: false },
		}).at(-1) ?? ''
	).replace(/\x1b\[[\d;]*m/g, '');

const healthy = fleetRows().find(({ info }) => info.name === 'east-3') as ServerRow;

/** Servers of one cluster that nothing is wrong with but what is told. */
const fleetOf = (...overs: readonly (Partial<ServerRow> & { name: string })[]): FleetSnapshot => {
	const { statsz, info } = healthy;
	const rows = [{ name: 'calm-1' }, { name: 'calm-2' }, ...overs].map(({ name, ...over }) => ({
		...{ ...healthy, ...over, key: name },
		info: { ...info, name, id: name },
		statsz: over.statsz ?? { ...statsz, routes: [] },
	}));
	const count = (state: string) => rows.filter((row) => row.state === state).length;
	const { totals, ...rest } = fleetSnapshot({ rows });
	const states = { ok: count('ok'), stale: count('stale'), down: count('down'), lameduck: count('lameduck') };
	return { ...rest, totals: { ...totals, ...states, unknown: 0, counted: count('ok') } };
};

const stale = { name: 'us-east-1-n31', state: 'stale', evidence: 'no statsz for 20s' } as const;
const hot = {
	name: 'eu-west-1-n07',
	statsz: { ...healthy.statsz, cpu: 780, cores: 8, maxProcs: 8, routes: [] },
};

describe('the first bad thing in the header', () => {
	test('is not only a count: a stale server is named at every width, and nothing is cut', () => {
		for (const columns of [60, 80, 120, 200]) {
			const row = lastRow(columns, fleetOf(stale));
			expect(row, `${columns}`).toContain('1 stale: us-east-1-n31');
			expect(row).toHaveLength(columns);
		}
	});

	test('takes the place of the rates under 100 columns and stands beside them from there on', () => {
		expect(lastRow(80, fleetOf(stale))).not.toContain('/s');
		expect(lastRow(80, fleetOf())).toContain('/s in');
		for (const columns of [120, 200])
			for (const fleet of [fleetOf(stale), fleetOf(hot)])
				expect(lastRow(columns, fleet)).toMatch(/conns .* in \S+\/s .* out \S+\/s/);
	});

	test('is the worst one, in the words of its check, before any that only warns', () => {
		const both = fleetOf(stale, hot);
		expect(lastRow(80, both)).toContain('1✗ 1! 1 stale eu-west-1-n07: CPU at 97% of its cores');
		expect(lastRow(200, both)).toContain('1✗  1!  1 stale  eu-west-1-n07: CPU at 97% of its cores');
		const warned = { name: 'a', statsz: { ...hot.statsz, cpu: 600 } };
		expect(lastRow(80, fleetOf(warned, { ...warned, name: 'b' }))).toContain('2! a: CPU at 75% of its cores');
		expect(lastRow(80, fleetOf(hot), createTheme('mono', true))).toContain('1x eu-west-1-n07: CPU at');
	});

	test('is what is so: a server that is well again is not named for the rank that it keeps', () => {
		const fleet = fleetOf({ name: 'east-9' });
		expect(lastRow(80, { ...fleet, ranks: new Map([['east-9', 40]]) })).not.toContain('east-9');
	});

	test('with a name too long for the row is cut in the middle; the count and the mark stay', () => {
		const name = 'a-server-with-a-very-long-name-in-a-region-far-away-0123456789-n31';
		expect(lastRow(60, fleetOf({ ...stale, name }))).toMatch(/ 1! 1 stale: a-server-with\S*…-n31 *$/);
		expect(lastRow(60, fleetOf({ ...hot, name }))).toMatch(/ 1✗ a-server-with\S*…-n31 *$/);
		expect(lastRow(120, fleetOf({ ...hot, name }))).toMatch(/ 1✗ a-server-with\S+-n31\b/);
	});
});
