// What is kept of a large system: fewer rounds, and everything that happens.

import { expect, test } from 'vitest';
import type { RosterInput } from '../../source/nats/roster-input.ts';
import { manyServers, Thinning } from '../../source/recording/thinning.ts';

const sample = (id: string, at: number): RosterInput => ({
	...{ code: 'S', at, data: Buffer.from('{}') },
	sample: { server: { id, name: id, tags: [], metadata: {}, featureFlags: {} }, statsz: {}, receivedAt: at },
});

const config = (at: number, configDigest: string): RosterInput => ({
	...{ code: 'V', at, id: 'a' },
	varz: { configDigest },
});

const begin = (at: number): RosterInput => ({ code: 'B', at });
const end = (at: number): RosterInput => ({ code: 'P', at, isBlind: false });

const many = (): Thinning => {
	const thinning = new Thinning(() => manyServers + 1);
	thinning.take(begin(0));
	return thinning;
};

test('Of over two hundred servers a round each ten seconds is kept, and all of what comes in it', () => {
	const thinning = new Thinning(() => manyServers + 1);
	const kept: number[] = [];
	for (let at = 0; at < 60_000; at += 2000) {
		const isKept = [begin(at), sample('a', at + 1), end(at + 5)].map((input) => thinning.take(input).isKept);
		expect(new Set(isKept).size).toBe(1);
		if (isKept[0]) kept.push(at / 1000);
	}
	expect(kept).toEqual([0, 10, 20, 30, 40, 50]);
	expect(thinning.interval(2000)).toBe(10_000);
	expect(thinning.interval(30_000)).toBe(30_000);
});

test('Rounds that come more seldom than that are all kept, be they a little early', () => {
	const thinning = many();
	for (const at of [9950, 19_900, 50_000]) expect(thinning.take(begin(at)).isKept).toBe(true);
});

test('Between two rounds that are kept a server is heard that is new, or in doubt, or silent for as long', () => {
	const thinning = many();
	thinning.take(sample('a', 1));
	thinning.take(begin(2000));
	expect(thinning.take(sample('a', 2001)).isKept).toBe(false);
	expect(thinning.take(sample('new', 2002)).isKept).toBe(true);
	expect(thinning.take(sample('new', 2003)).isKept).toBe(false);
	expect(thinning.take({ code: 'U', at: 2500, told: ['unanswered', 'a'] }).isKept).toBe(true);
	expect(thinning.take(sample('a', 2600)).isKept).toBe(true);
	expect(thinning.take(sample('a', 2700)).isKept).toBe(false);
	thinning.take(begin(10_000));
	thinning.take(begin(12_000));
	expect(thinning.take(sample('a', 12_700)).isKept).toBe(true);
});

test('What happens is kept whatever round it is, and a configuration when it is another one', () => {
	const thinning = many();
	expect(thinning.take(config(1, 'x')).isKept).toBe(true);
	thinning.take(begin(2000));
	for (const input of [
		{ code: 'T', at: 2100 } as const,
		{ code: 'U', at: 2200, told: ['cut'] } as const,
		{
			code: 'I',
			at: 2300,
			server: { id: 'b', name: 'b', tags: [], metadata: {}, featureFlags: {} },
		} as const,
	])
		expect(thinning.take(input).isKept).toBe(true);
	expect(thinning.take(config(2400, 'x')).isKept).toBe(false);
	expect(thinning.take(config(2500, 'y')).isKept).toBe(true);
	expect(thinning.take(config(302_500, 'y')).isKept).toBe(true);
});

test('Also of few servers a configuration is kept when it is another one, or after one that was read elsewhere', () => {
	const thinning = new Thinning(() => 3);
	const told = { code: 'U', at: 40_000, told: ['configuration', 'a', { configDigest: 'y' }, true] } as const;
	expect(thinning.take(config(1, 'x')).isKept).toBe(true);
	expect(thinning.take(config(30_000, 'x')).isKept).toBe(false);
	expect(thinning.take(told).isKept).toBe(true);
	expect(thinning.take(config(60_000, 'x')).isKept).toBe(true);
});

test('A system that grows over two hundred servers and shrinks again is told with each turn, and every round counts again', () => {
	let servers = manyServers;
	const thinning = new Thinning(() => servers);
	expect(thinning.take(begin(0))).toEqual({ isKept: true, turned: false });
	servers = manyServers + 1;
	// Within a round nothing turns: half of one is none.
	expect(thinning.take(sample('a', 1))).toEqual({ isKept: true, turned: false });
	expect(thinning.take(begin(2000))).toEqual({ isKept: true, turned: true });
	expect(thinning.take(begin(4000))).toEqual({ isKept: false, turned: false });
	servers = manyServers;
	expect(thinning.take(begin(6000))).toEqual({ isKept: true, turned: true });
	expect(thinning.take(begin(8000))).toEqual({ isKept: true, turned: false });
	expect(thinning.interval(2000)).toBe(2000);
});

test('Who has chosen how often rounds are recorded gets all of them', () => {
	const thinning = new Thinning(() => 1000, true);
	for (const at of [0, 2000, 4000]) expect(thinning.take(begin(at)).isKept).toBe(true);
	expect(thinning).toMatchObject({ isMany: true, isThin: false });
});
