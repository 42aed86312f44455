import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseTime } from '../../source/format/parse-time.ts';
import { tellInUtc } from '../../source/model/local-time.ts';

beforeEach(() => tellInUtc(true));
afterEach(() => tellInUtc(false));

const span = { from: Date.UTC(2026, 8, 21, 11, 50), to: Date.UTC(2026, 8, 21, 12, 10) };

test('a time of day is that of the last day on which something was kept', () => {
	expect(parseTime('12:04', span)).toBe(Date.UTC(2026, 8, 21, 12, 4));
	expect(parseTime('12:04:51', span)).toBe(Date.UTC(2026, 8, 21, 12, 4, 51));
	expect(parseTime('12:04:51.5', span)).toBe(Date.UTC(2026, 8, 21, 12, 4, 51, 500));
	const overnight = { from: Date.UTC(2026, 8, 20, 23, 50), to: Date.UTC(2026, 8, 21, 0, 10) };
	expect(parseTime('23:55', overnight)).toBe(Date.UTC(2026, 8, 20, 23, 55));
	expect(parseTime('0:05', overnight)).toBe(Date.UTC(2026, 8, 21, 0, 5));
});

test('a time of day may have its zone behind it, as printed lines have', () => {
	expect(parseTime('12:04:51Z', span)).toBe(Date.UTC(2026, 8, 21, 12, 4, 51));
	expect(parseTime('14:04:51+02:00', span)).toBe(Date.UTC(2026, 8, 21, 12, 4, 51));
	expect(parseTime('06:34-0530', span)).toBe(Date.UTC(2026, 8, 21, 12, 4));
	tellInUtc(false);
	expect(parseTime('12:04:51Z', span)).toBe(Date.UTC(2026, 8, 21, 12, 4, 51));
});

test('a time of day at which nothing was kept is that of the day nearest to the end', () => {
	expect(parseTime('13:00', span)).toBe(Date.UTC(2026, 8, 21, 13));
	expect(parseTime('11:00', span)).toBe(Date.UTC(2026, 8, 21, 11));
});

test('a span counts back from the end, or on from the start', () => {
	expect(parseTime('-3m', span)).toBe(span.to - 180_000);
	expect(parseTime('−3m', span)).toBe(span.to - 180_000);
	expect(parseTime('+1m30s', span)).toBe(span.from + 90_000);
});

test('a time in full may say its zone', () => {
	expect(parseTime('2026-09-21T12:04:51Z', span)).toBe(Date.UTC(2026, 8, 21, 12, 4, 51));
	expect(parseTime('2026-09-21 14:04+02:00', span)).toBe(Date.UTC(2026, 8, 21, 12, 4));
	expect(parseTime('2026-09-21T12:04', span)).toBe(Date.UTC(2026, 8, 21, 12, 4));
});

test('anything else is no time', () => {
	for (const text of ['', '25:00', '12:61', 'noon', '-', '-x', '3m', '2026-13-40', '12:04:51X', '1e9'])
		expect(parseTime(text, span)).toBeUndefined();
});
