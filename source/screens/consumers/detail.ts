// The pane about the selected consumer: what is wrong with it and since when, where it stands, who has it.

import { emptyPane, fillRows, paneTitle } from '../../format/pane-title.ts';
import { width as cellsOf, fitMiddle } from '../../format/text.ts';
import { clock, uptime } from '../../format/time.ts';
import { consumerWord } from '../../model/checks/consumer-checks.ts';
import { healthOf } from '../../model/checks/trouble.ts';
import type { Consumer } from '../../model/jetstream/consumer.ts';
import type { Size } from '../screen.ts';
import {
	aboutLine,
	type ConsumerView,
	countsLine,
	lookLine,
	replicasLine,
	sentenceRows,
} from './detail-lines.ts';
import { type ConsumerLook, consumerPath } from './facts.ts';
import { sparkRows } from './sparks.ts';

/** Rows of a pane, its title included: from so many on there is room for the sparks, and for everything. */
const [roomyPane, tallPane] = [7, 14];

/** The name with all that tells it from others. */
export const fullPath = (row: Consumer, look: ConsumerLook): string => consumerPath(row, look.nameOf);

/** `! acks full   since 12:00:40, 4m16s`. */
export const troubleWord = (
	row: Consumer,
	{ now, glyphs }: ConsumerLook,
): { mark: string; rest: string } | undefined => {
	const word = consumerWord(row);
	if (word === undefined) return undefined;
	const [worst] = row.troubles;
	const sign = worst === undefined ? '' : worst.severity === 'critical' ? `${glyphs.down} ` : '! ';
	const since =
		word.since === undefined ? '' : `   since ${clock(word.since)}, ${uptime(Math.max(0, now - word.since))}`;
	return { mark: sign + word.word, rest: since };
};

/** The title of the pane about it, and of its own screen. */
export const consumerTitle = (view: ConsumerView, focused: boolean): string => {
	const { row, look, width } = view;
	const { theme, glyphs, now } = look;
	const word = troubleWord(row, look);
	const up = row.created === undefined ? '' : `up ${uptime(Math.max(0, now - row.created))}`;
	const right = word === undefined ? up : word.mark + word.rest;
	const path = fullPath(row, look);
	const room = Math.max(12, width - cellsOf(right) - 10);
	const health = healthOf(row.troubles[0]?.severity);
	return paneTitle({
		...{
			title: fitMiddle(path, Math.min(cellsOf(path), room), glyphs),
			right,
			columns: width,
			focused,
			theme,
		},
		...(word && { mark: { text: word.mark, token: health ?? 'text' } }),
	});
};

const lines = (view: ConsumerView, rows: number): string[] => {
	const about = aboutLine(view);
	const others = [
		countsLine(view),
		...(rows >= roomyPane - 1 ? sparkRows(view).slice(0, 1) : []),
		replicasLine(view),
	];
	const above = sentenceRows(view, Math.max(1, Math.min(rows - 2, 3)));
	const left = Math.max(0, rows - above.length - 1);
	const below = [...others, ...(about === undefined ? [] : [about])].slice(0, left);
	return [...above, ...below, lookLine(view)].slice(0, rows);
};

const tall = (view: ConsumerView): string[] => {
	const about = aboutLine(view);
	const blank = ' '.repeat(view.width);
	return [
		...sentenceRows(view, 12),
		blank,
		...sparkRows(view),
		blank,
		countsLine(view),
		replicasLine(view),
		...(about === undefined ? [] : [about]),
		blank,
		lookLine(view),
	];
};

/** The pane, title included, exactly of its size. */
export const consumerDetail = (
	row: Consumer | undefined,
	{ width, height }: Size,
	look: ConsumerLook,
	focused: boolean,
): string[] => {
	const { theme } = look;
	if (row === undefined) return emptyPane('Nothing is selected', { width, height }, focused, theme);
	const view = { row, look, width };
	const title = consumerTitle(view, focused);
	return fillRows([title, ...(height < tallPane ? lines(view, height - 1) : tall(view))], height, width);
};
