// Names the server of a dialog in three lines, for a person to check before acting.

import { count } from '../../format/number.ts';
import { type Piece, pieceRow } from '../../format/pieces.ts';
import { fit, fitMiddle, width } from '../../format/text.ts';
import { age, uptime } from '../../format/time.ts';
import type { ServerRow } from '../../model/fleet.ts';
import { ageOf, isOld, uptimeOf } from '../../model/server-facts.ts';
import type { Glyphs, Theme } from '../../theme.ts';
import { stateMark } from './state-mark.ts';

/** A server's name in a sentence: long ones are cut in the middle. */
export const nameInText = (name: string, glyphs: Glyphs): string =>
	fitMiddle(name, Math.min(24, width(name)), glyphs);

/** Name and state, id, host: each exactly `columns` wide. */
export const serverLines = (server: ServerRow, now: number, columns: number, theme: Theme): string[] => {
	const { glyphs } = theme;
	const { info, statsz } = server;
	const up = uptimeOf(server, now);
	const then = isOld(server) ? ` ${age(ageOf(server, now), glyphs)} ago` : '';
	const label = (text: string): Piece => ({ text: text.padEnd(9), token: 'muted' });
	/** The first column, as wide as both lines need. */
	const first = Math.min(24, Math.max(11, width(info.name), width(info.host ?? '')));
	return [
		pieceRow(
			[
				label('Server'),
				`${fitMiddle(info.name, first, glyphs)}   `,
				// What is wrong with it is not told here: the word says whether it answers.
				stateMark(server, glyphs, []),
				...(info.version === undefined ? [] : [{ text: `   ${info.version}`, keep: 2 }]),
				...(up === undefined ? [] : [{ text: `   up ${uptime(up)}`, keep: 1 }]),
			],
			columns,
			theme,
		),
		pieceRow([label('ID'), fit(info.id, Math.min(width(info.id), columns - 9), glyphs)], columns, theme),
		pieceRow(
			[
				label('Host'),
				`${fitMiddle(info.host ?? glyphs.none, first, glyphs)}`,
				...(info.cluster === undefined ? [] : [{ text: `   cluster ${info.cluster}`, keep: 2 }]),
				...(statsz?.connections === undefined
					? []
					: [{ text: `    ${count(statsz.connections, glyphs)} clients${then}`, keep: 1 }]),
			],
			columns,
			theme,
		),
	];
};
