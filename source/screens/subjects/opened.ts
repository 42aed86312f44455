// A subject on the whole screen: everybody who listens, the busiest first, and the streams and consumers beside it.

import { jsonLines } from '../../format/json.ts';
import { count } from '../../format/number.ts';
import { fillRows, paneTitle } from '../../format/pane-title.ts';
import { fit, fitMiddle } from '../../format/text.ts';
import { countWords } from '../../model/count-words.ts';
import type { SubjectRow } from '../../model/subjects/subject-row.ts';
import type { Opened, OpenedView } from '../../table/list-state.ts';
import type { Size } from '../screen.ts';
import { subjectDetail } from './detail.ts';
import type { SubjectLook } from './facts.ts';
import { subjectJson } from './json.ts';

/** Rows of what is said of it before the listeners. */
const headRows = 4;

const listenerRows = (
	{ listeners, connections, rate }: SubjectRow,
	width: number,
	look: SubjectLook,
): string[] => {
	const { glyphs, theme } = look;
	const [nameCells, serverCells] = [Math.max(12, Math.min(32, width - 46)), 16];
	const line = (name: string, cid: string, server: string, out: string, share: string): string =>
		fit(
			`  ${fitMiddle(name, nameCells, glyphs)} ${cid.padStart(8)} ${fitMiddle(server, serverCells, glyphs)} ${out.padStart(8)} ${share.padStart(5)}`,
			width,
			glyphs,
		);
	const shareOf = (part: number | undefined): string =>
		part === undefined || !rate ? glyphs.none : `${Math.round((part / rate) * 100)}%`;
	const rows = listeners.map(({ name, cid, server, rate: own }) =>
		line(
			name ?? glyphs.none,
			String(cid),
			server,
			own === undefined ? glyphs.none : count(own, glyphs),
			shareOf(own),
		),
	);
	const left = connections - listeners.length;
	return [
		theme.paint('muted', line('NAME', 'CID', 'SERVER', 'OUT/s', 'SHARE')),
		...rows,
		...(left > 0
			? [
					theme.paint(
						'muted',
						fit(`  and ${countWords(left, 'connection')} more; 4 lists them`, width, glyphs),
					),
				]
			: []),
	];
};

export const subjectOpened = (
	row: SubjectRow | undefined,
	{ raw, scroll }: Opened,
	{ width, height }: Size,
	look: SubjectLook,
): OpenedView => {
	if (row === undefined) return { rows: [], page: 1, last: 0 };
	const { glyphs, theme } = look;
	const [title = '', ...head] = subjectDetail(row, { width, height: headRows + 1 }, look, true);
	const lines = raw
		? jsonLines(subjectJson(row), width - 2).map((line) => fit(` ${line}`, width, glyphs))
		: [
				...head,
				paneTitle({ title: 'Who listens', columns: width, focused: false, theme }),
				...listenerRows(row, width, look),
			];
	const page = Math.max(1, height - 1);
	const last = Math.max(0, lines.length - page);
	const start = Math.min(last, scroll);
	return { rows: fillRows([title, ...lines.slice(start, start + page)], height, width), page, last };
};
