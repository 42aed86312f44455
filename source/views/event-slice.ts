// Which part of the log is in view: hung on an event, so that neither new events nor a trimmed ring can move it.

import type { LoggedEvent } from '../model/event.ts';

/** The event a view hangs on and the row it is drawn in, counted from the top of the list. */
export type EventAnchor = { seq: number; row: number };

export type EventSlice = {
	/** Position of the event in the first row; below 0 where rows above the oldest one stay blank. */
	start: number;
	/** Position of the selected event; absent while following. */
	selected?: number;
	/** Shown events that came after the selected one. */
	newer: number;
	/** To hand in the next time. */
	anchor?: EventAnchor;
};

/** Position of the first event with at least this number; the length when there is none. */
const positionOf = (events: readonly LoggedEvent[], seq: number): number => {
	let low = 0;
	let high = events.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((events[middle]?.seq ?? 0) < seq) low = middle + 1;
		else high = middle;
	}
	return low;
};

/** As far up or down as the list goes, so that no row is blank that could show an event. */
const within = (start: number, length: number, rows: number): number =>
	Math.max(0, Math.min(start, length - rows));

/** Where the view hung before starts now; in the middle of the list when there was none or its event is gone. */
const hungStart = (
	events: readonly LoggedEvent[],
	selected: number,
	rows: number,
	anchor: EventAnchor | undefined,
): number => {
	const at = anchor === undefined ? events.length : positionOf(events, anchor.seq);
	if (anchor === undefined || events[at]?.seq !== anchor.seq) {
		return within(selected - Math.floor(rows / 2), events.length, rows);
	}
	const start = at - anchor.row;
	if (selected < start) return selected;
	if (selected >= start + rows) return selected - rows + 1;
	return start;
};

/**
 * The slice for a list (by rising `seq`) of `rows` rows. Without a cursor the newest events are in view. With one, its
 * event keeps the row it had: what arrives goes below, what the ring drops leaves blank rows above, and only a cursor
 * moved out of view scrolls. A cursor whose event is gone or filtered out selects the next one that is there.
 */
export const eventSlice = (
	events: readonly LoggedEvent[],
	rows: number,
	cursor?: number,
	anchor?: EventAnchor,
): EventSlice => {
	const last = events.at(-1);
	if (cursor === undefined || last === undefined) {
		const start = Math.max(0, events.length - rows);
		return {
			start,
			newer: 0,
			...(last === undefined ? {} : { anchor: { seq: last.seq, row: events.length - 1 - start } }),
		};
	}
	const selected = Math.min(positionOf(events, cursor), events.length - 1);
	let start = hungStart(events, selected, rows, anchor);
	const seq = events[selected]?.seq ?? cursor;
	// Blank rows above are for an event that stands still; one that is moved to takes them back.
	if (start < 0 && anchor?.seq !== seq) start = 0;
	return { start, selected, newer: events.length - 1 - selected, anchor: { seq, row: selected - start } };
};
