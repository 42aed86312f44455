// Reads and writes durations as Go does (`300ms`, `1m30s`), which is the form of the nats CLI's flags.

import parse from 'parse-duration';

const goDuration = /^\+?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/;

/** Milliseconds of a Go duration; nothing where the text is none, or is not above zero. */
export const parseDuration = (text: string): number | undefined => {
	if (!goDuration.test(text)) return undefined;
	const milliseconds = parse(text.replaceAll('μ', 'µ'));
	return milliseconds !== null && milliseconds > 0 ? milliseconds : undefined;
};

/** Shortest time between two rounds, milliseconds: more would be a load on the servers, not news. */
export const shortestInterval = 100;

/** Shortest interval that keys set, milliseconds: a shorter one is typed, so that no held key leads to it. */
export const shortestByKey = 1000;

/** Longest time between two rounds, and longest wait for an answer, milliseconds: timers end at 24 days. */
export const longestInterval = 3_600_000;

/** How a duration is explained to someone who wrote something else. */
export const durationExample = 'a duration such as 5s, 1m30s or 300ms';

/** Milliseconds as such a duration: `2s`, `1.5s`, `300ms`. */
export const durationText = (ms: number): string => (ms < 1000 ? `${ms}ms` : `${ms / 1000}s`);
