// Moments and spans of time as text.

import { describe, expect, test } from 'vitest';
import {
	age,
	clock,
	dateTime,
	duration,
	durationNs,
	elapsed,
	lifetime,
	rtt,
	uptime,
	uptimeShort,
	zonedClock,
} from '../../source/format/time.ts';
import { createTheme } from '../../source/theme.ts';

const { glyphs } = createTheme('mono', false);
const s = 1000;
const m = 60 * s;
const h = 60 * m;
const d = 24 * h;
const moment = Date.UTC(2026, 7, 11, 10, 2, 3, 45);

describe('moments', () => {
	test('a clock shows hours, minutes and seconds', () => {
		expect(clock(moment)).toBe('10:02:03');
		expect(clock(moment, { millis: true })).toBe('10:02:03.045');
		expect(zonedClock(moment)).toBe('10:02:03 UTC');
	});

	test('a date names its zone', () => {
		expect(dateTime(moment)).toBe('2026-08-11 10:02 UTC');
	});

	test('a moment that is unknown or no date shows the sign for unknown', () => {
		expect(clock(undefined, {}, glyphs)).toBe('–');
		expect(clock(Number.NaN, {}, glyphs)).toBe('–');
		expect(zonedClock(undefined, {}, glyphs)).toBe('–');
		expect(dateTime(undefined, glyphs)).toBe('–');
		expect(dateTime(1e18, glyphs)).toBe('–');
	});
});

describe('spans', () => {
	test('an uptime has two units', () => {
		expect([41 * d + 2 * h, 3 * h + 12 * m, 2 * m + 7 * s, 12 * s].map((ms) => uptime(ms))).toEqual([
			'41d02h',
			'3h12m',
			'2m07s',
			'12s',
		]);
	});

	test('a short uptime has one', () => {
		expect([41 * d + 2 * h, 3 * h, 7 * m, 12 * s].map((ms) => uptimeShort(ms))).toEqual([
			'41d',
			'3h',
			'7m',
			'12s',
		]);
	});

	test('a lifetime that is over has three', () => {
		expect(lifetime(6 * d + 2 * h + 3 * m)).toBe('6d02h03m');
		expect(lifetime(422)).toBe('0.4s');
	});

	test('an age never takes more than four cells', () => {
		for (let ms = 0; ms < 3000 * d; ms = ms * 1.01 + 100) expect(age(ms).length).toBeLessThanOrEqual(4);
	});

	test('a running count grows hours when it needs them', () => {
		expect([elapsed(41 * s), elapsed(h + 2 * m + 3 * s), elapsed(30 * h)]).toEqual([
			'00:41',
			'1:02:03',
			'30:00:00',
		]);
	});

	test('a duration reads in the unit that fits it', () => {
		expect([0.4, 41, 900, 1000, 23_400, 2 * h + 11 * m].map((ms) => duration(ms))).toEqual([
			'0.4ms',
			'41ms',
			'0.9s',
			'1.0s',
			'23s',
			'2h11m',
		]);
		expect(durationNs(412_000)).toBe('0.4ms');
	});

	test('a round trip fits five cells', () => {
		expect([rtt(0.4), rtt(2), rtt(38.4), rtt(999.6)]).toEqual(['0.4ms', '2ms', '38ms', '1.0s']);
		for (let ms = 0; ms < d; ms = ms * 1.02 + 0.1) expect(rtt(ms).length).toBeLessThanOrEqual(5);
	});

	test('a span below zero, from clocks that differ, reads as zero', () => {
		expect([age(-5), uptime(-5), elapsed(-5)]).toEqual(['0s', '0s', '00:00']);
	});

	test('an unknown span shows the sign for unknown', () => {
		for (const format of [uptime, uptimeShort, lifetime, age, elapsed, duration, durationNs, rtt]) {
			expect(format(undefined, glyphs)).toBe('–');
			expect(format(Number.NaN, glyphs)).toBe('–');
		}
	});
});
