// Works out which rows of a log are in view: one row keeps its place, whatever rows come or leave.

/** The event that keeps its place, and the row it is drawn in, counted from the top of the list. */
export type LogAnchor = { seq: number; row: number };

export type LogSlice = {
	/** Position of the event in the first row; below 0 where rows above the oldest one stay blank. */
	start: number;
	/** Position of the selected event; absent while following. */
	selected?: number;
	/** How many shown events came after the selected one. */
	newer: number;
	/** The event that keeps its place, to hand in with the next snapshot. */
	anchor?: LogAnchor;
};

/** Position of the first row with at least this number; the length when there is none. */
const positionOf = (keys: readonly string[], seq: number): number => {
	let low = 0;
	let high = keys.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (Number(keys[middle] ?? 0) < seq) low = middle + 1;
		else high = middle;
	}
	return low;
};

/** Keeps the first row within the list, so that no row is blank that could show an event. */
const within = (start: number, length: number, rows: number): number =>
	Math.max(0, Math.min(start, length - rows));

/** The first row now, from the event that keeps its place; without one the selected row is in the middle. */
const hungStart = (
	keys: readonly string[],
	selected: number,
	rows: number,
	anchor: LogAnchor | undefined,
): number => {
	const at = anchor === undefined ? keys.length : positionOf(keys, anchor.seq);
	if (anchor === undefined || Number(keys[at]) !== anchor.seq) {
		return within(selected - Math.floor(rows / 2), keys.length, rows);
	}
	const start = at - anchor.row;
	if (selected < start) return selected;
	if (selected >= start + rows) return selected - rows + 1;
	return start;
};

/**
 * The slice of `rows` rows for a list whose keys are rising numbers. Without a cursor the newest events are in view. With one, its
 * event keeps the row it had: what arrives goes below, what the ring drops leaves blank rows above, and only a cursor
 * moved out of view scrolls. A cursor whose event is gone or filtered out selects the next one that is there.
 */
export const logSlice = (
	keys: readonly string[],
	rows: number,
	cursor?: string,
	anchor?: LogAnchor,
): LogSlice => {
	const last = keys.at(-1);
	if (cursor === undefined || last === undefined) {
		const start = Math.max(0, keys.length - rows);
		return {
			start,
			newer: 0,
			...(last === undefined ? {} : { anchor: { seq: Number(last), row: keys.length - 1 - start } }),
		};
	}
	const selected = Math.min(positionOf(keys, Number(cursor)), keys.length - 1);
	let start = hungStart(keys, selected, rows, anchor);
	const seq = Number(keys[selected] ?? cursor);
	// Blank rows above are for an event that stands still; one that is moved to takes them back.
	if (start < 0 && anchor?.seq !== seq) start = 0;
	return { start, selected, newer: keys.length - 1 - selected, anchor: { seq, row: selected - start } };
};
