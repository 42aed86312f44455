// How much of what a filter lets through comes in a log.

/** How long the rate of a log looks back, milliseconds. */
const rateSpan = 10_000;

/** When a row came, and how many it stands for; nothing of a row that is not counted. */
type Weigh<Row> = (row: Row) => { from: number; to: number; count: number };

/** How many a second rows stand for, over the time that the rate of all is of. */
export const logRate = <Row>(rows: readonly Row[], weigh: Weigh<Row> | undefined, now: number): number => {
	const begin = now - rateSpan;
	let count = 0;
	for (const row of rows) {
		const weight = weigh?.(row);
		if (weight === undefined || weight.to < begin) continue;
		const { from, to } = weight;
		// Of what was counted over a longer time, the part of it that is within.
		count += from >= begin ? weight.count : (weight.count * (to - begin)) / (to - from);
	}
	return (count * 1000) / rateSpan;
};
