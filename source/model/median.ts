// The middle of some figures.

/** The middle one, the lower of two; absent where there are none. */
export const median = (values: readonly number[]): number | undefined => {
	const sorted = Float64Array.from(values).sort();
	return sorted[Math.floor((sorted.length - 1) / 2)];
};
