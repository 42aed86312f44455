// Divides the body of a list's screen into panes, and counts the rows of a page.

import { roomyColumns, wideColumns } from '../format/screen-sizes.ts';

type Pane = { width: number; height: number };

/** Title and column heads. */
const headHeight = 2;

/**
 * Rows of a table in a pane of this height, title and heads included: what a page is. `hasTabs` where a row of tabs stands
 * under the title, `above` so many lines above the heads.
 */
export const tablePage = (height: number, hasTabs: boolean, above = 0): number =>
	Math.max(1, height - headHeight - (hasTabs ? 1 : 0) - above);

/** Rows of a page of a log, which has no heads. */
export const logPage = (height: number, hasTabs: boolean): number =>
	Math.max(1, height - 1 - (hasTabs ? 1 : 0));

/** The rectangles of the list and of its open row; `beside` where they stand side by side. */
export type LogPanes = { list: Pane; opened?: Pane & { beside: boolean } };

/** Rows of the open row's pane when it stands under the list: enough for its fields, and five rows left to the list. */
const openedHeight = (rows: number): number =>
	Math.max(0, Math.min(Math.max(12, Math.round(rows * 0.4)), rows - 6));

/** Divides a body of `width` by `height` for a log; the last row is for the groups that are shown. */
export const logPanes = (width: number, height: number, open: boolean): LogPanes => {
	if (!open) return { list: { width, height: height - 1 } };
	if (width >= wideColumns) {
		const left = Math.floor(width * 0.6);
		return {
			list: { width: left, height: height - 1 },
			opened: { width: width - left - 1, height: height - 1, beside: true },
		};
	}
	const under = openedHeight(height);
	return { list: { width, height: height - 1 - under }, opened: { width, height: under, beside: false } };
};

/** The list, its row of tabs included, and the detail of the selected row under it or beside it. */
export type TablePanes = { list: Pane; detail?: Pane & { beside: boolean } };

/** The least height of a body, in rows, that has room for a detail. */
const leastBody = 18;

/** Divides a body of `width` by `height` for a table, which may have nothing to say of its rows beside themselves. */
export const tablePanes = (width: number, height: number, hasDetail = true): TablePanes => {
	if (height < leastBody || !hasDetail) return { list: { width, height } };
	if (width >= wideColumns) {
		const left = Math.floor(width * 0.64);
		return {
			list: { width: left, height },
			detail: { width: width - left - 1, height, beside: true },
		};
	}
	const under = width >= roomyColumns ? 7 : 5;
	return { list: { width, height: height - under }, detail: { width, height: under, beside: false } };
};
