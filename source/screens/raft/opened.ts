// One member of a meta group on the whole screen: what it says of its log, and every inner queue in which something waits.

import { jsonLines } from '../../format/json.ts';
import { fillRows, paneTitle } from '../../format/pane-title.ts';
import { fit } from '../../format/text.ts';
import { age } from '../../format/time.ts';
import { healthOf } from '../../model/checks/trouble.ts';
import type { Opened, OpenedView } from '../../table/list-state.ts';
import type { Size } from '../screen.ts';
import { raftTroubles, roleWord } from './columns.ts';
import { factsLine, queueRows, type RaftLook, troubleRows } from './detail.ts';
import { raftJson } from './json.ts';
import type { RaftRow } from './snapshot.ts';

/** The queues as lines of text, for the clipboard: the name, what waits, what is being worked on. */
export const queuesText = ({ queues }: RaftRow): string =>
	(queues?.list ?? []).map(({ name, pending = 0, busy = 0 }) => `${name}\t${pending}\t${busy}`).join('\n');

/** The screen between header and footer, how many of its rows scroll, and how far. */
export const raftOpened = (
	row: RaftRow | undefined,
	{ raw, scroll }: Opened,
	{ width, height }: Size,
	look: RaftLook,
): OpenedView => {
	if (row === undefined) return { rows: [], page: 1, last: 0 };
	const { theme, glyphs, now } = look;
	const view = { row, look, width };
	const troubles = raftTroubles(row, look);
	const [worst] = troubles;
	const mark = worst && `${worst.severity === 'critical' ? glyphs.down : '!'} ${worst.check}`;
	const { queues } = row;
	const told = queues === undefined ? [] : [`${age(Math.max(0, now - queues.at))} ago`];
	const title = paneTitle({
		...{ title: row.name, columns: width, focused: true, theme },
		right: [...(mark ? [mark] : []), roleWord(row) ?? glyphs.none, ...told].join('   '),
		...(worst && mark && { mark: { text: mark, token: healthOf(worst.severity) ?? 'text' } }),
	});
	const count = queues === undefined || queues.why !== undefined ? '' : `${queues.list.length} not empty`;
	const lines = raw
		? jsonLines(raftJson(row, troubles), width - 2).map((line) => fit(` ${line}`, width, glyphs))
		: [
				factsLine(view),
				...troubleRows(view),
				paneTitle({ title: 'Inner queues', right: count, columns: width, focused: false, theme }),
				...queueRows(view, Number.POSITIVE_INFINITY),
			];
	const page = Math.max(1, height - 1);
	const last = Math.max(0, lines.length - page);
	const start = Math.min(last, scroll);
	return { rows: fillRows([title, ...lines.slice(start, start + page)], height, width), page, last };
};
