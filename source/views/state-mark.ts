// A server's state as a glyph, a word and a colour, and why it is so.

import { age } from '../format/time.ts';
import type { ServerRow, ServerState } from '../model/fleet.ts';
import { stateHealth } from '../model/health.ts';
import { stateWords } from '../model/server-facts.ts';
import type { Glyphs, Token } from '../theme.ts';

/** The colour of a state's glyph and word. */
export const stateToken = (state: ServerState): Token =>
	stateHealth(state) ?? (state === 'unknown' ? 'muted' : 'ok');

/** `● ok` and its colour. */
export const stateMark = (state: ServerState, glyphs: Glyphs): { text: string; token: Token } => ({
	text: `${glyphs[state]} ${stateWords[state]}`,
	token: stateToken(state),
});

/** What there is to say about a state: its evidence, or a restart that is news; empty when all is well. */
export const stateNote = (row: ServerRow, now: number): string => {
	if (row.evidence !== undefined && row.state !== 'ok') return row.evidence;
	if (row.restartedAt === undefined || now - row.restartedAt > 10 * 60_000) return '';
	return `restarted ${age(now - row.restartedAt)} ago`;
};

/** True when the numbers of a row are old: nobody vouches for them any more. */
export const isFaded = (state: ServerState): boolean =>
	state === 'stale' || state === 'down' || state === 'unknown';
