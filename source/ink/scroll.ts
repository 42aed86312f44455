// Finds rows that only moved up or down, so that the terminal can scroll them, which takes few bytes.

import { moveTo } from './row-update.ts';

/** Rows `top` to `bottom`, both included, move up by `by` rows; down where `by` is negative. */
export type Scroll = { top: number; bottom: number; by: number };

/** The greatest distance in rows that is looked at; rows hardly ever move further within a frame. */
const furthest = 16;

/** The run of rows that stood `by` rows further down before and saves the most painting; `saved` counts its rows. */
const runOf = (
	old: readonly string[],
	fresh: readonly string[],
	by: number,
): { from: number; to: number; saved: number } => {
	let best = { from: 0, to: 0, saved: 0 };
	let from = 0;
	let saved = 0;
	for (const [i, row] of fresh.entries()) {
		if (row !== old[i + by]) {
			from = i + 1;
			saved = 0;
			continue;
		}
		if (row !== old[i]) saved++;
		if (saved > best.saved) best = { from, to: i + 1, saved };
	}
	return best;
};

/** The scroll that saves the painting of most rows; undefined where it would not pay. */
export const findScroll = (old: readonly string[], fresh: readonly string[]): Scroll | undefined => {
	let found: Scroll | undefined;
	let most = 1;
	for (let distance = 1; distance <= furthest; distance++) {
		for (const by of [distance, -distance]) {
			const { from, to, saved } = runOf(old, fresh, by);
			// The rows that scroll in are blank and have to be painted.
			if (saved - distance / 2 <= most) continue;
			most = saved - distance / 2;
			found = by > 0 ? { top: from, bottom: to - 1 + by, by } : { top: from + by, bottom: to - 1, by };
		}
	}
	return found;
};

/** The sequence that scrolls: a scroll region, with line feeds at its end or reverse line feeds at its start. */
export const scrollSequence = ({ top, bottom, by }: Scroll): string => {
	const region = `\x1b[${top + 1};${bottom + 1}r`;
	const move = by > 0 ? moveTo(bottom, 0) + '\n'.repeat(by) : moveTo(top, 0) + '\x1bM'.repeat(-by);
	return `${region}${move}\x1b[r`;
};

/** The rows after a scroll; those that scrolled in are blank. */
export const scrolled = (rows: readonly string[], { top, bottom, by }: Scroll): string[] =>
	rows.map((row, i) => {
		if (i < top || i > bottom) return row;
		const from = i + by;
		return from < top || from > bottom ? '' : (rows[from] ?? '');
	});
