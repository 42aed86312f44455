// Columns of the list of functions where several servers are summed up: one for each of them.

import { fitMiddle } from '../../format/text.ts';
import { label } from '../../model/profile/measure.ts';
import type { Theme } from '../../theme.ts';
import { functionsByName } from '../../ui/profile/derived.ts';
import type { ViewerState } from '../../ui/profile/viewer-state.ts';

/** Cells of one column, and those that are left for the sum and the names of functions. */
const columnCells = 11;
const restCells = 2 + 18 + 2 + 24;

/** The end of the name of a file, which tells nothing in a column. */
const ending = /\.(pprof|pb|prof|txt)(\.gz)?$/;

export type PartColumns = {
	/** The figure that is shown of each: the one the list is sorted by. */
	figure: 'flat' | 'cum';
	/** How many parts there is room for, and the cells of all that is shown of them. */
	count: number;
	width: number;
	heads: (theme: Theme) => string;
};

/** How many servers have no room, as ` +3`. */
const moreText = (left: number): string => (left > 0 ? ` +${left}` : '');

/** The columns that fit; nothing where one profile is shown, or where they are switched off. */
export const partColumns = (state: ViewerState, width: number): PartColumns | undefined => {
	const { parts, read, beside, top } = state;
	if (!beside || parts.length === 0) return undefined;
	const count = Math.max(1, Math.min(parts.length, Math.floor((width - restCells) / columnCells)));
	const more = moreText(parts.length - count);
	return {
		figure: top.sort === 'cum' ? 'cum' : 'flat',
		count,
		width: count * columnCells + more.length,
		heads: ({ glyphs }) =>
			(read.parts ?? [])
				.slice(0, count)
				.map(
					({ name }) =>
						` ${fitMiddle(name.replace(ending, ''), columnCells - 1, glyphs)
							.trimEnd()
							.padStart(columnCells - 1)}`,
				)
				.join('') + more,
	};
};

/** The cells of one function: its figure on each server. */
export const partCellsOf = (
	{ parts, type, shown }: ViewerState,
	{ figure, count }: PartColumns,
	name: string,
): string => {
	const { unit = '' } = shown.sampleTypes[type] ?? {};
	const cells = parts.slice(0, count).map((part) => {
		const node = functionsByName(part, type).get(name);
		return label(node?.[figure] ?? 0, unit).padStart(columnCells);
	});
	return cells.join('') + ' '.repeat(moreText(parts.length - count).length);
};
