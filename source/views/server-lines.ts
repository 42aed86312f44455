// Which server a box is about, in three lines: what a person checks before acting.

import { count } from '../format/number.ts';
import { fit, fitMiddle, width } from '../format/text.ts';
import { uptime } from '../format/time.ts';
import type { ServerRow, ServerState } from '../model/fleet.ts';
import type { Glyphs, Theme, Token } from '../theme.ts';

const states: Record<ServerState, { glyph: keyof Glyphs & ServerState; word: string; token: Token }> = {
	ok: { glyph: 'ok', word: 'ok', token: 'ok' },
	stale: { glyph: 'stale', word: 'stale', token: 'warn' },
	lameduck: { glyph: 'lameduck', word: 'lame duck', token: 'warn' },
	down: { glyph: 'down', word: 'down', token: 'crit' },
	unknown: { glyph: 'unknown', word: 'unknown', token: 'muted' },
};

/** Puts parts side by side, three blanks apart, as long as they fit; the first is always there. */
const parts = (texts: readonly (string | undefined)[], columns: number): string => {
	let line = '';
	for (const text of texts) {
		if (text === undefined) continue;
		const next = line === '' ? text : `${line}   ${text}`;
		if (line !== '' && width(next) > columns) break;
		line = next;
	}
	return line;
};

/** Name and state, id, host: at most `columns` wide. */
export const serverLines = (server: ServerRow, now: number, columns: number, theme: Theme): string[] => {
	const { paint, glyphs } = theme;
	const { info, statsz } = server;
	const { glyph, word, token } = states[server.state];
	const label = (text: string) => paint('muted', text.padEnd(9));
	const room = columns - 9;
	const cell = (text: string) =>
		width(text) < 11 ? text.padEnd(11) : fitMiddle(text, Math.min(width(text), 24), glyphs);
	return [
		label('Server') +
			parts(
				[
					cell(info.name),
					paint(token, `${glyphs[glyph]} ${word}`),
					info.version,
					statsz?.start === undefined ? undefined : `up ${uptime(now - statsz.start)}`,
				],
				room,
			),
		label('ID') + fit(info.id, Math.min(width(info.id), room), glyphs),
		label('Host') +
			parts(
				[
					cell(info.host ?? glyphs.none),
					info.cluster === undefined ? undefined : `cluster ${info.cluster}`,
					statsz?.connections === undefined ? undefined : ` ${count(statsz.connections, glyphs)} clients`,
				],
				room,
			),
	];
};
