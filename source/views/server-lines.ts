// Which server a box is about, in three lines: what a person checks before acting.

import { count } from '../format/number.ts';
import { fitMiddle, width } from '../format/text.ts';
import { uptime } from '../format/time.ts';
import type { ServerRow, ServerState } from '../model/fleet.ts';
import type { Glyphs, Theme, Token } from '../theme.ts';
import { type Piece, pieceRow } from './pieces.ts';

const states: Record<ServerState, { word: string; token: Token }> = {
	ok: { word: 'ok', token: 'ok' },
	stale: { word: 'stale', token: 'warn' },
	lameduck: { word: 'lame duck', token: 'warn' },
	down: { word: 'down', token: 'crit' },
	unknown: { word: 'unknown', token: 'muted' },
};

/** A server's name in a sentence: long ones are cut in the middle. */
export const nameInText = (name: string, glyphs: Glyphs): string =>
	fitMiddle(name, Math.min(24, width(name)), glyphs);

/** Name and state, id, host: each exactly `columns` wide. */
export const serverLines = (server: ServerRow, now: number, columns: number, theme: Theme): string[] => {
	const { glyphs } = theme;
	const { info, statsz, state } = server;
	const label = (text: string): Piece => ({ text: text.padEnd(9), token: 'muted' });
	/** The first column, as wide as both lines need. */
	const first = Math.min(24, Math.max(11, width(info.name), width(info.host ?? '')));
	const { word, token } = states[state];
	return [
		pieceRow(
			[
				label('Server'),
				`${fitMiddle(info.name, first, glyphs)}   `,
				{ text: `${glyphs[state]} ${word}`, token },
				...(info.version === undefined ? [] : [{ text: `   ${info.version}`, keep: 2 }]),
				...(statsz?.start === undefined ? [] : [{ text: `   up ${uptime(now - statsz.start)}`, keep: 1 }]),
			],
			columns,
			theme,
		),
		pieceRow([label('ID'), info.id], columns, theme),
		pieceRow(
			[
				label('Host'),
				`${fitMiddle(info.host ?? glyphs.none, first, glyphs)}`,
				...(info.cluster === undefined ? [] : [{ text: `   cluster ${info.cluster}`, keep: 2 }]),
				...(statsz?.connections === undefined
					? []
					: [{ text: `    ${count(statsz.connections, glyphs)} clients`, keep: 1 }]),
			],
			columns,
			theme,
		),
	];
};
