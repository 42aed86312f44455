// How long a sweep took, and how long it will take.

import { expect, test } from 'vitest';
import { SweepClock } from '../../source/model/sweep-clock.ts';

/** Rounds of a second, five seconds from one to the next. */
const sweep = (clock: SweepClock, from: number, rounds: number, follows: boolean): number => {
	let now = from;
	for (let round = 1; round <= rounds; round++) {
		clock.begin(now, follows || round > 1);
		clock.end(now + 1000, round === rounds);
		now += 5000;
	}
	return now;
};

test('a sweep takes as long as its rounds and the waits between them', () => {
	const clock = new SweepClock();
	expect(clock.took).toBeUndefined();
	const next = sweep(clock, 0, 4, false);
	expect(clock.took).toBe(16_000);
	sweep(clock, next, 4, true);
	expect(clock.took).toBe(20_000);
});

test('time in which nobody swept is no part of a sweep, nor of what is left of it', () => {
	const clock = new SweepClock();
	const next = sweep(clock, 0, 4, false);
	clock.begin(next, true);
	clock.end(next + 1000, false);
	expect(clock.left(next + 1000, 0.25)).toBe(15_000);
	// The list was closed for an hour.
	const later = next + 3_600_000;
	clock.begin(later, false);
	expect(clock.left(later + 1000, 0.5)).toBe(6000);
	clock.end(later + 1000, true);
	expect(clock.took).toBe(6000);
});

test('nothing is said of the rest of the first sweep by its first round', () => {
	const clock = new SweepClock();
	clock.begin(0, false);
	expect(clock.left(500, 0.5)).toBeUndefined();
	clock.end(1000, false);
	clock.begin(5000, true);
	expect(clock.left(6000, 0)).toBeUndefined();
	expect(clock.left(6000, 0.5)).toBe(6000);
});
