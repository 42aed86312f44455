// Pictures in the middle of a round.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { paced } from '../../source/screens/paced.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the first thing that is known is shown at once, what follows a quarter of a second later, all at once', () => {
	const shown: number[] = [];
	let pages = 0;
	const early = paced(() => shown.push(pages));
	for (pages = 1; pages <= 40; pages++) {
		early.soon();
		vi.advanceTimersByTime(10);
	}
	expect(shown).toEqual([1, 25]);
	vi.advanceTimersByTime(1000);
	expect(shown).toEqual([1, 25, 41]);
	early.soon();
	early.soon();
	early.stop();
	vi.advanceTimersByTime(1000);
	expect(shown).toEqual([1, 25, 41, 41]);
});
