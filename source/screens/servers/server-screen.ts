// The screen of one server: tabs on a narrow screen, one page on a wide one, two columns on the widest.

import { firstFitting } from '../../format/cell.ts';
import { fillRows, paneTitle } from '../../format/pane-title.ts';
import { roomyColumns, wideColumns } from '../../format/screen-sizes.ts';
import { cutText, fitMiddle, joinSides, width } from '../../format/text.ts';
import { age, dateTime, uptime, zonedClock } from '../../format/time.ts';
import { ageOf, uptimeOf } from '../../model/server-facts.ts';
import type { OpenedView } from '../../table/list-state.ts';
import { tagsText } from './identity-rows.ts';
import type { ServerBody, ServerScreenProps } from './server-body.ts';
import { serverPage } from './server-page.ts';
import { serverTab, tabsRow } from './server-tabs.ts';
import { serverTwoColumns } from './server-two-columns.ts';
import { modeWords } from './server-view.ts';
import { stateMark, stateNotes } from './state-mark.ts';

const titleRow = (props: ServerScreenProps): string => {
	const { row, columns, theme, now, asOf, troubles } = props;
	const { info } = row;
	const { glyphs } = theme;
	const roomy = columns >= roomyColumns;
	const gap = roomy ? '   ' : '  ';
	const state = stateMark(row, glyphs, troubles);
	const join = (...words: string[]): string => words.filter((word) => word !== '').join(gap);
	const heard = `${roomy ? 'statsz ' : ''}${age(ageOf(row, now), glyphs)} ago`;
	const modes = modeWords(props);
	const right =
		asOf === undefined
			? join(
					...modes,
					info.version ?? '',
					columns >= wideColumns ? `started ${dateTime(row.statsz?.start, glyphs)}` : '',
					`up ${uptime(uptimeOf(row, now), glyphs)}`,
					heard,
				)
			: join(...modes, `as of ${zonedClock(asOf)}`, info.version ?? '');
	const room = columns - width(right) - 12;
	const name = fitMiddle(info.name, Math.min(width(info.name), room - 3 - width(state.text)), glyphs);
	const notes = stateNotes(row, now, troubles);
	const heads = notes.map((note) => join(`${name}   ${state.text}`, note));
	const [head = ''] = heads;
	const where = join(
		info.host ?? '',
		columns >= wideColumns && info.cluster ? `cluster ${info.cluster}` : '',
	);
	const title = firstFitting(
		[
			...(columns >= wideColumns ? [join(head, info.id, where, tagsText(row))] : []),
			...(roomy ? [join(head, fitMiddle(info.id, 15, glyphs), where)] : []),
			...heads,
		],
		room,
	);
	return paneTitle({ title, right, mark: state, columns, focused: true, theme });
};

const rawBody = (lines: readonly string[], columns: number): ServerBody => ({
	above: [],
	scrolled: lines
		.flatMap((line) => cutText(line, columns - 2))
		.map((line) => joinSides(` ${line}`, '', columns)),
	below: [],
	start: 0,
});

const bodyOf = (props: ServerScreenProps): ServerBody => {
	const { columns, rawLines } = props;
	if (rawLines) return rawBody(rawLines, columns);
	if (columns >= wideColumns) return serverTwoColumns(props);
	return columns >= roomyColumns ? serverPage(props) : serverTab(props, tabsRow(props));
};

/** The screen between header and footer, how many of its rows scroll, and how far. */
export const serverScreen = (props: ServerScreenProps): OpenedView => {
	const { columns, rows } = props;
	const body = bodyOf(props);
	const page = Math.max(1, rows - 1 - body.above.length - body.below.length);
	const furthest = Math.max(0, body.scrolled.length - page);
	const start = Math.min(furthest, body.start + props.scroll);
	const view = fillRows(body.scrolled.slice(start, start + page), page, columns);
	return {
		rows: fillRows([titleRow(props), ...body.above, ...view, ...body.below], rows, columns),
		page,
		last: Math.max(0, furthest - body.start),
	};
};
