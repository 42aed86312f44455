// When the next round of requests may begin.

import { beforeEach, expect, test } from 'vitest';
import { byteRate, Governor } from '../../source/nats/governor.ts';

let now = 0;
let governor: Governor;

beforeEach(() => {
	now = 1_000_000;
	governor = new Governor(() => now);
});

/** One round that costs so many bytes. */
const round = (name: string, bytes: number): void => {
	governor.begin(name);
	governor.spend(name, { bytes });
};

test('what somebody has just opened is asked at once, whatever else was spent', () => {
	round('other', 60 * byteRate);
	expect(governor.wait('new', 2000)).toBe(0);
});

test('a cheap round is asked again after its base', () => {
	round('cheap', 1000);
	expect(governor.wait('cheap', 2000)).toBe(2000);
	now += 1500;
	expect(governor.wait('cheap', 2000)).toBe(500);
});

test('a round that costs much is asked as seldom as its bytes, its reading and its server want', () => {
	round('much', 3 * byteRate);
	expect(governor.period('much', 2000)).toBe(3000);
	governor.spend('much', { readMs: 100 });
	expect(governor.period('much', 2000)).toBe(4000);
	governor.spend('much', { busyMs: 500 });
	governor.spend('much', { busyMs: 300 });
	expect(governor.period('much', 2000)).toBe(5000);
});

test('all classes together stay under 256 KiB a second over each minute', () => {
	const names = ['a', 'b', 'c', 'd'];
	const spent: { at: number; bytes: number }[] = [];
	const until = now + 300_000;
	while (now < until) {
		for (const [index, name] of names.entries()) {
			if (governor.wait(name, 2000) > 0) continue;
			const bytes = (index + 1) * 400_000;
			round(name, bytes);
			spent.push({ at: now, bytes });
		}
		now += 100;
	}
	for (const { at } of spent) {
		const sum = spent
			.filter((each) => each.at > at - 60_000 && each.at <= at)
			.reduce((s, e) => s + e.bytes, 0);
		// The first rounds of all four begin at once, and are what the budget is short by.
		expect(sum).toBeLessThanOrEqual(60 * byteRate + 4_000_000);
	}
	const later = spent.filter(({ at }) => at > until - 120_000).reduce((s, e) => s + e.bytes, 0);
	expect(later / 120).toBeLessThanOrEqual(byteRate * 1.05);
});
