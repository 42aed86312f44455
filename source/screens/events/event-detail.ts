// One event in full: its fields in words, or what the server published, as JSON.

import { eventDetail } from '../../format/event-line.ts';
import { jsonLines } from '../../format/json.ts';
import { fillRows, paneTitle } from '../../format/pane-title.ts';
import { roomyColumns } from '../../format/screen-sizes.ts';
import { cutText, fit, width, wrapText } from '../../format/text.ts';
import type { LoggedEvent } from '../../model/event.ts';
import type { OpenedView } from '../../table/list-state.ts';
import type { Theme } from '../../theme.ts';

export type EventDetailProps = {
	/** Absent where no event is selected. */
	event?: LoggedEvent;
	raw: boolean;
	/** Lines scrolled away. */
	scroll: number;
	nameOf: (account: string) => string;
	now: number;
	focused: boolean;
	columns: number;
	/** Height of the pane, its title included. */
	rows: number;
	theme: Theme;
};

/** Cells before the value of a field. */
const valueAt = 11;

/** The fields as label and value; what is long goes on in the next row, as it may be copied. */
const fieldLines = (event: LoggedEvent, props: EventDetailProps): string[] => {
	const { columns, theme, nameOf, now } = props;
	const { glyphs, paint } = theme;
	const room = columns - valueAt - 1;
	return eventDetail(event, { nameOf, glyphs, now }).flatMap(({ label, value }) => {
		const parts = width(value) <= room ? [value] : wrapText(value, room);
		return parts.map((part, index) => {
			const head = index === 0 ? paint('muted', ` ${label.padEnd(valueAt - 1)}`) : ' '.repeat(valueAt);
			return head + fit(part, columns - valueAt, glyphs);
		});
	});
};

const rawLines = (event: LoggedEvent, { columns, theme }: EventDetailProps): string[] => {
	if (event.data === undefined) {
		return [
			theme.paint('muted', fit(' natstop made this event itself: there is no JSON.', columns, theme.glyphs)),
		];
	}
	return jsonLines(event.data, columns - 2)
		.flatMap((line) => cutText(line, columns - 2))
		.map((line) => fit(` ${line}`, columns, theme.glyphs));
};

const titleRow = (event: LoggedEvent | undefined, scrolled: string, props: EventDetailProps): string => {
	const { raw, columns, focused, theme } = props;
	const gap = columns >= roomyColumns ? '   ' : '  ';
	const form = raw ? 'v fields' : 'v raw JSON';
	const keys = [scrolled, form, 'y copy', `${theme.glyphs.enter} close`].filter((part) => part !== '');
	const subject = columns >= roomyColumns && event?.subject ? `  ${event.subject}` : '';
	return paneTitle({
		title: event ? `${event.kind}${subject}` : 'No event',
		right: keys.join(gap),
		columns,
		focused,
		theme,
	});
};

/** Rows of JSON worth showing under the fields. */
const leastJson = 8;

/** The fields, and the JSON under them where there is room for both. */
const linesOf = (event: LoggedEvent, props: EventDetailProps): string[] => {
	const { raw, rows, columns, theme } = props;
	if (raw) return rawLines(event, props);
	const fields = fieldLines(event, props);
	if (event.data === undefined || rows - 1 - fields.length - 2 < leastJson) return fields;
	const title = paneTitle({ title: 'JSON', columns, focused: false, theme });
	return [...fields, ' '.repeat(columns), title, ...rawLines(event, props)];
};

/** The pane as `rows` rows of exactly `columns`, how many of its lines scroll, and how far. */
export const eventDetailView = (props: EventDetailProps): OpenedView => {
	const { event, scroll, columns, rows, theme } = props;
	const room = Math.max(1, rows - 1);
	if (event === undefined) {
		const text = fit(' No event is selected.', columns, theme.glyphs);
		const lines = [titleRow(event, '', props), theme.paint('muted', text)];
		return { rows: fillRows(lines, rows, columns), page: room, last: 0 };
	}
	const lines = linesOf(event, props);
	const last = Math.max(0, lines.length - room);
	const start = Math.max(0, Math.min(scroll, last));
	const part = `${start + 1}${theme.glyphs.range}${Math.min(lines.length, start + room)} of ${lines.length}`;
	const title = titleRow(event, lines.length > room ? part : '', props);
	return { rows: fillRows([title, ...lines.slice(start, start + room)], rows, columns), page: room, last };
};
