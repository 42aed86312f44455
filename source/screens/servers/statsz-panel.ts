// The detail pane: everything the last statsz of the selected server said, as far as there is room.

import { fillRows, paneTitle } from '../../format/pane-title.ts';
import { pieceRow } from '../../format/pieces.ts';
import { fit, fitMiddle, shortId, width } from '../../format/text.ts';
import { age, uptime, zonedClock } from '../../format/time.ts';
import { healthOf, troublesOf } from '../../model/checks/trouble.ts';
import type { ServerRow } from '../../model/fleet.ts';
import { ageOf, uptimeOf } from '../../model/server-facts.ts';
import { modeWords, type ServerView } from './server-view.ts';
import { stateMark, stateNote, stateNotes } from './state-mark.ts';
import { fourLines } from './statsz-lines.ts';
import { mediumLines } from './statsz-medium.ts';
import { statszPage } from './statsz-page.ts';

export type StatszPanelProps = Omit<ServerView, 'row'> & {
	/** The selected server; absent while there is none. */
	row?: ServerRow;
	/** The time since which the screen stands still, paused or disconnected; absent while it is live. */
	asOf?: number;
	focused: boolean;
	columns: number;
	/** Height of the pane, title included. */
	rows: number;
};

/** The first list of words whose text leaves room for the title. */
const longestFitting = (variants: readonly (readonly string[])[], gap: string, room: number): string =>
	variants
		.map((words) => words.filter((word) => word !== '').join(gap))
		.find((text) => text.length <= room) ?? '';

const titleRow = (props: StatszPanelProps, row: ServerRow): string => {
	const { columns, theme, now, asOf, focused, troubles } = props;
	const { glyphs } = theme;
	const roomy = columns >= 100;
	// A long name leaves room for the state and the age, which are nowhere else in this pane.
	const most = Math.floor(columns * 0.4);
	const name = fitMiddle(row.info.name, Math.min(width(row.info.name), most), glyphs);
	const title = `2 ${name}${roomy ? `  ${shortId(row.info.id, glyphs)}` : ''}`;
	const version = row.info.version ?? '';
	const state = stateMark(row, glyphs, troubles);
	const [note = '', ...shorter] = stateNotes(row, now, troubles);
	const up = `up ${uptime(uptimeOf(row, now), glyphs)}`;
	const heard = `${roomy ? 'statsz ' : ''}${age(ageOf(row, now), glyphs)} ago`;
	const aged = asOf === undefined ? '' : `as of ${zonedClock(asOf)}`;
	const modes = modeWords(props);
	const words =
		asOf === undefined
			? [
					[...modes, state.text, note, version, up, heard],
					[...modes, state.text, note, version, heard],
					[...modes, state.text, note, heard],
					...shorter.map((text) => [...modes, state.text, text, heard]),
					[state.text, heard],
					[state.text],
				]
			: [
					[...modes, note, aged, version],
					...shorter.map((text) => [...modes, text, aged, version]),
					[...modes, aged],
					[aged],
				];
	return paneTitle({
		title,
		right: longestFitting(words, roomy ? '   ' : '  ', columns - width(title) - 10),
		mark: asOf === undefined ? state : { text: aged, token: 'info' },
		columns,
		focused,
		theme,
	});
};

/** Which form fits: the whole page from 15 rows on, seven lines in a wide pane, else four. */
const body = (view: ServerView, columns: number, rows: number): string[] => {
	if (rows >= 15) return statszPage(view, columns, rows);
	return rows >= 7 && columns >= 100 ? mediumLines(view, columns) : fourLines(view, columns);
};

/** The pane as `rows` rows of exactly `columns`. */
export const statszPanelRows = (props: StatszPanelProps): string[] => {
	const { row, columns, rows, theme, focused } = props;
	if (!row) {
		const text = theme.paint('muted', fit(' No server is selected.', columns, theme.glyphs));
		return fillRows([paneTitle({ title: '2 Detail', columns, focused, theme }), text], rows, columns);
	}
	const title = titleRow(props, row);
	const lines = body({ ...props, row }, columns, rows - 1);
	const { troubles = troublesOf(row) } = props;
	const note = stateNote(row, props.now, troubles);
	if (props.asOf !== undefined || rows > 15 || title.includes(note))
		return fillRows([title, ...lines], rows, columns);
	// Traffic gives way to trouble: the table tells it too.
	const trouble = pieceRow(
		[' ', { text: note, token: healthOf(troubles[0]?.severity) ?? 'warn' }],
		columns,
		theme,
	);
	return fillRows([title, trouble, ...lines.filter((_, index) => index !== 1)], rows, columns);
};
