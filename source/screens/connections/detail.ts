// The pane about the selected connection: who it is, what goes on, and what that means.

import { bytes, count } from '../../format/number.ts';
import { emptyPane, fillRows, paneTitle } from '../../format/pane-title.ts';
import { type Piece, pieceRow } from '../../format/pieces.ts';
import { roomyColumns } from '../../format/screen-sizes.ts';
import { rangedSpark } from '../../format/sparkline.ts';
import { fit, wrapText } from '../../format/text.ts';
import { age, rtt, uptime } from '../../format/time.ts';
import { healthInColumn } from '../../model/checks/trouble.ts';
import { connectionName } from '../../model/connection.ts';
import type { ConnectionMetric } from '../../model/connection-history.ts';
import type { ConnectionRow } from '../../model/connection-row.ts';
import type { Size } from '../screen.ts';
import type { ConnectionLook } from './facts.ts';
import { connectionSentence } from './sentence.ts';

const join = (parts: readonly (string | undefined)[], gap: string): string =>
	parts.filter((part) => part !== undefined && part !== '').join(gap);

/** `10.3.7.88:51044`; brackets around what has colons of its own. */
const addressOf = ({ last: { ip, port } }: ConnectionRow): string | undefined => {
	if (ip === undefined || port === undefined) return ip;
	return ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`;
};

/** Who it is, in the order in which one asks. */
export const identityParts = (
	row: ConnectionRow,
	{ nameOf, glyphs }: ConnectionLook,
): (string | undefined)[] => {
	const { last, identity } = row;
	return [
		identity && nameOf(identity.account),
		identity?.user && `user ${identity.user}`,
		addressOf(row),
		join([last.lang, last.version], ' '),
		last.kind === 'client' ? undefined : last.kind,
		last.tlsVersion && `TLS ${last.tlsVersion}`,
		last.subscriptions === undefined
			? undefined
			: `${count(last.subscriptions, glyphs)} ${last.subscriptions === 1 ? 'sub' : 'subs'}`,
		identity?.tags && `tags ${identity.tags.join(' ')}`,
	];
};

/** Its trend and the range of it, `cells` wide; thousands have no comma, as room is short. */
const spark = (
	row: ConnectionRow,
	metric: ConnectionMetric,
	cells: number,
	{ glyphs }: ConnectionLook,
): Piece[] => {
	const write = (value: number): string =>
		(metric === 'pending' ? bytes : count)(value, glyphs).replace(',', '');
	const [text, range] = rangedSpark((wanted) => row.history.tail(metric, wanted), cells, write, glyphs);
	return [{ text, token: 'spark' }, range];
};

const perSecond = (text: string): string => `${text}/s`;

const rateText = (row: ConnectionRow, way: 'in' | 'out', { glyphs }: ConnectionLook): string => {
	const msgs = way === 'in' ? row.rates?.inMsgs : row.rates?.outMsgs;
	const size = way === 'in' ? row.rates?.inBytes : row.rates?.outBytes;
	return `${perSecond(count(msgs, glyphs))} ${perSecond(bytes(size, glyphs))}`;
};

const totalText = ({ last }: ConnectionRow, way: 'in' | 'out', { glyphs }: ConnectionLook): string => {
	const msgs = way === 'in' ? last.inMsgs : last.outMsgs;
	const size = way === 'in' ? last.inBytes : last.outBytes;
	return `total ${count(msgs, glyphs)} msgs ${bytes(size, glyphs)}`;
};

const pendingText = ({ last, maxPending }: ConnectionRow, { glyphs }: ConnectionLook): string => {
	const waits = last.pending === 0 ? '0' : bytes(last.pending, glyphs);
	return maxPending === undefined ? waits : `${waits} of ${bytes(maxPending, glyphs)}`;
};

/** `+1.9M/s, full in about 14s`, while it grows. */
const growthText = ({ last, rates, maxPending }: ConnectionRow, { glyphs }: ConnectionLook): string => {
	const growth = rates?.pending ?? 0;
	if (growth < 1 || !last.pending) return '';
	const left = maxPending === undefined ? undefined : ((maxPending - last.pending) / growth) * 1000;
	const full = left === undefined || left > 3_600_000 ? '' : `, full in about ${age(left)}`;
	return `+${bytes(growth, glyphs)}/s${full}`;
};

/** `RTT 412ms  STALLS 0  IDLE 0s`. */
const stateParts = (row: ConnectionRow, look: ConnectionLook): Piece[] => {
	const { last } = row;
	const { glyphs } = look;
	const idle = last.lastActivity === undefined ? undefined : Math.max(0, last.at - last.lastActivity);
	const marks = { crit: 'crit', warn: 'warn' } as const;
	const piece = (text: string, column: string): Piece => {
		const mark = healthInColumn(row.troubles, column);
		return mark === undefined ? text : { text, token: marks[mark] };
	};
	return [
		piece(`RTT ${rtt(last.rtt, glyphs)}`, 'rtt'),
		'  ',
		piece(`STALLS ${count(last.stalls, glyphs)}`, 'stalls'),
		`  IDLE ${age(idle, glyphs)}`,
	];
};

const titleLine = (row: ConnectionRow, width: number, look: ConnectionLook, focused: boolean): string => {
	const { theme, now, glyphs } = look;
	const { last, heardAt, troubles } = row;
	const [worst] = troubles;
	const trouble = worst && `${worst.severity === 'critical' ? glyphs.down : '!'} ${worst.text}`;
	const upText =
		last.start === undefined
			? undefined
			: `up ${uptime(Math.max(0, last.at - last.start + (now - heardAt)))}`;
	const isRoomy = width >= roomyColumns;
	const { window } = row.rates ?? {};
	// Of a sampled list only some are asked for in each round; that this one is shows by how long its rates are over.
	const often = isRoomy && look.isSampled && window !== undefined ? `asked every ${age(window)}` : undefined;
	const right = join([trouble, upText, often, isRoomy ? `${age(now - heardAt)} ago` : undefined], '   ');
	return paneTitle({
		title: `${connectionName(last) ?? glyphs.none}   cid ${last.cid} on ${last.server.name}`,
		...{ right, columns: width, focused, theme },
		...(trouble && { mark: { text: trouble, token: worst.severity === 'critical' ? 'crit' : 'warn' } }),
	});
};

/** Sparks take what is left beside the figures. */
const sparkCells = (width: number, used: number): number => Math.max(0, Math.min(40, width - used));

/** What a connection does or what is wrong with it; where much of the traffic is not found yet, that is said instead. */
const lastLine = (row: ConnectionRow, width: number, look: ConnectionLook): string =>
	look.notFound === undefined
		? fit(` ${connectionSentence(row, look)}`, width, look.glyphs)
		: pieceRow([{ text: ` ${look.notFound}`, token: 'warn' }], width, look.theme);

const narrow = (row: ConnectionRow, width: number, look: ConnectionLook): string[] => {
	const { theme, glyphs } = look;
	const cells = sparkCells(Math.floor((width - 43) / 2), 0);
	const pendingCells = sparkCells(width, 60);
	return [
		fit(` ${join(identityParts(row, look), ` ${glyphs.dot} `)}`, width, glyphs),
		pieceRow(
			[
				` OUT ${rateText(row, 'out', look).padEnd(15)} `,
				...spark(row, 'out', cells, look),
				`   IN ${rateText(row, 'in', look).padEnd(15)} `,
				...spark(row, 'in', cells, look),
			],
			width,
			theme,
		),
		pieceRow(
			[
				` PEND ${pendingText(row, look).padEnd(14)} `,
				...spark(row, 'pending', pendingCells, look),
				'   ',
				...stateParts(row, look),
			],
			width,
			theme,
		),
		lastLine(row, width, look),
	];
};

const wide = (row: ConnectionRow, width: number, look: ConnectionLook): string[] => {
	const { theme, glyphs } = look;
	const cells = sparkCells(width, 68);
	const line = (label: string, text: string, metric: ConnectionMetric, rest: string): string =>
		pieceRow(
			[` ${label.padEnd(6)} ${text.padEnd(18)} `, ...spark(row, metric, cells, look), `   ${rest}`],
			width,
			theme,
		);
	return [
		fit(` ${join(identityParts(row, look), '   ')}`, width, glyphs),
		line('OUT', rateText(row, 'out', look), 'out', totalText(row, 'out', look)),
		line('IN', rateText(row, 'in', look), 'in', totalText(row, 'in', look)),
		line('PEND', pendingText(row, look), 'pending', growthText(row, look)),
		pieceRow([' ', ...stateParts(row, look)], width, theme),
		lastLine(row, width, look),
	];
};

/** Under each other where the pane has the height. */
const tall = (row: ConnectionRow, width: number, look: ConnectionLook): string[] => {
	const { theme } = look;
	const inside = width - 2;
	const indented = (text: string): string[] =>
		wrapText(text, inside).map((line) => fit(` ${line}`, width, theme.glyphs));
	const figure = (label: string, text: string, metric: ConnectionMetric, rest: string): string[] => [
		pieceRow([` ${label.padEnd(6)} ${text.padEnd(20)} ${rest}`], width, theme),
		pieceRow(['  ', ...spark(row, metric, Math.min(60, inside - 1), look)], width, theme),
	];
	return [
		...indented(join(identityParts(row, look), '   ')),
		'',
		...figure('OUT', rateText(row, 'out', look), 'out', totalText(row, 'out', look)),
		...figure('IN', rateText(row, 'in', look), 'in', totalText(row, 'in', look)),
		...figure('PEND', pendingText(row, look), 'pending', growthText(row, look)),
		pieceRow([' ', ...stateParts(row, look)], width, theme),
		'',
		...indented(connectionSentence(row, look)),
		...(look.notFound === undefined ? [] : ['', ...indented(look.notFound)]),
	].map((line) => (line === '' ? ' '.repeat(width) : line));
};

/** Lines of a pane under a list, its title included: fewer than this have no room for figures under each other. */
const leastTall = 12;

export const connectionDetail = (
	row: ConnectionRow | undefined,
	{ width, height }: Size,
	look: ConnectionLook,
	focused: boolean,
): string[] => {
	if (row === undefined)
		return emptyPane('No connection is selected', { width, height }, focused, look.theme);
	const lines = height >= leastTall ? tall : width >= roomyColumns ? wide : narrow;
	return fillRows([titleLine(row, width, look, focused), ...lines(row, width, look)], height, width);
};
