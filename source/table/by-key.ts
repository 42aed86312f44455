// Finds rows by their keys.

/** Rows by key; of several with one key the first. */
export const byKey = <Row>(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, Row> => {
	const known = new Map<string, Row>();
	for (const row of rows) {
		const key = keyOf(row);
		if (!known.has(key)) known.set(key, row);
	}
	return known;
};
