// The pane about the selected server: what JetStream stores, is asked and leads there, and what is wrong with it.

import { emptyPane, fillRows, paneTitle } from '../../format/pane-title.ts';
import { width as cellsOf, fitMiddle, wrapText } from '../../format/text.ts';
import { healthOf } from '../../model/checks/trouble.ts';
import { stateWords } from '../../model/server-facts.ts';
import type { Size } from '../screen.ts';
import {
	apiLine,
	biggestLine,
	type JetStreamView,
	leadsText,
	objectsLine,
	placeLine,
	storeLine,
	troublePieces,
	viewRow,
} from './detail-lines.ts';
import { tallRows } from './detail-tall.ts';
import { type JetStreamLook, troublesOfRow } from './facts.ts';
import type { JetStreamRow } from './snapshot.ts';

/** From so many rows on there is room for more than lines. */
const tallPane = 14;

/** Why there is nothing to say of JetStream on a server; nothing where there is. */
const offText = ({ isOn, server }: JetStreamRow): string | undefined => {
	if (server.statsz?.jetstream !== undefined) return undefined;
	const { name, version = '' } = server.info;
	if (isOn === false) return `JetStream is off on ${name}.`;
	return isOn
		? `JetStream is on; nats-server ${version} does not tell what it uses.`
		: `${name} has told nothing of JetStream yet.`;
};

const lines = (view: JetStreamView, rows: number): string[] => {
	const { row, look } = view;
	const troubles = troublesOfRow(row, look);
	const trouble = troubles.length === 0 ? undefined : viewRow(view, troublePieces(troubles, look));
	const off = offText(row);
	const leads = viewRow(view, [`${leadsText(row, look.rows, look)}.`]);
	const wanted =
		off !== undefined
			? [viewRow(view, [off])]
			: rows < 5
				? [storeLine(view), apiLine(view), biggestLine(view), leads]
				: [storeLine(view), apiLine(view), objectsLine(view, look.rows), biggestLine(view), placeLine(view)];
	// The sentence about what is wrong stands last, whatever has to give way to it.
	return trouble === undefined ? wanted : [...wanted.slice(0, Math.max(0, rows - 1)), trouble];
};

const whole = (view: JetStreamView, rows: number): string[] => {
	const { row, look, width } = view;
	const off = offText(row);
	const troubles = troublesOfRow(row, look).flatMap(({ severity, text }) =>
		wrapText(`${severity === 'critical' ? look.glyphs.down : '!'} ${text}.`, width - 2).map((line) =>
			viewRow(view, [{ text: line, token: healthOf(severity) }]),
		),
	);
	if (off !== undefined) return [...troubles, viewRow(view, [off])];
	return [...troubles, ...tallRows(view, rows - troubles.length)];
};

/** The pane, title included, exactly of its size. */
export const jetStreamDetail = (
	row: JetStreamRow | undefined,
	{ width, height }: Size,
	look: JetStreamLook,
	focused: boolean,
): string[] => {
	const { theme, glyphs } = look;
	if (row === undefined) return emptyPane('Nothing is selected', { width, height }, focused, theme);
	const { name } = row.server.info;
	const [worst, ...others] = troublesOfRow(row, look);
	const words = worst ? `${worst.check}${others.length > 0 ? ` and ${others.length} more` : ''}` : '';
	const state = row.server.state === 'ok' ? '' : stateWords[row.server.state];
	const title = paneTitle({
		...{ title: fitMiddle(name, Math.min(cellsOf(name), 32), glyphs), columns: width, focused, theme },
		right: [words, state].filter((part) => part !== '').join('   '),
		...(worst && { mark: { text: words, token: healthOf(worst.severity) ?? 'text' } }),
	});
	const view = { row, look, width };
	const rest = height < tallPane ? lines(view, height - 1) : whole(view, height - 1);
	return fillRows([title, ...rest], height, width);
};
