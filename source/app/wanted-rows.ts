// How many rows a list of the main screen needs: its own, and the lines above them.

import type { BaseLook } from '../screens/screen.ts';
import type { ListInView } from './selection.ts';

/** The most rows that say why a list is empty. */
const reasonRows = 4;

/** Rows that a list needs: its own, or those that say why it is empty. */
export const wantedRows = (list: ListInView | undefined): number => {
	if (list === undefined) return 0;
	const { denied, failed } = list.shot.honesty;
	const { length } = list.view.keys;
	return length === 0 && (denied !== undefined || failed !== undefined) ? reasonRows : length;
};

/** How many lines stand above the heads of a list on the main screen. */
export const linesAbove = (list: ListInView | undefined, columns: number, look: BaseLook): number =>
	list?.shot.above?.({ width: columns, height: 0 }, look).length ?? 0;
