// The screens of routes, gateways and leafnodes at every size, with trouble and without.

import { describe, expect, test } from 'vitest';
import { fleetSnapshot, now } from '../fixtures/fleet.ts';
import { withoutGateway, withRouteTroubles } from '../fixtures/network.ts';
import { drawApp, expectApp, type Recording, sizes } from '../helpers/app-screen.tsx';

const second = 1000;

/** A missing route, a half-open one, and one that is short; another cluster with nothing but a lame duck. */
const troubled = withRouteTroubles(fleetSnapshot(), {
	'east-1': [{ peer: 'east-3', kind: 'missing', since: now - 226 * second }],
	'east-2': [{ peer: 'east-3', kind: 'short', since: now - 30 * second, has: 3, of: 4 }],
	'east-3': [{ peer: 'east-1', kind: 'one-sided', since: now - 12 * second }],
});

const size = { columns: 80, rows: 24 };

describe('who sees whom', () => {
	test.each([...sizes, { columns: 60, rows: 15, ascii: false }])(
		'at $columns x $rows, ascii: $ascii',
		async (each) => {
			const slowRoute = ['east-1', 'east-2'] as const;
			await expectApp('network-routes', { size: each, fleet: troubled, slowRoute }, ['7']);
		},
	);

	test('the detail of a route shows what went over it in the last rounds', async () => {
		await expectApp('network-route-detail', { size, fleet: troubled }, ['7', 'down']);
	});

	test('in a system where nothing is wrong, with the next cluster and the next figure', async () => {
		await expectApp('network-routes-whole', { size }, ['7', 'c', 'space', 'space']);
	});

	test('space shows the figures of cells in turn, and not totals in place of rates', async () => {
		const shows = async (...keys: string[]) =>
			/cell (\S+)/.exec(await drawApp({ size }, ['7', ...keys]))?.[1];
		expect(await shows()).toBe('rtt');
		expect(await shows('space')).toBe('pending');
		expect(await shows('space', 'space', 'space', 'space')).toBe('rtt');
	});

	test('c goes to the next cluster, and around', async () => {
		const cluster = async (...keys: string[]) =>
			/7 Routes {3}(\S+)/.exec(await drawApp({ size, fleet: troubled }, ['7', ...keys]))?.[1];
		expect(await cluster()).toBe('east');
		expect(await cluster('c')).toBe('west');
		expect(await cluster('c', 'c')).toBe('east');
	});

	test('Enter opens all connections of the routes of a server', async () => {
		await expectApp('network-route-connections', { size }, ['7', 'enter']);
	});
});

describe('gateways', () => {
	const recording = (each: Recording['size']): Recording => ({
		size: each,
		fleet: withoutGateway(fleetSnapshot(), 'west-2', 'east'),
	});
	test.each([...sizes])('at $columns x $rows, ascii: $ascii', async (each) => {
		await expectApp('network-gateways', recording(each), ['7', 'tab']);
	});
});

describe('leafnodes', () => {
	test.each([...sizes])('at $columns x $rows, ascii: $ascii', async (each) => {
		await expectApp('network-leafnodes', { size: each }, ['7', 'tab', 'tab']);
	});

	test.each(sizes.filter(({ ascii }) => !ascii))(
		'the detail at $columns x $rows has trends of what goes each way and of the round trip',
		async (each) => {
			await expectApp('network-leafnode-detail', { size: each }, ['7', 'tab', 'tab', 'down']);
		},
	);
});
