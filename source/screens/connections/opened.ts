// One connection that has the whole screen: what goes on, who it is, what it listens to, and what happened to it.

import { firstFitting } from '../../format/cell.ts';
import { eventText } from '../../format/event-line.ts';
import { jsonLines } from '../../format/json.ts';
import { bytes, count } from '../../format/number.ts';
import { fillRows, paneTitle } from '../../format/pane-title.ts';
import { type Piece, pieceRow } from '../../format/pieces.ts';
import { ownScale, sparkline } from '../../format/sparkline.ts';
import { fit, wrapText } from '../../format/text.ts';
import { age, clock, dateTime, rtt, uptime } from '../../format/time.ts';
import { connectionName } from '../../model/connection.ts';
import type { ConnectionMetric } from '../../model/connection-history.ts';
import type { ConnectionRow } from '../../model/connection-row.ts';
import type { LoggedEvent } from '../../model/event.ts';
import type { Opened, OpenedView } from '../../table/list-state.ts';
import type { Size } from '../screen.ts';
import { identityParts } from './detail.ts';
import type { ConnectionLook } from './facts.ts';
import { connectionJson } from './json.ts';
import { connectionSentence } from './sentence.ts';
import type { ConnectionsSnapshot } from './snapshot.ts';
import { type Listened, listenedTo } from './subscriptions.ts';

export const connectionTabs = ['overview', 'subscriptions', 'events'] as const;

/** Rows below tabs from which on there is room for everything. */
const roomyRows = 18;

/** Who comes back does so within so many milliseconds. */
const backWithin = 30_000;

/** Events of this connection. */
const eventsOf = ({ last }: ConnectionRow, { events = [] }: ConnectionsSnapshot): readonly LoggedEvent[] =>
	events.filter(({ server, client }) => server?.id === last.server.id && client?.cid === last.cid);

/** The same client, connected anew after it ended. */
const backAs = (
	{ last, identity }: ConnectionRow,
	{ events = [] }: ConnectionsSnapshot,
): LoggedEvent | undefined => {
	const { stop } = last;
	if (stop === undefined) return undefined;
	return events.find(
		({ kind, at, account, client, server }) =>
			kind === 'CONNECT' &&
			Math.abs(at - stop) < backWithin &&
			account === identity?.account &&
			client?.user === identity?.user &&
			client?.name === last.name &&
			client?.host === last.ip &&
			!(server?.id === last.server.id && client?.cid === last.cid) &&
			(client?.start ?? at) >= stop - 1000,
	);
};

const titleLine = (row: ConnectionRow, width: number, look: ConnectionLook): string => {
	const { theme, now, glyphs } = look;
	const { last, troubles, heardAt } = row;
	const [worst] = troubles;
	const ended =
		last.stop === undefined
			? undefined
			: `${glyphs.down} closed ${clock(last.stop)}: ${last.reason ?? 'no reason told'}`;
	const mark = ended ?? (worst && `${worst.severity === 'critical' ? glyphs.down : '!'} ${worst.text}`);
	const up =
		last.start === undefined
			? undefined
			: `up ${uptime((last.stop ?? last.at + (now - heardAt)) - last.start)}`;
	const right = [last.server.name, up, last.stop === undefined ? `${age(now - heardAt)} ago` : undefined];
	return paneTitle({
		title: [connectionName(last) ?? glyphs.none, `cid ${last.cid}`, mark]
			.filter((part) => part !== undefined)
			.join('   '),
		right: right.filter((part) => part !== undefined).join('   '),
		...(mark && { mark: { text: mark, token: ended || worst?.severity === 'critical' ? 'crit' : 'warn' } }),
		...{ columns: width, focused: true, theme },
	});
};

const tabsLine = (
	tab: string,
	counts: Readonly<Record<string, number>>,
	why: string,
	width: number,
	look: ConnectionLook,
) => {
	const names = connectionTabs.map((id): Piece => {
		const text = `${id[0]?.toUpperCase()}${id.slice(1)}${counts[id] === undefined ? '' : ` ${counts[id]}`}`;
		return id === tab ? { text: ` [${text}]`, token: 'title' } : `  ${text} `;
	});
	const used = names.reduce((sum, each) => sum + (typeof each === 'string' ? each : each.text).length, 0);
	const gap = ' '.repeat(Math.max(1, width - used - why.length - 1));
	return pieceRow([...names, gap, { text: `${why} `, token: 'muted' }], width, look.theme);
};

const sparkLines = (row: ConnectionRow, width: number, look: ConnectionLook): string[] => {
	const { glyphs, theme } = look;
	const { rates, last, maxPending } = row;
	const cells = Math.max(0, Math.min(60, width - 45));
	const line = (
		label: string,
		text: string,
		metric: ConnectionMetric,
		write: (value: number) => string,
	): string => {
		const values = row.history.tail(metric, cells);
		const scale = ownScale(values, write, glyphs);
		return pieceRow(
			[
				` ${label.padEnd(7)} ${text.padEnd(19)} `,
				{ text: sparkline(values, cells, glyphs, scale.range), token: 'spark' },
				`  ${scale.text}`,
			],
			width,
			theme,
		);
	};
	const counted = (value: number): string => count(value, glyphs);
	const waits = last.pending === 0 ? '0' : bytes(last.pending, glyphs);
	return [
		line('OUT/s', `${count(rates?.outMsgs, glyphs)}  ${bytes(rates?.outBytes, glyphs)}`, 'out', counted),
		line('IN/s', `${count(rates?.inMsgs, glyphs)}  ${bytes(rates?.inBytes, glyphs)}`, 'in', counted),
		line(
			'PEND',
			maxPending === undefined ? waits : `${waits} of ${bytes(maxPending, glyphs)}`,
			'pending',
			(value) => bytes(value, glyphs),
		),
		line('RTT', rtt(last.rtt, glyphs), 'rtt', (value) => rtt(value, glyphs)),
	];
};

const factLines = (row: ConnectionRow, width: number, look: ConnectionLook): string[] => {
	const { glyphs } = look;
	const { last, identity } = row;
	const idle = last.lastActivity === undefined ? undefined : Math.max(0, last.at - last.lastActivity);
	const facts = [
		...identityParts(row, look),
		last.kind === 'client' ? 'client' : undefined,
		last.tlsCipher,
		identity?.issuer && `issuer ${identity.issuer.slice(0, 8)}${glyphs.ellipsis}`,
		`started ${dateTime(last.start, glyphs)}`,
		`idle ${age(idle, glyphs)}`,
		`stalls ${count(last.stalls, glyphs)}`,
		`total out ${count(last.outMsgs, glyphs)} msgs ${bytes(last.outBytes, glyphs)}`,
		`in ${count(last.inMsgs, glyphs)} msgs ${bytes(last.inBytes, glyphs)}`,
	].filter((part) => part !== undefined && part !== '');
	return wrapText(facts.join(` ${glyphs.dot} `), width - 2).map((text) => fit(` ${text}`, width, glyphs));
};

const subscriptionLine = (
	{ subject, queue, rate, msgs }: Listened,
	width: number,
	{ glyphs }: ConnectionLook,
): string => {
	const room = Math.max(10, width - 40);
	const cells = [
		fit(subject, room, glyphs),
		fit(queue ?? glyphs.none, 14, glyphs),
		fit(count(rate, glyphs), 8, glyphs, 'right'),
		fit(count(msgs, glyphs), 8, glyphs, 'right'),
	];
	return fit(`    ${cells.join(' ')}`, width, glyphs);
};

const subscriptionHead = (width: number, { glyphs, theme }: ConnectionLook): string => {
	const room = Math.max(10, width - 40);
	const head = `    ${'SUBJECT'.padEnd(room)} ${'QUEUE'.padEnd(14)} ${'MSGS/s'.padStart(8)} ${'MSGS'.padStart(8)}`;
	return theme.paint('title', fit(head, width, glyphs));
};

const eventLine = (event: LoggedEvent, width: number, look: ConnectionLook): string => {
	const { glyphs, nameOf, now } = look;
	const text = eventText(event, { nameOf, glyphs, now });
	return fit(` ${clock(event.at)}   ${event.kind.padEnd(10)} ${text}`, width, glyphs);
};

const rule = (title: string, right: string, width: number, { theme }: ConnectionLook): string =>
	paneTitle({ title, right, columns: width, focused: false, theme });

/** The sentence below the facts: what it means, or where it came back. */
const sentenceLines = (
	row: ConnectionRow,
	snapshot: ConnectionsSnapshot,
	width: number,
	look: ConnectionLook,
): string[] => {
	const back = backAs(row, snapshot);
	const text =
		row.last.stop === undefined
			? connectionSentence(row, look)
			: back
				? `It came back as cid ${back.client?.cid} on ${back.server?.name}.`
				: 'It has not been seen to come back.';
	return wrapText(text, width - 2).map((line) => fit(` ${line}`, width, look.glyphs));
};

export const connectionOpened = (
	row: ConnectionRow | undefined,
	{ tab, raw, scroll }: Opened,
	{ width, height }: Size,
	look: ConnectionLook,
	snapshot: ConnectionsSnapshot,
): OpenedView => {
	if (row === undefined) return { rows: [], page: 1, last: 0 };
	const { one } = snapshot;
	const own = one?.key === row.key ? one : undefined;
	const listened = listenedTo(own?.before, row.last);
	const events = eventsOf(row, snapshot);
	const asked = own?.why ?? (row.last.stop === undefined ? 'asked every round' : 'as of its end');
	const why = firstFitting([asked, ''], width - 44);
	// Nothing is known of them before they were asked for.
	const areKnown = row.last.subjects !== undefined;
	const counts = { ...(areKnown && { subscriptions: listened.length }), events: events.length };
	const head = [titleLine(row, width, look), tabsLine(tab, counts, why, width, look)];
	const room = height - head.length;
	const subscriptions = [
		subscriptionHead(width, look),
		...listened.map((each) => subscriptionLine(each, width, look)),
	];
	if (raw || tab === 'subscriptions' || tab === 'events') {
		const all = raw
			? jsonLines(connectionJson(row, look), width - 2).map((line) => fit(` ${line}`, width, look.glyphs))
			: tab === 'events'
				? events.map((event) => eventLine(event, width, look))
				: subscriptions;
		const last = Math.max(0, all.length - room);
		const from = Math.min(scroll, last);
		return { rows: fillRows([...head, ...all.slice(from, from + room)], height, width), page: room, last };
	}
	const blank = ' '.repeat(width);
	const facts = factLines(row, width, look);
	const sentence = sentenceLines(row, snapshot, width, look);
	// Where room is short, what it means comes before who it is.
	const words = room < roomyRows ? [...sentence, blank, ...facts] : [...facts, blank, ...sentence];
	const above = [blank, ...sparkLines(row, width, look), blank, ...words];
	const talking = listened.filter(({ rate }) => (rate ?? 0) > 0).length;
	const silent = areKnown ? `${talking} talk, ${listened.length - talking} silent` : 'asked for';
	const left = Math.max(0, room - above.length);
	const forEvents = Math.min(events.length + 1, Math.max(0, Math.floor(left / 3)));
	const forSubjects = left - forEvents;
	const rows = [
		...head,
		...above,
		...[rule('Subscriptions', silent, width, look), ...subscriptions].slice(0, forSubjects),
	];
	const eventRows = [
		rule('Events of this connection', String(events.length), width, look),
		...events.slice(-Math.max(0, forEvents - 1)).map((event) => eventLine(event, width, look)),
	].slice(0, forEvents);
	return {
		rows: fillRows([...fillRows(rows, height - eventRows.length, width), ...eventRows], height, width),
		page: room,
		last: 0,
	};
};
