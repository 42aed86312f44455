// The title of the terminal says which system it is and how many servers are in trouble.

import { describe, expect, test } from 'vitest';
import { createTheme } from '../../source/theme.ts';
import { windowTitle } from '../../source/views/window-title.ts';
import { connectedLink, fleetSnapshot, lostLink, now } from '../fixtures/fleet.ts';

const { glyphs } = createTheme('default', false);
const plain = createTheme('default', true).glyphs;

/** The servers that nothing is wrong with. */
const well = () => {
	const fleet = fleetSnapshot();
	return { ...fleet, rows: fleet.rows.filter(({ info }) => info.name === 'east-1') };
};

describe('the title', () => {
	test('names the context, else the demo, else where the connection goes', () => {
		const named = (origin: string) => windowTitle(connectedLink({ origin }), well(), glyphs);
		expect(named('context prod')).toBe('natstop prod');
		expect(named('context prod + --creds')).toBe('natstop prod');
		expect(named('demo')).toBe('natstop demo');
		const link = connectedLink({ origin: '--server', url: 'tls://nats.acme.internal:4222' });
		expect(windowTitle(link, well(), glyphs)).toBe('natstop nats.acme.internal:4222');
	});

	test('counts what is critical, then what warns, and is plain when all is well', () => {
		const link = connectedLink({ origin: 'context prod' });
		const [first, ...rest] = fleetSnapshot().rows;
		if (first === undefined) throw new Error('no server');
		const lost = { ...fleetSnapshot(), rows: [{ ...first, state: 'down' as const }, ...rest] };
		expect(windowTitle(link, lost, glyphs)).toMatch(/^natstop prod 1✗ \d!$/);
		expect(windowTitle(link, lost, plain)).toMatch(/^natstop prod 1x \d!$/);
		expect(windowTitle(link, fleetSnapshot(), glyphs)).toMatch(/^natstop prod \d!$/);
		expect(windowTitle(link, well(), glyphs)).toBe('natstop prod');
	});

	test('counts nothing without a connection', () => {
		const link = { ...lostLink(now), origin: 'context prod' };
		expect(windowTitle(link, fleetSnapshot(), glyphs)).toBe('natstop prod disconnected');
	});
});
