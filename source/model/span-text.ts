// Spans of time in sentences, in their greatest unit.

import { countWords } from './count-words.ts';

const units = [
	['day', 86_400_000],
	['hour', 3_600_000],
	['minute', 60_000],
] as const;

/** So many whole days, hours or minutes; under a minute the nearest second. */
const greatest = (ms: number): readonly [count: number, unit: string] => {
	const found = units.find(([, size]) => ms >= size);
	if (found === undefined) return [Math.min(59, Math.round(ms / 1000)), 'second'];
	const [unit, size] = found;
	return [Math.floor(ms / size), unit];
};

/** `12s`, `3m`, `2h`, `9d`. */
export const spanText = (ms: number): string => {
	const [count, unit] = greatest(ms);
	return `${count}${unit.charAt(0)}`;
};

/** `1 second`, `3 minutes`, `20 hours`, `5 days`. */
export const spanWords = (ms: number): string => {
	const [count, unit] = greatest(ms);
	return countWords(count, unit);
};
