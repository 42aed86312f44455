// The rules of moving through time: which round comes next, how fast it goes, and what a speed is called.

/** The speeds, in seconds of the past a second. */
export const speeds = [0.25, 0.5, 1, 2, 4, 8, 16, 32, 64] as const;

/** A pause in what was recorded that is longer than this is gone over at once, milliseconds. */
export const longestGap = 15_000;

/** The next speed in a direction; the last one stays. */
export const nextSpeed = (speed: number, by: -1 | 1): number => {
	const at = speeds.findIndex((each) => each >= speed);
	return speeds[Math.max(0, Math.min(speeds.length - 1, at + by))] ?? speed;
};

/** The number of rounds that end at `at` or before. */
const roundsUntil = (rounds: readonly number[], at: number): number => {
	let [low, high] = [0, rounds.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((rounds[middle] ?? 0) <= at) low = middle + 1;
		else high = middle;
	}
	return low;
};

/** The end of the last round that ends at `at` or before. */
export const roundAt = (rounds: readonly number[], at: number): number | undefined =>
	rounds[roundsUntil(rounds, at) - 1];

/** The end of the last round before `at`. */
export const roundBefore = (rounds: readonly number[], at: number): number | undefined =>
	roundAt(rounds, at - 1);

/** The end of the first round after `at`. */
export const roundAfter = (rounds: readonly number[], at: number): number | undefined =>
	rounds[roundsUntil(rounds, at)];

/** How long before a moment its figures are asked for first, so that rates are known of it; milliseconds, longest first. */
const warmUps = [12_000, 5000, 1];

/** The rounds before a moment that are asked before it. */
export const roundsBefore = (rounds: readonly number[], at: number): readonly number[] => [
	...new Set(
		warmUps.flatMap((ms) => {
			const round = roundAt(rounds, at - ms);
			return round === undefined || at - round > 2 * longestGap ? [] : [round];
		}),
	),
];

/**
 * The time `ms` of our own after `at` at a speed. A pause in the rounds that nobody would sit through is gone over at once.
 */
export const playedOn = (
	rounds: readonly number[],
	{ at, speed }: { at: number; speed: number },
	ms: number,
): number => {
	const next = roundAfter(rounds, at);
	const to = at + ms * speed;
	return next !== undefined && next - at > longestGap ? Math.max(to, next) : to;
};
