// The log pane: newest at the bottom, following until someone looks back.

import { useState } from 'react';
import { count } from '../format/number.ts';
import { fit, wrapText } from '../format/text.ts';
import { zonedClock } from '../format/time.ts';
import { roomyColumns } from '../layout.ts';
import type { LoggedEvent } from '../model/event.ts';
import type { EventLogSnapshot } from '../model/event-log.ts';
import { zoneAt } from '../model/local-time.ts';
import type { Theme, Token } from '../theme.ts';
import { eventRow } from './event-row.ts';
import { type EventAnchor, type EventSlice, eventSlice } from './event-slice.ts';
import { fillRows, paneTitle } from './pane.tsx';
import { Rows } from './rows.tsx';

export type EventLogProps = {
	/** What the filter and the kinds let through, oldest first. */
	events: readonly LoggedEvent[];
	/** True where the filter has not come to all of them yet. */
	unfinished?: boolean;
	/** Events that are kept, shown or not. */
	total: number;
	/** Events that fell off, of each part of the log. */
	dropped: EventLogSnapshot['dropped'];
	/** Events a second. */
	rate: number;
	/** When natstop began to listen. */
	since: number;
	filter: string;
	/** `seq` of the selected event; absent while following. */
	cursor?: number;
	/** Columns the text is scrolled to the left. */
	offset: number;
	serverColumns?: number;
	/** Set while nothing new is shown, and why. */
	halted?: 'paused' | 'waiting';
	nameOf: (account: string) => string;
	now: number;
	focused: boolean;
	columns: number;
	/** Height of the pane, its title included. */
	rows: number;
	theme: Theme;
};

/** From this width on the title has room for the rate. */
const rateColumns = 120;

const stateOf = (props: EventLogProps, slice: EventSlice): string => {
	if (props.halted) return props.halted;
	if (slice.selected === undefined) return 'following';
	const { dot, sortDown } = props.theme.glyphs;
	return slice.newer > 0 ? `not following ${dot} ${sortDown} ${slice.newer} new` : 'not following';
};

const titleRow = (props: EventLogProps, slice: EventSlice): string => {
	const { events, total, dropped, rate, filter, columns, theme } = props;
	const { glyphs } = theme;
	const wide = columns >= rateColumns;
	const state = stateOf(props, slice);
	// Where the header is too narrow for a clock nobody else names the zone.
	const zone =
		columns < roomyColumns ? `${zoneAt(props.now)}${slice.selected === undefined ? '  ' : '   '}` : '';
	const gap = slice.selected === undefined ? '  ' : '   ';
	const sized =
		filter !== '' || wide || events.length !== total ? `${events.length} of ${total}` : String(total);
	const size = props.unfinished ? `${sized} so far` : sized;
	const fallen = dropped.clients + dropped.jetstream + dropped.servers;
	const lost =
		fallen > 0 && (wide || slice.selected === undefined) ? `   dropped ${count(fallen, glyphs)}` : '';
	const speed = wide ? `   ${count(rate, glyphs)}/s` : '';
	const token: Token = slice.newer > 0 || props.halted ? 'info' : 'muted';
	return paneTitle({
		title: filter === '' ? '3 Events' : `3 Events   /${filter}`,
		right: `${zone}${state}${gap}${size}${lost}${speed}`,
		mark: { text: state, token },
		columns,
		focused: props.focused,
		theme,
	});
};

/** Why the list is empty, and what to do about it. */
const emptyText = ({ total, filter, since, unfinished }: EventLogProps): string => {
	if (total === 0) return `No events since ${zonedClock(since)}. Older servers send none for the $G account.`;
	if (unfinished) return `No event matches "${filter}" so far.`;
	if (filter !== '') return `No event matches "${filter}".  Esc clears the filter.`;
	return `${total === 1 ? 'The one event is' : `All ${total} events are`} of a kind that is off.  t chooses kinds.`;
};

const emptyRows = (props: EventLogProps): string[] => {
	const { columns, theme } = props;
	const text = emptyText(props);
	const lines = text.length <= columns - 2 ? [text] : wrapText(text, columns - 2);
	return lines.map((line) => theme.paint('muted', fit(` ${line}`, columns, theme.glyphs)));
};

/** The pane as `rows` rows of exactly `columns`; `slice` is of its `rows - 1` rows. */
export const eventLogRows = (props: EventLogProps, slice: EventSlice): string[] => {
	const { events, columns, rows, nameOf, now, offset, theme, serverColumns } = props;
	const lines = Array.from({ length: rows - 1 }, (_, row) => {
		const position = slice.start + row;
		const event = events[position];
		if (event === undefined) return ' '.repeat(columns);
		const selected = position === slice.selected;
		return eventRow(event, columns, { nameOf, now, offset, selected, theme, serverColumns });
	});
	const body = events.length === 0 ? fillRows(emptyRows(props), rows - 1, columns) : lines;
	return [titleRow(props, slice), ...body];
};

/** The pane; it remembers which event its view hangs on from one picture to the next. */
export const EventLogPane = (props: EventLogProps) => {
	const [hung, setHung] = useState<{ filter: string; anchor?: EventAnchor }>({ filter: props.filter });
	const before = hung.filter === props.filter ? hung.anchor : undefined;
	const slice = eventSlice(props.events, props.rows - 1, props.cursor, before);
	const { anchor } = slice;
	if (hung.filter !== props.filter || hung.anchor?.seq !== anchor?.seq || hung.anchor?.row !== anchor?.row) {
		setHung({ filter: props.filter, ...(anchor ? { anchor } : {}) });
	}
	return <Rows lines={eventLogRows(props, slice)} />;
};
