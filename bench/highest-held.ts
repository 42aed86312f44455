// Finds the highest rate that holds: from as fast as can be downwards, until one does.

/** How many a second there were, and whether all of them were taken. */
export type Attempt = { rate: number; held: boolean };

/** What one step leaves of the rate that did not hold. */
const step = 0.8;

/** Below so many a second nothing is looked for any more. */
const least = 100;

/** The rate that held, the ceiling it was found under, and how many did not; 0 where not even the least held. */
export const highestHeld = async (
	attempt: (ceiling: number) => Promise<Attempt>,
	from: number,
): Promise<{ rate: number; ceiling: number; failed: number }> => {
	let [ceiling, failed] = [from, 0];
	while (ceiling >= least) {
		const { rate, held } = await attempt(ceiling);
		if (held) return { rate, ceiling, failed };
		ceiling = Math.min(ceiling, rate) * step;
		failed++;
	}
	return { rate: 0, ceiling: least, failed };
};
