// The header without a connection, and just after the connection came back.

import { dropPieces, type Piece, pieceRow, pieceWidth } from '../format/pieces.ts';
import { fitMiddle, width } from '../format/text.ts';
import { age, elapsed, zonedClock } from '../format/time.ts';
import type { LinkState } from '../model/link.ts';
import type { Theme } from '../theme.ts';

const tries = (link: LinkState, now: number): string => {
	if (link.phase === 'closed') return 'gave up';
	const wait = Math.ceil(((link.nextTryAt ?? now) - now) / 1000);
	return wait > 0 ? `try ${link.attempt}, next in ${wait}s` : `try ${link.attempt}, trying now`;
};

/** The parts of the banner before and after the address. */
const banner = (link: LinkState, now: number, theme: Theme): { before: Piece[]; after: string } => {
	const since = elapsed(now - link.since);
	if (link.phase === 'connecting') {
		return { before: [` ${theme.glyphs.stale} CONNECTING ${since}`], after: '' };
	}
	const word = link.phase === 'closed' ? 'CLOSED' : 'DISCONNECTED';
	return {
		before: [' ', { text: `${theme.glyphs.down} ${word} ${since}`, token: 'crit' }],
		after: `  ${tries(link, now)}  r now`,
	};
};

/**
 * How long it has been lost, where it tries, when it tries again; on a second row why, and how old everything is.
 * Where room is short the address loses its scheme, then its middle.
 */
export const lostRows = (
	link: LinkState,
	now: number,
	columns: number,
	height: number,
	theme: Theme,
): string[] => {
	const { before, after } = banner(link, now, theme);
	const room = Math.max(12, columns - pieceWidth(before) - width(after) - 3);
	const short = width(link.url) > room ? link.url.replace(/^\w+:\/\//, '') : link.url;
	const url = width(short) > room ? fitMiddle(short, room, theme.glyphs) : short;
	const first = pieceRow([...before, `  ${url}`, after], columns, theme);
	if (height === 1) return [first];
	const asOf = `   everything below is as of ${zonedClock(link.since)} (${age(now - link.since)} ago)`;
	const reason = link.error ?? (link.phase === 'connecting' ? 'waiting for an answer' : 'connection lost');
	const rest = link.phase === 'connecting' ? [] : [asOf, '   actions are off'];
	return [first, pieceRow([` ${reason}`, ...rest], columns, theme)];
};

/** `● reconnected after 00:43  tls://… (east-1)`. */
export const reconnectedRow = (link: LinkState, columns: number, theme: Theme): string => {
	const lost = link.lostFor === undefined ? '' : ` after ${elapsed(link.lostFor)}`;
	const name = link.serverName ? ` (${link.serverName})` : '';
	const pieces: Piece[] = [
		' ',
		{ text: `${theme.glyphs.ok} reconnected${lost}`, token: 'ok' },
		`  ${link.url}${name}`,
		{ text: '  rates after two samples', keep: 1 },
	];
	return pieceRow(dropPieces(pieces, columns), columns, theme);
};
