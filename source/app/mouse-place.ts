// Finds what a cell of the screen holds, from the rectangles of the panes and the rows that lists have drawn.

import type { Theme } from '../theme.ts';
import { logPanes, tablePanes } from '../ui/geometry.ts';
import type { Rect } from '../ui/layout.ts';
import { isMain, type Pane, paneListsOf, type UiState } from '../ui/ui-state.ts';
import type { SeenLists } from '../views/seen-lists.ts';
import { tabAt } from '../views/tabs-row.ts';
import { objectRows, tabsOf } from './draw-screen.tsx';
import type { Selection } from './selection.ts';

/** The target of a click or of the wheel; `pane` is one of the main screen. */
export type MousePlace =
	| { on: 'row'; list: string; key: string; pane?: Pane }
	| { on: 'head'; list: string; column: string; pane?: Pane }
	/** A cell of a list with neither a row nor a head: its title, or blank rows. */
	| { on: 'list'; list: string; pane?: Pane }
	| { on: 'detail' }
	/** The text of an open object. */
	| { on: 'object' }
	/** A tab of the object on top, or a screen that shares its number with the one on top. */
	| { on: 'tab'; tab: string };

export type MouseScene = {
	ui: UiState;
	selection: Selection;
	seen: SeenLists;
	theme: Theme;
	/** The rectangle of a toast, which lies over everything else. */
	toast?: Rect;
};

type Cell = { x: number; y: number };

/** The row of tabs, counted from the title above it. */
const tabsRowAt = 1;

const within = ({ x, y, columns, rows }: Rect, cell: Cell): Cell | undefined =>
	cell.x >= x && cell.x < x + columns && cell.y >= y && cell.y < y + rows
		? { x: cell.x - x, y: cell.y - y }
		: undefined;

const onTab = ({ selection }: MouseScene, drawn: string | undefined, x: number): MousePlace | undefined => {
	const tab = drawn === undefined ? undefined : tabAt(tabsOf(selection), drawn, x);
	return tab === undefined ? undefined : { on: 'tab', tab };
};

/** The place of a cell in the pane of a list. */
const inList = (scene: MouseScene, list: string, { x, y }: Cell, pane?: Pane): MousePlace | undefined => {
	const shown = scene.seen.get(list);
	if (shown === undefined) return undefined;
	const about = { list, ...(pane && { pane }) };
	if (shown.tabs !== undefined && y === tabsRowAt) return onTab(scene, shown.tabs, x);
	const place = shown.at(x, y);
	if (place === undefined) return { on: 'list', ...about };
	if ('head' in place) return { on: 'head', column: place.head, ...about };
	const key = shown.keys[shown.first + place.row];
	return key === undefined ? { on: 'list', ...about } : { on: 'row', key, ...about };
};

const onMain = (scene: MouseScene, cell: Cell): MousePlace | undefined => {
	for (const pane of ['servers', 'detail', 'events'] as const) {
		const rect = scene.selection.layout?.[pane];
		const inside = rect && within(rect, cell);
		if (inside)
			return pane === 'detail' ? { on: 'detail' } : inList(scene, paneListsOf(scene.ui)[pane], inside, pane);
	}
	return undefined;
};

/** The place of a cell in the body of a log that has the whole screen. */
const onLog = (scene: MouseScene, list: string, body: Rect, cell: Cell): MousePlace | undefined => {
	const panes = logPanes(body.columns, body.rows, scene.selection.opened() !== undefined);
	const { width, height } = panes.list;
	const inside = within({ x: 0, y: 0, columns: width, rows: height }, cell);
	if (inside) return inList(scene, list, inside);
	const { opened } = panes;
	if (opened === undefined) return undefined;
	const [x, y] = opened.beside ? [width + 1, 0] : [0, height];
	return within({ x, y, columns: opened.width, rows: opened.height }, cell) && { on: 'object' };
};

/** The place of a cell in the body of a table that has the whole screen. */
const onTable = (scene: MouseScene, list: string, body: Rect, cell: Cell): MousePlace | undefined => {
	const { width, height } = tablePanes(
		body.columns,
		body.rows,
		scene.selection.active?.screen.hasDetail,
	).list;
	const inside = within({ x: 0, y: 0, columns: width, rows: height }, cell);
	return inside && inList(scene, list, inside);
};

/** The place at a cell of the screen; nothing where a click does nothing. */
export const placeAt = (scene: MouseScene, cell: Cell): MousePlace | undefined => {
	const { ui, selection, toast } = scene;
	const { active, frame, object, open, item } = selection;
	if (toast && within(toast, cell)) return undefined;
	if (isMain(ui)) return onMain(scene, cell);
	const inside = frame && within(frame.body, cell);
	const isGone = object ? object.item === undefined : open !== undefined && item === undefined;
	// The main screen is drawn in place of an object that is not there any more.
	if (!inside || active === undefined || isGone) return undefined;
	const { id, list } = active.screen;
	if (list === 'log') return onLog(scene, id, frame.body, inside);
	if (open === undefined) return onTable(scene, id, frame.body, inside);
	const drawn = objectRows(selection, frame.body.columns, scene.theme)[tabsRowAt];
	return (inside.y === tabsRowAt && onTab(scene, drawn, inside.x)) || { on: 'object' };
};
