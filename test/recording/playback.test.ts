import { expect, test } from 'vitest';
import {
	nextSpeed,
	playedOn,
	roundAfter,
	roundAt,
	roundBefore,
	roundsBefore,
	speeds,
} from '../../source/recording/playback.ts';

const rounds = [1000, 3000, 5000, 7000];

test('a step goes to the end of the round before or after, also from between two rounds', () => {
	expect(roundAt(rounds, 5000)).toBe(5000);
	expect(roundAt(rounds, 5999)).toBe(5000);
	expect(roundAt(rounds, 999)).toBeUndefined();
	expect(roundBefore(rounds, 5000)).toBe(3000);
	expect(roundBefore(rounds, 5500)).toBe(5000);
	expect(roundBefore(rounds, 1000)).toBeUndefined();
	expect(roundAfter(rounds, 5000)).toBe(7000);
	expect(roundAfter(rounds, 7000)).toBeUndefined();
	expect(roundAfter([], 7000)).toBeUndefined();
});

test('speeds go from a quarter to many times, and stay at both ends', () => {
	expect(nextSpeed(1, 1)).toBe(2);
	expect(nextSpeed(1, -1)).toBe(0.5);
	expect(nextSpeed(speeds[0], -1)).toBe(speeds[0]);
	expect(nextSpeed(64, 1)).toBe(64);
});

test('time is played on at its speed, and over a pause in what was recorded at once', () => {
	expect(playedOn(rounds, { at: 1000, speed: 4 }, 250)).toBe(2000);
	expect(playedOn([1000, 3000, 90_000], { at: 3000, speed: 1 }, 250)).toBe(90_000);
	expect(playedOn(rounds, { at: 7000, speed: 1 }, 250)).toBe(7250);
});

test('what is asked first of a moment are some rounds before it, each once, the oldest first', () => {
	const every2s = Array.from({ length: 20 }, (_, index) => index * 2000);
	expect(roundsBefore(every2s, 30_000)).toEqual([18_000, 24_000, 28_000]);
	expect(roundsBefore(every2s, 2000)).toEqual([0]);
	expect(roundsBefore(every2s, 0)).toEqual([]);
	expect(roundsBefore([0, 100_000], 100_000)).toEqual([]);
});
