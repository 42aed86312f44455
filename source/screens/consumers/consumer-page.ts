// The screen of one consumer: what is wrong, what it did, its replicas, how it is configured, and what happened to it.

import { consumerJson } from '../../format/consumer-json.ts';
import { eventText } from '../../format/event-line.ts';
import { jsonLines } from '../../format/json.ts';
import { fillRows, paneTitle } from '../../format/pane-title.ts';
import { type Piece, pieceRow } from '../../format/pieces.ts';
import { width as cellsOf, cutText, fit } from '../../format/text.ts';
import { age, clock } from '../../format/time.ts';
import type { LoggedEvent } from '../../model/event.ts';
import type { Consumer } from '../../model/jetstream/consumer.ts';
import type { Opened, OpenedView } from '../../table/list-state.ts';
import { memoizeLast } from '../../table/memoize-last.ts';
import type { Size } from '../screen.ts';
import { consumerTitle } from './detail.ts';
import { aboutLine, type ConsumerView, countsLine, lookLine, sentenceRows } from './detail-lines.ts';
import type { ConsumerLook } from './facts.ts';
import { replicaRows } from './replica-table.ts';
import type { ConsumersSnapshot } from './snapshot.ts';
import { sparkRows } from './sparks.ts';

export const consumerTabs = ['overview', 'config', 'events'] as const;

/** Advisories name stream and consumer in their subject; neither can hold a dot. */
const eventsOf = memoizeLast(
	(
		events: readonly LoggedEvent[] | undefined,
		account: string,
		stream: string,
		consumer: string,
	): readonly LoggedEvent[] =>
		(events ?? []).filter(
			(event) =>
				event.account === account &&
				event.subject?.startsWith('$JS.EVENT.ADVISORY.CONSUMER.') === true &&
				event.subject.endsWith(`.${stream}.${consumer}`),
		),
);

const eventLine = (event: LoggedEvent, { look, width }: ConsumerView): string => {
	const { glyphs, nameFor, now } = look;
	const text = eventText(event, { nameOf: nameFor, glyphs, now });
	const sign = event.severity === 'info' ? ' ' : event.severity === 'warn' ? '!' : glyphs.down;
	return fit(` ${clock(event.lastAt)} ${sign} ${event.kind.padEnd(10)} ${text}`, width, glyphs);
};

const tabsLine = (tab: string, events: number, { row, look, width }: ConsumerView): string => {
	const names = consumerTabs.map((id): Piece => {
		const text = `${id.charAt(0).toUpperCase()}${id.slice(1)}${id === 'events' ? ` ${events}` : ''}`;
		return id === tab ? { text: ` [${text}]`, token: 'title' } : `  ${text} `;
	});
	const used = names.reduce((sum, each) => sum + cellsOf(typeof each === 'string' ? each : each.text), 0);
	const told = `${row.toldBy.server} ${age(Math.max(0, look.now - row.toldBy.at))} ago `;
	const gap = width - used - cellsOf(told);
	const right: Piece[] = gap > 0 ? [' '.repeat(gap), { text: told, token: 'muted' }] : [];
	return pieceRow([...names, ...right], width, look.theme);
};

const configRows = (view: ConsumerView): string[] => {
	const { row, look, width } = view;
	const all = row.config?.all ?? new Map<string, string>();
	if (all.size === 0) return [fit(' No server has told of its configuration yet.', width, look.glyphs)];
	const longest = Math.min(32, Math.max(...[...all.keys()].map(cellsOf)));
	return [...all].map(([name, value]) =>
		fit(` ${fit(name, longest, look.glyphs)}  ${value}`, width, look.glyphs),
	);
};

const overviewRows = (view: ConsumerView, events: readonly LoggedEvent[], height: number): string[] => {
	const { look, width } = view;
	const blank = ' '.repeat(width);
	const about = aboutLine(view);
	const above = [
		...sentenceRows(view, 6),
		blank,
		...sparkRows(view),
		countsLine(view),
		...(about === undefined ? [] : [about]),
		...replicaRows(view),
		lookLine(view),
	];
	const room = Math.max(3, height - above.length);
	const title = paneTitle({
		...{ title: 'Events of this consumer', right: String(events.length), columns: width },
		...{ focused: false, theme: look.theme },
	});
	const none = fit(' None since natstop began to listen.', width, look.glyphs);
	const newest = events.slice(-(room - 1)).map((event) => eventLine(event, view));
	return [...above, title, ...(newest.length === 0 ? [none] : newest)];
};

const rawRows = memoizeLast((row: Consumer, width: number): readonly string[] =>
	jsonLines(consumerJson(row), width - 2).flatMap((line) => cutText(line, width - 2)),
);

/** The screen between header and footer, how many of its rows scroll, and how far. */
export const consumerPage = (
	row: Consumer | undefined,
	{ tab, raw, scroll }: Opened,
	{ width, height }: Size,
	look: ConsumerLook,
	snapshot: ConsumersSnapshot,
): OpenedView => {
	if (row === undefined) return { rows: [], page: 1, last: 0 };
	const view = { row, look, width };
	const events = eventsOf(snapshot.events, row.account, row.stream, row.consumer);
	const head = [consumerTitle(view, true), tabsLine(tab, events.length, view)];
	const page = Math.max(1, height - head.length);
	const all = (): readonly string[] => {
		if (raw) return rawRows(row, width).map((line) => fit(` ${line}`, width, look.glyphs));
		if (tab === 'config') return configRows(view);
		if (tab === 'events') return events.map((event) => eventLine(event, view));
		return overviewRows(view, events, page);
	};
	const lines = all();
	const last = Math.max(0, lines.length - page);
	const from = Math.min(last, scroll);
	return { rows: fillRows([...head, ...lines.slice(from, from + page)], height, width), page, last };
};
