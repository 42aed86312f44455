// Durations as Go writes them.

import { expect, test } from 'vitest';
import { goDuration } from '../../source/nats/go-duration.ts';

test('durations of Go are milliseconds', () => {
	expect(goDuration('483µs')).toBeCloseTo(0.483);
	expect(goDuration('1.25ms')).toBeCloseTo(1.25);
	expect(goDuration('1m2.5s')).toBe(62_500);
	expect(goDuration('2h0m1s')).toBe(7_201_000);
	expect(goDuration('0s')).toBe(0);
});

test('what is no duration is none', () => {
	for (const text of ['abc', '', '1', 's', '-3ms', '1e9s', '1ms!', ' 1ms', `${'9'.repeat(60)}s`])
		expect(goDuration(text)).toBe(undefined);
});
