// Works out which rows of a table are in view: the view stays for as long as the cursor is in it.

export type TableSlice = { start: number; end: number };

/**
 * The rows to show of `count` in `height`, when the view began at `before` last time. Without a cursor the top is
 * shown; no line stays blank that could hold a row.
 */
export const tableSlice = (
	count: number,
	height: number,
	cursor: number | undefined,
	before: number,
): TableSlice => {
	const last = Math.max(0, count - height);
	let start = cursor === undefined ? 0 : before;
	if (cursor !== undefined && cursor < start) start = cursor;
	if (cursor !== undefined && cursor >= start + height) start = cursor - height + 1;
	start = Math.max(0, Math.min(start, last));
	return { start, end: Math.min(count, start + height) };
};
