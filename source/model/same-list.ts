// Keeps a list for as long as it holds the same things, so that what was worked out of it holds, too.

/** The list before where the new one holds the same in the same order, else the new one. */
export const sameOr = <T>(before: readonly T[], now: readonly T[]): readonly T[] =>
	now.length === before.length && now.every((each, index) => each === before[index]) ? before : now;
