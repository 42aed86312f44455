// How the viewer divides its screen: how many rows the list has, and where the detail is.

import type { ViewerState } from './viewer-state.ts';

export type ScreenSize = { columns: number; rows: number };

/** From this width on the detail stands beside the list. */
const besideColumns = 150;

/** Fewer rows than these have room for the list or the detail, not for both. */
const leastForBoth = 12;

/** Rows above and below the view: title, tabs, footer. */
const frameRows = 3;

/** Sizes of the parts; a part without rows is not shown. */
export type ViewerLayout = {
	list: { width: number; height: number };
	detail: { width: number; height: number };
	beside: boolean;
};

const none = { width: 0, height: 0 };

/** Divides the screen. `notes` is how many rows of warnings are above the view. Heights are with the title of a part. */
export const viewerLayout = (
	{ view, focus, parts, beside }: Pick<ViewerState, 'view' | 'focus' | 'parts' | 'beside'>,
	{ columns, rows }: ScreenSize,
	notes: number,
): ViewerLayout => {
	const body = Math.max(0, rows - frameRows - notes);
	const whole = { width: columns, height: body };
	if (view === 'flame') {
		const detail = Math.min(body < 16 ? 2 : 3, body);
		return {
			list: { width: columns, height: body - detail },
			detail: { width: columns, height: detail },
			beside: false,
		};
	}
	if (view !== 'top' && view !== 'stacks') return { list: whole, detail: none, beside: false };
	// Columns of servers take the place of the detail.
	const hasColumns = view === 'top' && beside && parts.length > 0;
	if (columns >= besideColumns && !hasColumns) {
		const width = Math.floor((columns - 1) / 2);
		return {
			list: { width, height: body },
			detail: { width: columns - 1 - width, height: body },
			beside: true,
		};
	}
	if (body < leastForBoth)
		return focus === 'list'
			? { list: whole, detail: none, beside: false }
			: { list: none, detail: whole, beside: false };
	const detail = Math.floor(body * 0.45);
	return {
		list: { width: columns, height: body - detail },
		detail: { width: columns, height: detail },
		beside: false,
	};
};

/** The first row that is shown of a list, so that the cursor is in view. */
export const scrolled = (offset: number, cursor: number, count: number, height: number): number => {
	const most = Math.max(0, count - height);
	const least = Math.min(cursor, most);
	return Math.max(0, Math.min(offset, least, most), cursor - height + 1);
};
