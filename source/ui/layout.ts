// Places the panes of the main screen: takes the size of the terminal and the panes wanted, gives their rectangles.

import { leastSize, roomyColumns, wideColumns } from '../format/screen-sizes.ts';
import type { Pane } from './ui-state.ts';

/** A part of the screen in cells; `x` and `y` count from 0. */
export type Rect = { x: number; y: number; columns: number; rows: number };

/** The parts of every full screen: header, body, footer. */
export type Frame = { header: Rect; body: Rect; footer: Rect };

/** The main screen; a pane without a rectangle is not shown. */
export type MainLayout = Frame & { servers?: Rect; detail?: Rect; events?: Rect; divider?: Rect };

export type LayoutOptions = {
	/** Rows in the server table. */
	servers: number;
	/** Rows of the pane in the middle, where it has as many as it needs: then no pane stands beside another. */
	middle?: number;
	/** False hides the detail pane. */
	detail: boolean;
	focus: Pane;
	/** The focused pane takes the whole body. */
	zoom: boolean;
};

/** Header, body and footer, or `undefined` where the terminal is too small for anything but saying so. */
export const frame = (columns: number, rows: number): Frame | undefined => {
	if (columns < leastSize.columns || rows < leastSize.rows) return undefined;
	const head = columns < roomyColumns ? 1 : 2;
	return {
		header: { x: 0, y: 0, columns, rows: head },
		body: { x: 0, y: head, columns, rows: rows - head - 1 },
		footer: { x: 0, y: rows - 1, columns, rows: 1 },
	};
};

/** Puts rectangles of the given heights under each other, from the top of an area. */
const stack = (area: Rect, ...heights: number[]): Rect[] => {
	let y = area.y;
	return heights.map((rows) => {
		const rect = { ...area, y, rows };
		y += rows;
		return rect;
	});
};

/** Rows of the servers pane, title and heads included: as many as it needs, less what the events need at least. */
const serversHeight = (screenRows: number, available: number, servers: number): number => {
	const needed = 2 + Math.max(1, servers);
	const leastEvents = screenRows < 20 ? 4 : 5;
	const most = screenRows < 30 ? available - leastEvents : Math.floor(screenRows * 0.45);
	return Math.min(needed, most);
};

/** Servers above events, the detail at full height on the right. */
const sideBySide = (base: Frame, rows: number, servers: number): MainLayout => {
	const { body } = base;
	const left = { ...body, columns: Math.floor(body.columns * 0.64) };
	const height = serversHeight(rows, body.rows, servers);
	const [serversRect, events] = stack(left, height, body.rows - height);
	const divider = { ...body, x: left.columns, columns: 1 };
	const x = left.columns + 1;
	return {
		...base,
		servers: serversRect,
		events,
		divider,
		detail: { ...body, x, columns: body.columns - x },
	};
};

/** Servers, detail and events under each other; on a short screen the detail gives way before the servers scroll. */
const stacked = (
	base: Frame,
	columns: number,
	rows: number,
	servers: number,
	detail: boolean,
): MainLayout => {
	const { body } = base;
	let detailRows = 0;
	if (detail) {
		const roomy = columns >= roomyColumns;
		const cramped = rows < 30 && 2 + servers > body.rows - 8 - 5;
		detailRows = roomy && !cramped ? 8 : 5;
	}
	const height = serversHeight(rows, body.rows - detailRows, servers);
	const [serversRect, detailRect, events] = stack(body, height, detailRows, body.rows - height - detailRows);
	return { ...base, servers: serversRect, events, ...(detail ? { detail: detailRect } : {}) };
};

/** Three panes under each other: the upper two have what they need, as long as the events keep a few rows. */
const inThree = (base: Frame, rows: number, upper: number, middle: number): MainLayout => {
	const { body } = base;
	const leastEvents = rows < 20 ? 4 : 5;
	const first = Math.min(2 + upper, body.rows - leastEvents);
	const second = Math.max(0, Math.min(middle, body.rows - leastEvents - first));
	const [serversRect, detailRect, events] = stack(body, first, second, body.rows - first - second);
	return { ...base, servers: serversRect, events, ...(second > 2 && { detail: detailRect }) };
};

/**
 * Arranges the main screen. Takes the terminal's size and what is wanted; gives rectangles that cover every cell once,
 * or `undefined` under 60x15. Servers shrink to their content; under 20 rows the detail is dropped.
 */
export const layout = (columns: number, rows: number, wish: LayoutOptions): MainLayout | undefined => {
	const base = frame(columns, rows);
	if (!base) return undefined;
	if (wish.zoom) return { ...base, [wish.focus]: base.body };
	const detail = wish.detail && rows >= 20;
	if (wish.middle !== undefined) return inThree(base, rows, wish.servers, detail ? wish.middle : 0);
	if (detail && columns >= wideColumns) return sideBySide(base, rows, wish.servers);
	return stacked(base, columns, rows, wish.servers, detail);
};
