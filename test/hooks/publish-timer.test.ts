// How often stores publish: soon where it costs little, seldom where it costs much.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PublishTimer } from '../../source/hooks/publish-timer.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => vi.useRealTimers());

/** A store that always has something new; telling it takes so many milliseconds, one after the other. */
const publishes = (costs: readonly number[]): number[] => {
	const timer = new PublishTimer();
	const at: number[] = [];
	const left = [...costs];
	const store = {
		take: () => undefined,
		tell: () => {
			at.push(performance.now());
			vi.advanceTimersByTime(left.shift() ?? 0);
			if (left.length > 0) setTimeout(() => timer.want(store), 1);
		},
	};
	timer.want(store);
	vi.advanceTimersByTime(10_000);
	return at.map((time) => time - (at[0] ?? 0));
};

test('snapshots of a small system follow each other four times a second', () => {
	expect(publishes([1, 1, 1, 1])).toEqual([0, 250, 500, 750]);
});

test('snapshots that take long to tell follow each other less often, and once a second at the least', () => {
	expect(publishes([20, 20, 20, 20])).toEqual([0, 250, 750, 1250]);
	expect(publishes([100, 100, 100, 100])).toEqual([0, 250, 1250, 2250]);
});

test('one snapshot that took long alone does not hold up the next', () => {
	expect(publishes([1, 200, 1, 1, 1])).toEqual([0, 250, 500, 750, 1000]);
});
