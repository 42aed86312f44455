// Rows that only moved: a terminal scrolls them itself, for a few bytes.

import { moveTo } from './row-update.ts';

/** Rows `top` to `bottom`, both included, moved up by `by`; down where it is negative. */
export type Scroll = { top: number; bottom: number; by: number };

/** Further than this is hardly ever scrolled within a frame. */
const furthest = 16;

/** The longest run of rows that are what stood `by` rows further down, and how many of them would be painted else. */
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

/** The scrolling that saves most rows; nothing where it would save none to speak of. */
export const findScroll = (old: readonly string[], fresh: readonly string[]): Scroll | undefined => {
	let found: Scroll | undefined;
	let most = 1;
	for (let distance = 1; distance <= furthest; distance++) {
		for (const by of [distance, -distance]) {
			const { from, to, saved } = runOf(old, fresh, by);
			// The rows that come in are painted anew, whatever stood there.
			if (saved - distance / 2 <= most) continue;
			most = saved - distance / 2;
			found = by > 0 ? { top: from, bottom: to - 1 + by, by } : { top: from + by, bottom: to - 1, by };
		}
	}
	return found;
};

/** Makes the terminal do it: a region, and line feeds at its end or reverse ones at its start. */
export const scrollSequence = ({ top, bottom, by }: Scroll): string => {
	const region = `\x1b[${top + 1};${bottom + 1}r`;
	const move = by > 0 ? moveTo(bottom, 0) + '\n'.repeat(by) : moveTo(top, 0) + '\x1bM'.repeat(-by);
	return `${region}${move}\x1b[r`;
};

/** The rows as they stand after it; those that came in are blank. */
export const scrolled = (rows: readonly string[], { top, bottom, by }: Scroll): string[] =>
	rows.map((row, i) => {
		if (i < top || i > bottom) return row;
		const from = i + by;
		return from < top || from > bottom ? '' : (rows[from] ?? '');
	});
