// Computes what a counter stood at in past rounds, from the rates that a history keeps.

import type { History } from './history.ts';

/**
 * The newest `count` values of a counter that stands at `total` now, oldest first, from the rates that led there. NaN
 * where no sample came, and before the first rate: what the counter was then, or that of the process before, is unknown.
 */
export const totalHistory = (
	history: History,
	metric: 'in' | 'out',
	total: number | undefined,
	count: number,
): number[] => {
	const rates = history.tail(metric, count);
	const samples = history.tail('mem', count);
	const times = history.times(count);
	const values = new Array<number>(rates.length).fill(Number.NaN);
	let later: { at: number; rate: number } | undefined;
	let value = total ?? Number.NaN;
	for (let i = rates.length - 1; i >= 0; i--) {
		// A round without a sample: the next rate spans it.
		if (Number.isNaN(samples[i])) continue;
		const at = times[i] ?? 0;
		if (later) value = Math.max(0, value - (later.rate * (later.at - at)) / 1000);
		values[i] = value;
		later = { at, rate: rates[i] ?? Number.NaN };
		if (Number.isNaN(later.rate)) break;
	}
	return values;
};
