// The pane about the gateways from one cluster to another: each server's own, and what it means that one is missing.

import { bytes, count } from '../../../format/number.ts';
import { emptyPane } from '../../../format/pane-title.ts';
import { type Piece, pieceRow } from '../../../format/pieces.ts';
import { width as cellsOf, fit, fitMiddle } from '../../../format/text.ts';
import { clock, rtt, uptime, uptimeShort } from '../../../format/time.ts';
import { countWords } from '../../../model/count-words.ts';
import { firstAndMore } from '../../../model/first-names.ts';
import {
	type GatewayEnd,
	type GatewayRow,
	gatewayRate,
	missingSince,
	outboundOf,
} from '../../../model/network/gateway-row.ts';
import type { Size } from '../../screen.ts';
import { type DetailLine, flowLines, linkPane, tallRows, troubleMark } from '../trends.ts';
import type { GatewayLook } from './facts.ts';

/** What it means, and what still works. */
const sentences = (row: GatewayRow): string[] => {
	const { from, to, inbound, expected, ends, troubles } = row;
	const missing = ends.filter(({ isMissing }) => isMissing).map(({ server }) => server.info.name);
	const { having, of } = outboundOf(row);
	const gone = of > 0 && having === 0;
	const lines: string[] = [];
	if (gone) {
		lines.push(
			`Nothing gets from ${from} to ${to}: none of ${countWords(of, 'server')} has an outbound gateway.`,
		);
	} else if (missing.length > 0) {
		const its = missing.length === 1 ? 'its' : 'their';
		lines.push(
			`${firstAndMore(missing)} ${missing.length === 1 ? 'has' : 'have'} no outbound gateway to ${to}: ${its} clients reach nothing there.`,
		);
	}
	if (missing.length > 0 || gone) {
		lines.push(
			inbound === undefined
				? `How many come in from ${to} is not known.`
				: inbound === 0
					? `Nothing comes in from ${to} either.`
					: `${to} still reaches it: ${countWords(inbound, 'inbound connection')}.`,
			`Look at   1 ${missing[0] ?? ends[0]?.server.info.name ?? from}   logs of it for "Gateway"`,
		);
		return lines;
	}
	const [worst] = troubles;
	if (worst?.column === 'inbound')
		return [
			`${countWords(inbound ?? 0, 'gateway')} of ${expected} that ${to} says it has to here: some of its servers do not reach ${from}.`,
			`Look at   the row ${to} to ${from}   logs for "Gateway"`,
		];
	if (worst !== undefined) return [`${worst.text}.`, `Look at   1 ${worst.text.split(' ')[3] ?? from}`];
	if (row.isOld) return [`No server of ${from} answers: this is how it was.`];
	const comes =
		inbound === undefined
			? 'how many come in is not known'
			: `${inbound} come in, ${expected} are told of there`;
	return [`${having} of ${of} servers have one; ${comes}.`];
};

type Widths = { name: number; to: number };

const head = ({ name, to }: Widths, glyphs: GatewayLook['glyphs']): string =>
	`   ${fit('SERVER', name, glyphs)}  ${fit('TO SERVER', to, glyphs)}     RTT   OUT/s    IN/s   PEND    UP  INBOUND`;

const endLine = (
	{ server, has, isMissing, told, toServer, inbound }: GatewayEnd,
	cluster: string,
	{ name, to }: Widths,
	width: number,
	{ theme, glyphs }: GatewayLook,
): string => {
	const rates = server.rates?.gateways.get(cluster);
	const age =
		told?.start === undefined || server.info.time === undefined
			? undefined
			: Math.max(0, server.info.time - told.start);
	const there = has === undefined ? glyphs.unknown : has ? (toServer ?? glyphs.none) : 'none';
	const pend = told?.pending === 0 ? '0' : bytes(told?.pending, glyphs);
	const mark: Piece = isMissing
		? { text: '!! ', token: 'crit' }
		: has === undefined
			? { text: ' ? ', token: 'muted' }
			: '   ';
	const figures = [
		rtt(has ? told?.rtt : undefined, glyphs).padStart(7),
		count(rates?.out.msgs, glyphs).padStart(7),
		count(rates?.in.msgs, glyphs).padStart(7),
		pend.padStart(6),
		uptimeShort(age, glyphs).padStart(5),
		(inbound === undefined ? glyphs.none : `${inbound}`).padStart(8),
	];
	return pieceRow(
		[
			mark,
			`${fit(fitMiddle(server.info.name, name, glyphs), name, glyphs)}  `,
			{ text: fit(fitMiddle(there, to, glyphs), to, glyphs), ...(isMissing && { token: 'crit' as const }) },
			` ${figures.join(' ')}`,
		],
		width,
		theme,
	);
};

/** Those with trouble first, then in order of name; cut where there are too many. */
const endLines = (row: GatewayRow, rows: number, width: number, look: GatewayLook): string[] => {
	if (rows < 2) return [];
	const { glyphs } = look;
	const ends = [
		...row.ends.filter(({ isMissing }) => isMissing),
		...row.ends.filter(({ isMissing }) => !isMissing),
	];
	const longest = (texts: readonly string[], least: number): number =>
		Math.min(16, Math.max(least, ...texts.map((text) => cellsOf(text))));
	const widths = {
		name: longest(
			ends.map(({ server }) => server.info.name),
			6,
		),
		to: longest(
			ends.map(({ toServer }) => toServer ?? ''),
			9,
		),
	};
	// Of little room a server takes more than the words that there are others.
	const room = ends.length > rows - 1 && rows > 3 ? rows - 2 : rows - 1;
	const more = rows > 3 ? ends.length - room : 0;
	return [
		look.theme.paint('title', fit(head(widths, glyphs), width, glyphs)),
		...ends.slice(0, Math.max(0, room)).map((end) => endLine(end, row.to, widths, width, look)),
		...(more > 0 ? [fit(`   and ${countWords(more, 'server')} more`, width, glyphs)] : []),
	];
};

/** Cells of a pane from which on there is room for how long it has been beside since when. */
const spanCells = 80;

/** `   since 12:03:40, 1m16s`, of servers without one. */
const sinceText = (row: GatewayRow, width: number, { now }: GatewayLook): string => {
	const at = missingSince(row);
	if (at === undefined) return '';
	return `   since ${clock(at)}${width < spanCells ? '' : `, ${uptime(Math.max(0, now - at))}`}`;
};

export const gatewayDetail = (
	row: GatewayRow | undefined,
	size: Size,
	look: GatewayLook,
	focused: boolean,
): string[] => {
	const { glyphs } = look;
	if (row === undefined) return emptyPane('No gateway is selected', size, focused, look.theme);
	const { width, height } = size;
	const [worst] = row.troubles;
	const mark = troubleMark(row.troubles, `${worst?.text}${sinceText(row, size.width, look)}`, glyphs);
	const said = sentences(row);
	const isTall = height >= tallRows;
	const flow = { out: gatewayRate(row, 'out'), in: gatewayRate(row, 'in'), trend: row.history };
	const flows = isTall ? [...flowLines(flow, size, look), ''] : [];
	const gap = height > 9 ? [''] : [];
	const rows = height - 1 - said.length - flows.length - gap.length;
	const table = endLines(row, rows, width - 1, look).map((line): DetailLine => [line]);
	const title = `${row.from} ${glyphs.arrow} ${row.to}`;
	const lines = [...flows, ...table, ...gap, ...said];
	return linkPane({ title, right: mark?.text, mark, lines }, size, look, focused);
};
