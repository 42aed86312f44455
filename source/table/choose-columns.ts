// Chooses the columns of a table that are on screen, and their widths.

import { type ColumnHead, columnNamed } from './column.ts';

/** Cells before the first column: cursor, state, and the space after it. */
export const leadWidth = 4;

export type ColumnChoice = {
	/** True for all columns, scrolled sideways, instead of those that matter most. */
	wide: boolean;
	/** In wide mode, the first column after the pinned one. */
	offset: number;
	/** Ids or aliases from the configuration; their order decides which column leaves first, too. */
	chosen?: readonly string[];
	/**
	 * Cells that the longest text of a column of names takes, by its id. It should be of all rows there are: the columns
	 * must not change as rows come into sight and leave it.
	 */
	names?: ReadonlyMap<string, number>;
	/** Columns whose figures need more than their usual width, by id. */
	widths?: ReadonlyMap<string, number>;
	/** True where the terminal has only ASCII: columns that say little in it are left out. */
	ascii?: boolean;
};

/** The cells that a column wants: for its longest name, as far as it may grow, or for its longest exact figure. */
const wantedWidth = (column: ColumnHead, { names, widths }: ColumnChoice): number => {
	const least = Math.max(column.width, widths?.get(column.id) ?? 0);
	return Math.max(least, Math.min(column.most ?? least, names?.get(column.id) ?? least));
};

/** The columns beside the first, in reading order and in the order in which they are kept. */
const candidates = <C extends ColumnHead>(
	columns: readonly C[],
	width: number,
	choice: ColumnChoice,
): { reading: C[]; keeping: C[]; isChosen: boolean } => {
	const [first, ...rest] = columns;
	const others = rest
		.filter(({ asciiFrom = 0 }) => !choice.ascii || width >= asciiFrom)
		.map((column) => ({ ...column, width: Math.max(column.width, choice.widths?.get(column.id) ?? 0) }));
	const ids = new Set((choice.chosen ?? []).map((name) => columnNamed(columns, name)?.id));
	const chosen = [...ids]
		.map((id) => (id === first?.id ? undefined : others.find((column) => column.id === id)))
		.filter((column) => column !== undefined);
	if (chosen.length === 0) {
		const keeping = others.toSorted((a, b) => a.priority - b.priority);
		return { reading: others, keeping, isChosen: false };
	}
	const hidden = choice.wide ? others.filter((column) => !chosen.includes(column)) : [];
	return { reading: [...chosen, ...hidden], keeping: chosen, isChosen: true };
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

/** Cells of a row with these columns beside the first. */
const taken = (
	first: number,
	others: readonly ColumnHead[],
	widthOf: (column: ColumnHead) => number,
): number => others.reduce((sum, column) => sum + widthOf(column) + 1, leadWidth + first);

/** The width of the pinned column in wide mode: names are whole, as long as another column has room beside them. */
const pinnedWidth = (
	first: ColumnHead,
	reading: readonly ColumnHead[],
	width: number,
	choice: ColumnChoice,
): number => {
	const widest = Math.max(0, ...reading.map((column) => column.width + 1));
	return Math.max(first.width, Math.min(wantedWidth(first, choice), width - leadWidth - widest));
};

const wideColumns = <C extends ColumnHead>(
	columns: readonly C[],
	width: number,
	choice: ColumnChoice,
): { first: number; reading: C[]; room: number } => {
	const { reading } = candidates(columns, width, choice);
	const [first] = columns;
	const pinned = first === undefined ? 0 : pinnedWidth(first, reading, width, choice);
	const room = width - leadWidth - pinned;
	const whole = reading.map((column) => ({
		...column,
		width: Math.max(column.width, Math.min(wantedWidth(column, choice), room - 1)),
	}));
	return { first: pinned, reading: whole, room };
};

/** The furthest `offset` in wide mode, with which the last column is in view. */
export const lastOffset = (columns: readonly ColumnHead[], width: number, choice: ColumnChoice): number => {
	const { reading, room } = wideColumns(columns, width, choice);
	return reading.length - Math.max(1, fitting(reading.toReversed(), room));
};

/** The order in which columns leave so that names are whole: first those that say least, then those that matter least. */
const nextToLeave = <C extends ColumnHead>(shown: readonly C[]): C | undefined =>
	shown
		.filter(({ stays }) => !stays)
		.toSorted((a, b) => Number(b.yields ?? false) - Number(a.yields ?? false) || b.priority - a.priority)
		.at(0);

/** Takes columns away until all names are whole or only fixed columns are left, then puts back those there is room for. */
const withWholeNames = <C extends ColumnHead>(
	first: C,
	kept: readonly C[],
	width: number,
	choice: ColumnChoice,
): C[] => {
	const wanted = (column: ColumnHead): number => wantedWidth(column, choice);
	const cells = (shown: readonly C[]): number => taken(wanted(first), shown, wanted);
	let shown = [...kept];
	for (let gone = nextToLeave(shown); gone && cells(shown) > width; gone = nextToLeave(shown)) {
		shown = shown.filter((column) => column !== gone);
	}
	for (const column of kept) {
		if (!shown.includes(column) && cells([...shown, column]) <= width) shown.push(column);
	}
	return shown;
};

/** Gives the cells left over to columns of names, from the left, as far as they need them. */
const grown = <C extends ColumnHead>(columns: readonly C[], width: number, choice: ColumnChoice): C[] => {
	let spare = width - taken(0, columns, (column) => column.width) + 1;
	return columns.map((column) => {
		const more = Math.max(0, Math.min(spare, wantedWidth(column, choice) - column.width));
		spare -= more;
		return { ...column, width: column.width + more };
	});
};

/**
 * The columns for a table this many cells wide, in the order they are drawn, the pinned first one included. Names are
 * whole, up to the most their column grows to: before one is cut every column leaves that nobody chose, but those that stay.
 */
export const chooseColumns = <C extends ColumnHead>(
	columns: readonly C[],
	width: number,
	choice: ColumnChoice,
): C[] => {
	const [first] = columns;
	if (first === undefined) return [];
	if (choice.wide) {
		const { first: pinned, reading, room } = wideColumns(columns, width, choice);
		const shown = reading.slice(Math.max(0, Math.min(choice.offset, lastOffset(columns, width, choice))));
		return [{ ...first, width: pinned }, ...shown.slice(0, fitting(shown, room))];
	}
	const { reading, keeping, isChosen } = candidates(columns, width, choice);
	const kept = keeping.slice(0, fitting(keeping, width - leadWidth - first.width));
	const shown = new Set(isChosen ? kept : withWholeNames(first, kept, width, choice));
	return grown([first, ...reading.filter((column) => shown.has(column))], width, choice);
};
