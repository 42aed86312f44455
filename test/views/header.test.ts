// The sums of the header, and what it says that they are of.

import { describe, expect, test } from 'vitest';
import type { FleetSnapshot, TrafficSum } from '../../source/model/fleet.ts';
import { createTheme } from '../../source/theme.ts';
import { headerRows } from '../../source/views/header.tsx';
import { connectedLink, fleetSnapshot, now } from '../fixtures/fleet.ts';

const theme = createTheme('mono', false);

/** The last row of the header for a mixed or an even fleet. */
const sums = (
	columns: number,
	over: Partial<TrafficSum>,
	{
		exact = false,
		totals = false,
		fleet = fleetSnapshot(),
	}: { exact?: boolean; totals?: boolean; fleet?: FleetSnapshot } = {},
): string => {
	const changed = {
		...fleet.totals,
		rates: { ...fleet.totals.rates, ...over },
		sinceStart: { ...fleet.totals.sinceStart, ...over },
	};
	const rows = headerRows({
		columns,
		theme,
		link: connectedLink(),
		fleet: { ...fleet, totals: changed },
		now,
		version: '0.1.0',
		interval: 2000,
		startedAt: now,
		paused: false,
		exact,
		totals,
	});
	return (
		rows
			.at(-1)
			?.replace(/\x1b\[[\d;]*m/g, '')
			.trimEnd() ?? ''
	);
};

/** Nothing is wrong with it: a narrow header has room for rates. */
const calm = fleetSnapshot({
	rows: fleetSnapshot().rows.filter(({ info }) => ['east-3', 'west-1'].includes(info.name)),
});

describe('a sum of the header', () => {
	test('is of clients where every server tells them apart', () => {
		expect(sums(160, {})).toContain('clients in 332K/s 359M/s    out 935K/s 1.0G/s');
		expect(sums(80, {}, { fleet: calm })).toContain('332K/s in  935K/s out');
	});

	test('with routed traffic in it is marked: 1,000/s never reads as 2,003/s', () => {
		expect(sums(160, { of: 'all' })).toContain('    in ~332K/s 359M/s    out ~935K/s 1.0G/s  incl. routes');
		expect(sums(80, { of: 'all' }, { fleet: calm })).toContain('~332K/s in  ~935K/s out');
	});

	test('of one server that is known alone has nothing in it twice', () => {
		const { rows, ...rest } = fleetSnapshot();
		const alone = { ...rest, rows: rows.slice(0, 1) };
		expect(sums(160, { of: 'all', servers: 7 }, { fleet: alone })).toContain(
			'    89.2K subs    in 332K/s 359M/s',
		);
	});

	test('of subscriptions is marked: servers of a cluster count those of the others too', () => {
		expect(sums(160, {})).toContain('    ~89.2K subs    ');
	});

	test('of fewer servers than answer says of how many', () => {
		expect(sums(160, { servers: 5 })).toContain(
			'clients in ~332K/s 359M/s    out ~935K/s 1.0G/s  of 5 servers',
		);
	});

	test('that nobody gives is unknown, and no sign stands before it', () => {
		expect(sums(160, { in: undefined, out: undefined, of: 'all', servers: 0 })).toContain(
			'in –/s –/s    out –/s –/s',
		);
	});

	test('names the servers it is of, and no others', () => {
		expect(sums(160, {})).toMatch(/^ 7 of 8 servers/);
		expect(sums(80, {})).toContain(' 7/8 srv ');
	});

	test('in exact digits keeps its units, where there is room', () => {
		expect(sums(200, {}, { exact: true })).toContain(
			'11,772 conns    ~89,206 subs    clients in 332,110/s 376,438,784B/s    out 935,101/s 1,073,741,824B/s',
		);
		expect(sums(80, {}, { exact: true, fleet: calm })).toContain('332K/s in  935K/s out');
	});

	test('since the start has no unit of time and says so', () => {
		expect(sums(160, {}, { totals: true })).toContain('clients in 845M 912G    out 2.4G 2.5T  since start');
		expect(sums(80, {}, { totals: true, fleet: calm })).toContain('845M in  2.4G out');
	});
});

test('A recording is told in the header at every width, with its time and its size', () => {
	const rowsAt = (columns: number): string =>
		headerRows({
			...{ columns, theme, link: connectedLink(), fleet: fleetSnapshot(), now, version: '0.1.0' },
			...{ interval: 2000, startedAt: now, paused: false, exact: false, totals: false },
			recording: { forMs: 751_000, bytes: 3_565_158 },
		}).join('\n');
	for (const columns of [60, 80, 120, 200]) expect(rowsAt(columns)).toContain('● REC 00:12:31 3.4M');
});
