// Which columns of a table are on screen, and how wide the first one is.

import { type ColumnHead, columnNamed } from './column.ts';

/** Cells before the first column: cursor, state, and the space after it. */
export const leadWidth = 4;

export type ColumnChoice = {
	/** All columns by scrolling sideways, instead of those that matter most. */
	wide: boolean;
	/** In wide mode, the first column after the pinned one. */
	offset: number;
	/** Ids or aliases from the configuration; they decide order and who leaves. */
	chosen?: readonly string[];
	/** Cells the longest text of the first column takes; it grows no further. */
	firstWidth?: number;
	/** Columns whose figures need more than their usual width, by id. */
	widths?: ReadonlyMap<string, number>;
	/** The terminal has only ASCII: columns that say little in it are left out. */
	ascii?: boolean;
};

/** The columns beside the first: in reading order, and in the order they are kept. */
const candidates = <C extends ColumnHead>(
	columns: readonly C[],
	width: number,
	choice: ColumnChoice,
): { reading: C[]; keeping: C[] } => {
	const [first, ...rest] = columns;
	const others = rest
		.filter(({ asciiFrom = 0 }) => !choice.ascii || width >= asciiFrom)
		.map((column) => ({ ...column, width: Math.max(column.width, choice.widths?.get(column.id) ?? 0) }));
	const ids = new Set((choice.chosen ?? []).map((name) => columnNamed(columns, name)?.id));
	const chosen = [...ids]
		.map((id) => (id === first?.id ? undefined : others.find((column) => column.id === id)))
		.filter((column) => column !== undefined);
	if (chosen.length === 0) {
		return { reading: others, keeping: others.toSorted((a, b) => a.priority - b.priority) };
	}
	const hidden = choice.wide ? others.filter((column) => !chosen.includes(column)) : [];
	return { reading: [...chosen, ...hidden], keeping: chosen };
};

/** How many columns, from the first, fit in so many cells. */
const fitting = (columns: readonly ColumnHead[], cells: number): number => {
	let left = cells;
	let taken = 0;
	for (const column of columns) {
		left -= column.width + 1;
		if (left < 0) break;
		taken++;
	}
	return taken;
};

/** Cells beside the lead and the first column at its least. */
const roomBeside = (columns: readonly ColumnHead[], width: number): number =>
	width - leadWidth - (columns[0]?.width ?? 0);

/** The furthest sensible `offset` in wide mode: where the last column has come into view. */
export const lastOffset = (columns: readonly ColumnHead[], width: number, choice: ColumnChoice): number => {
	const { reading } = candidates(columns, width, choice);
	return reading.length - Math.max(1, fitting(reading.toReversed(), roomBeside(columns, width)));
};

const unpinned = <C extends ColumnHead>(columns: readonly C[], width: number, choice: ColumnChoice): C[] => {
	const { reading, keeping } = candidates(columns, width, choice);
	const room = roomBeside(columns, width);
	if (!choice.wide) {
		const kept = new Set(keeping.slice(0, fitting(keeping, room)));
		return reading.filter((column) => kept.has(column));
	}
	const offset = Math.max(0, Math.min(choice.offset, lastOffset(columns, width, choice)));
	const shown = reading.slice(offset);
	return shown.slice(0, fitting(shown, room));
};

/**
 * The columns for a table this many cells wide, in the order they are drawn, the pinned first one included. That one
 * takes what is left over, as far as its longest text needs it.
 */
export const chooseColumns = <C extends ColumnHead>(
	columns: readonly C[],
	width: number,
	choice: ColumnChoice,
): C[] => {
	const [first] = columns;
	if (first === undefined) return [];
	const others = unpinned(columns, width, choice);
	const used = others.reduce((sum, column) => sum + column.width + 1, leadWidth);
	const least = first.width;
	const most = first.most ?? least;
	const wanted = Math.max(least, Math.min(most, choice.firstWidth ?? most));
	return [{ ...first, width: Math.max(least, Math.min(wanted, width - used)) }, ...others];
};
