// Works out the rate of the rows of a log that pass its filter.

/** How long the rate of a log looks back, milliseconds. */
const rateSpan = 10_000;

/** When a row came, and how many events it stands for; nothing for a row that does not count. */
type Weigh<Row> = (row: Row) => { from: number; to: number; count: number };

/** How many a second rows stand for, over the time that the rate of all is of. */
export const logRate = <Row>(rows: readonly Row[], weigh: Weigh<Row> | undefined, now: number): number => {
	const begin = now - rateSpan;
	let count = 0;
	for (const row of rows) {
		const weight = weigh?.(row);
		if (weight === undefined || weight.to < begin) continue;
		const { from, to } = weight;
		// Of a count over a longer time only the part within that time counts.
		count += from >= begin ? weight.count : (weight.count * (to - begin)) / (to - from);
	}
	return (count * 1000) / rateSpan;
};
