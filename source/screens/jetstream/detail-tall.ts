// The pane about a server where it has the whole height: trends, streams that it leads, its meta group, what happened.

import { eventText } from '../../format/event-line.ts';
import { bytes, count, percent } from '../../format/number.ts';
import type { Piece } from '../../format/pieces.ts';
import { condense, ownScale, sparkline } from '../../format/sparkline.ts';
import { fit, fitMiddle } from '../../format/text.ts';
import { clock, duration } from '../../format/time.ts';
import { healthOf } from '../../model/checks/trouble.ts';
import { markOf } from '../../model/health.ts';
import { peerSeverity } from '../../model/jetstream/meta-group.ts';
import {
	apiLine,
	type JetStreamView,
	judgedBy,
	leadsText,
	objectsLine,
	placeLine,
	streamName,
	viewRow,
} from './detail-lines.ts';
import { peerWord } from './words.ts';

type Figure = {
	label: string;
	used?: number;
	limit?: number;
	reserved?: number;
	checks: readonly string[];
	past: readonly number[];
};

/** ` STORE   740G of 1.0T   71%   reserved 532G`, and its trend in the row below. */
const trendRows = (view: JetStreamView, { label, used, limit, reserved, checks, past }: Figure): string[] => {
	const { glyphs, exact } = view.look;
	const of = limit === undefined ? '' : ` of ${bytes(limit, glyphs)}   ${percent(used, limit, glyphs)}`;
	const promised = reserved === undefined ? '' : `   reserved ${bytes(reserved, glyphs)}`;
	const { range, text } = ownScale(past, (value) => bytes(value, glyphs), glyphs);
	const cells = Math.max(0, view.width - 4 - (text === '' ? 0 : text.length + 2));
	return [
		viewRow(view, [
			fit(label, 8, glyphs),
			judgedBy(view, `${bytes(used, glyphs, exact)}${of}`, ...checks),
			promised,
		]),
		viewRow(view, [
			' ',
			{ text: sparkline(condense(past, cells), cells, glyphs, range), token: 'spark' },
			text === '' ? '' : `  ${text}`,
		]),
	];
};

/** Streams that are named at most. */
const mostStreams = 12;

const streamRows = (view: JetStreamView, room: number): string[] => {
	const { row, look, width } = view;
	const { glyphs } = look;
	const { held } = row;
	const led = held?.streams.filter(({ isLed }) => isLed) ?? [];
	const head = `STREAMS LED HERE ${held === undefined ? '' : count(held.led, glyphs)}`;
	const name = Math.max(12, width - 2 - 24);
	const heads = fit(head, name, glyphs) + ['BYTES', 'MSGS', 'LAG'].map((each) => each.padStart(8)).join('');
	const shown = led.slice(0, Math.max(1, Math.min(mostStreams, room - 3)));
	const more = (held?.led ?? 0) - shown.length;
	return [
		viewRow(view, [{ text: heads, token: 'title' }]),
		...(held === undefined ? [viewRow(view, [{ text: ' not asked yet', token: 'muted' }])] : []),
		...(held !== undefined && led.length === 0 ? [viewRow(view, [' none'])] : []),
		...shown.map((each) =>
			viewRow(view, [
				` ${fitMiddle(streamName(each, look), name - 1, glyphs)}`,
				bytes(each.bytes, glyphs).padStart(8),
				count(each.messages, glyphs).padStart(8),
				count(each.lag, glyphs).padStart(8),
			]),
		),
		...(more > 0 ? [viewRow(view, [` ${count(more, glyphs)} more`])] : []),
	];
};

const peerRows = (view: JetStreamView, room: number): string[] => {
	const { row, look, width } = view;
	const { glyphs } = look;
	if (row.group === undefined) return [];
	const { peers } = row.group;
	const name = Math.max(12, width - 2 - 34);
	const heads = `${fit('META PEERS', name, glyphs)}ROLE            LAG     SEEN`;
	const shown = peers.slice(0, Math.max(1, room - 2));
	return [
		viewRow(view, [{ text: heads, token: 'title' }]),
		...shown.map((peer) => {
			const health = healthOf(peerSeverity(peer));
			const role: Piece = {
				text: fit(`${peerWord(peer, glyphs)}${markOf(health)}`, 12, glyphs),
				...(health && { token: health }),
			};
			const lag = peer.state === 'leader' ? glyphs.none : count(peer.lag, glyphs);
			const seen = peer.active === undefined ? glyphs.none : duration(peer.active);
			return viewRow(view, [` ${fit(peer.name, name - 1, glyphs)}`, role, lag.padStart(7), seen.padStart(9)]);
		}),
		...(peers.length > shown.length ? [viewRow(view, [` ${peers.length - shown.length} more`])] : []),
	];
};

const eventRows = (view: JetStreamView, room: number): string[] => {
	const { look, row, width } = view;
	const { glyphs, now, nameFor, events } = look;
	const own = events.filter(
		({ server, serverName, text }) =>
			(server?.name ?? serverName) === row.server.info.name || text?.includes(row.server.info.name),
	);
	if (room < 2) return [];
	return [
		viewRow(view, [{ text: 'EVENTS', token: 'title' }]),
		...(own.length === 0 ? [viewRow(view, [' None since natstop began to listen.'])] : []),
		...own.slice(-(room - 1)).map((event) => {
			const sign = event.severity === 'error' ? glyphs.down : event.severity === 'warn' ? '!' : ' ';
			const text = eventText(event, { nameOf: nameFor, glyphs, now });
			return fit(`  ${clock(event.lastAt)} ${sign} ${event.kind.padEnd(10)} ${text}`, width, glyphs);
		}),
	];
};

/** Rows under the title, as many as there is room for. */
export const tallRows = (view: JetStreamView, room: number): string[] => {
	const { row, look, width } = view;
	const { storage, maxStorage, reservedStorage, memory, maxMemory, reservedMemory } =
		row.server.statsz?.jetstream ?? {};
	const blank = ' '.repeat(width);
	const above = [
		...trendRows(view, {
			...{ label: 'STORE', used: storage, limit: maxStorage, reserved: reservedStorage },
			...{ checks: ['js-storage', 'js-reserved'], past: row.trends.storage },
		}),
		...trendRows(view, {
			...{ label: 'MEM', used: memory, limit: maxMemory, reserved: reservedMemory },
			...{ checks: ['js-memory'], past: row.trends.memory },
		}),
		apiLine(view),
		objectsLine(view, look.rows),
		viewRow(view, [leadsText(row, look.rows, look)]),
		placeLine(view),
		blank,
	];
	const streams = streamRows(view, Math.max(3, Math.floor((room - above.length) / 2)));
	const peers = peerRows(view, Math.max(3, room - above.length - streams.length - 6));
	const before = [...above, ...streams, ...(peers.length > 0 ? [blank, ...peers] : []), blank];
	return [...before, ...eventRows(view, room - before.length)];
};
