// Writes an event as text: one line for the log, and labelled values for the detail.

import { type EventClient, type LoggedEvent, unreadText } from '../model/event.ts';
import type { Traffic } from '../model/server.ts';
import type { Glyphs } from '../theme.ts';
import { clientWords, hostOf, isHidden, isKey, speaks, wayIn } from './event-client.ts';
import { bytes, count } from './number.ts';
import { folded, quoted, word } from './quoted.ts';
import { shortId, width } from './text.ts';
import { age, clock, duration, lifetime, rtt, uptime, zonedClock } from './time.ts';

export type EventContext = {
	/** The name of an account, or its key where none is known or keys are asked for. */
	nameOf: (account: string) => string;
	glyphs: Glyphs;
	now: number;
	/** Cells there are for the line, where it will be cut. */
	room?: number;
};

const present = <T extends string | object>(values: readonly (T | undefined | '' | false)[]): T[] =>
	values.filter((value): value is T => value !== undefined && value !== '' && value !== false);

const accountOf = (event: LoggedEvent, { nameOf, glyphs }: EventContext): string | undefined => {
	const name = event.account === undefined ? event.accountName : nameOf(event.account);
	return name && (isKey(name) ? shortId(name, glyphs) : word(name, glyphs));
};

/** Messages in and out as the server counts them, like IN/s and OUT/s: `in` is what the client sent. */
const inOut = ({ sent, received }: EventClient, glyphs: Glyphs): string | undefined =>
	sent && received ? `in ${count(sent.msgs, glyphs)} out ${count(received.msgs, glyphs)}` : undefined;

const livedFor = ({ start, stop }: EventClient): number | undefined =>
	start === undefined || stop === undefined ? undefined : stop - start;

/** Account, client and cid: `APP app "orders-7f9c" cid 88213`. A line that stands for several events has no cid. */
const subjectOf = (event: LoggedEvent, client: EventClient, context: EventContext): string => {
	const who = event.mixed ? 'several clients' : clientWords(client, context.glyphs);
	const cid = event.count === 1 && client.cid !== undefined ? `cid ${client.cid}` : undefined;
	return present([accountOf(event, context), who, cid]).join(' ');
};

/** What it speaks and where it is, which filters look at, too; clients of one name may differ in both. */
const originOf = (event: LoggedEvent, client: EventClient, { glyphs }: EventContext): string[] =>
	event.count > 1 ? [] : present([speaks(client, glyphs), hostOf(client, glyphs)]);

const connectText = (event: LoggedEvent, client: EventClient, context: EventContext): string[] =>
	present([subjectOf(event, client, context), ...originOf(event, client, context)]);

const disconnectText = (event: LoggedEvent, client: EventClient, context: EventContext): string[] => {
	const lived = livedFor(client);
	const alone = event.count === 1;
	return present([
		subjectOf(event, client, context),
		event.reason && folded(event.reason),
		alone && lived !== undefined ? duration(lived) : undefined,
		alone ? inOut(client, context.glyphs) : undefined,
		...originOf(event, client, context),
	]);
};

/** `batch "nightly" from 10.9.4.17 · Authentication Failure`. */
const authText = (event: LoggedEvent, client: EventClient, { glyphs }: EventContext): string[] => {
	const reason = folded(event.reason ?? 'authentication failed');
	const host = hostOf(client, glyphs);
	const called = event.mixed ? 'several clients' : clientWords(client, glyphs, true);
	const who = present([called, host && `from ${host}`]).join(' ');
	return present([who, reason, event.count > 1 ? undefined : speaks(client, glyphs)]);
};

/** The text of an event without a client, with its account: `stream APP/ORDERS leader east-1`. */
const otherText = (event: LoggedEvent, context: EventContext): string => {
	const text = folded(event.text ?? event.reason ?? '');
	const account = accountOf(event, context);
	if (account === undefined) return text;
	const asset = /^(stream|consumer) /;
	return asset.test(text) ? text.replace(asset, (word) => `${word}${account}/`) : `${account} ${text}`;
};

/** Replaces the signs of texts that were written elsewhere with those of the ASCII set, where that is in use. */
const inGlyphs = (text: string, glyphs: Glyphs): string =>
	glyphs.ascii
		? text
				.replaceAll('·', glyphs.dot)
				.replaceAll('→', glyphs.arrow)
				.replaceAll('×', glyphs.times)
				.replaceAll('…', glyphs.ellipsis)
				.replaceAll('–', glyphs.none)
		: text;

/** The name of the peer is quoted: it comes from the rejected certificate, and anybody can write one. */
const ocspText = ({ text, client, reason }: LoggedEvent, { glyphs }: EventContext): string[] =>
	present([text, client?.name && quoted(client.name, glyphs), reason && folded(reason)]);

const textParts = (event: LoggedEvent, context: EventContext): string[] => {
	const { kind, client, text } = event;
	if (kind === 'OCSP') return ocspText(event, context);
	if (client === undefined || text !== undefined) return [otherText(event, context)];
	if (kind === 'AUTH ERR') return authText(event, client, context);
	return kind === 'DISCONNECT' || kind === 'CLOSED'
		? disconnectText(event, client, context)
		: connectText(event, client, context);
};

const times = (event: LoggedEvent, glyphs: Glyphs): string => `${glyphs.times}${count(event.count, glyphs)}`;

/** `every 9s`, or how many in a second where it is quicker. */
const often = ({ count: many, lastAt }: LoggedEvent, since: number, glyphs: Glyphs): string => {
	const every = (lastAt - since) / (many - 1);
	if (every >= 1000) return `every ${uptime(every)}`;
	return every > 0 ? `${count(1000 / every, glyphs)}/s` : 'at once';
};

/** `×15 since 20:34:11, every 9s`: a login that is tried again and again. */
const againText = (event: LoggedEvent, since: number, glyphs: Glyphs): string =>
	`${times(event, glyphs)} since ${clock(since)}, ${often(event, since, glyphs)}`;

/**
 * The line after time, kind and server. A fold says first how many it stands for where the end may be cut; one that goes
 * on says it behind what happened, as long as there is room.
 */
export const eventText = (event: LoggedEvent, context: EventContext): string => {
	const { glyphs, room } = context;
	const text = textParts(event, context).join(` ${glyphs.dot} `);
	if (event.count === 1) return inGlyphs(text, glyphs);
	const { since } = event;
	const again =
		since === undefined ? undefined : inGlyphs(`${text} ${againText(event, since, glyphs)}`, glyphs);
	if (again !== undefined && (room === undefined || width(again) <= room)) return again;
	const head =
		since === undefined ? times(event, glyphs) : `${times(event, glyphs)} ${often(event, since, glyphs)}`;
	return inGlyphs(`${head} ${text}`, glyphs);
};

export type DetailLine = { label: string; value: string };

/** The time of the server's clock; the time of arrival too where the two differ by a second or more. */
const timeValue = ({ serverTime, at }: LoggedEvent, now: number): string => {
	const late = serverTime !== undefined && Math.abs(at - serverTime) >= 1000;
	const seen = late ? `  received ${clock(at, { millis: true })}` : '';
	return `${zonedClock(serverTime ?? at, { millis: true })} (${age(now - at)} ago)${seen}`;
};

const foldValue = (event: LoggedEvent, glyphs: Glyphs): string | undefined => {
	const { count: many, at, lastAt, mixed, text, since } = event;
	if (many > 1 && since !== undefined) {
		return `${againText(event, since, glyphs)}, the last ${clock(lastAt)}; ${mixed ? 'several clients' : 'one is shown'}`;
	}
	if (text === unreadText) return `${glyphs.times}${count(many, glyphs, true)}, counted`;
	return many > 1
		? `${glyphs.times}${count(many, glyphs, true)} within ${duration(lastAt - at)}, the first is shown${mixed ? '; several clients' : ''}`
		: undefined;
};

const traffic = (label: string, { msgs, bytes: size }: Traffic, glyphs: Glyphs): string =>
	`${label} ${count(msgs, glyphs, true)} / ${bytes(size, glyphs)}`;

/** A whole name for the detail, where it may be copied. natstop's own `[hidden]` is not quoted. */
const whole = (name: string, glyphs: Glyphs): string =>
	isHidden(name) ? name : word(name, glyphs, Number.POSITIVE_INFINITY);

const accountLines = (event: LoggedEvent, { nameOf, glyphs }: EventContext): (DetailLine | undefined)[] => {
	const { account, accountName } = event;
	const name = account === undefined ? accountName : nameOf(account);
	const shown = present([name && whole(name, glyphs), account !== name && account]).join('  ');
	const user = event.client?.user && whole(event.client.user, glyphs);
	if (shown === '') return [user ? { label: 'user', value: user } : undefined];
	// Keys are copied from here: each is whole and on its own line.
	const beside = user && !isKey(user) && shown.length < 40;
	return [
		{ label: 'account', value: beside ? `${shown}   user ${user}` : shown },
		user && !beside ? { label: 'user', value: user } : undefined,
	];
};

const clientLines = (client: EventClient, glyphs: Glyphs): (DetailLine | undefined)[] => {
	const lived = livedFor(client);
	const facts = present([
		client.name && whole(client.name, glyphs),
		wayIn(client, glyphs),
		client.cid !== undefined && `cid ${client.cid}`,
		speaks(client, glyphs, true),
		hostOf(client, glyphs),
		client.rtt !== undefined && `rtt ${rtt(client.rtt / 1e6)}`,
	]);
	const flows = present([
		client.sent && traffic('sent', client.sent, glyphs),
		client.received && traffic('received', client.received, glyphs),
	]);
	const lives = present([lived === undefined ? undefined : lifetime(lived), ...flows]);
	return [
		facts.length > 0 ? { label: 'client', value: facts.join('  ') } : undefined,
		lives.length > 0
			? { label: lived === undefined ? 'traffic' : 'lived', value: lives.join('   ') }
			: undefined,
	];
};

/** The lines of the detail pane in their order. Labels have at most nine letters; unknown values are left out. */
export const eventDetail = (event: LoggedEvent, context: EventContext): DetailLine[] => {
	const { glyphs, now } = context;
	const { server, client } = event;
	const serverNamed = server?.name ?? event.serverName;
	const line = (label: string, value: string | undefined): DetailLine | undefined =>
		value ? { label, value: inGlyphs(value, glyphs) } : undefined;
	return present([
		line('time', timeValue(event, now)),
		line('folded', foldValue(event, glyphs)),
		line('subject', event.subject),
		line(
			'server',
			present([
				serverNamed && whole(serverNamed, glyphs),
				server?.cluster && `cluster ${whole(server.cluster, glyphs)}`,
				server?.version && whole(server.version, glyphs),
			]).join('  '),
		),
		...accountLines(event, context),
		...(client ? clientLines(client, glyphs) : []),
		line('reason', event.reason),
		line('what', event.text),
	]);
};
