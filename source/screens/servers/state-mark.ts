// Words the state of a server: a glyph, a word and a colour, and the reasons.

import { age } from '../../format/time.ts';
import type { Trouble } from '../../model/checks/check.ts';
import { stateSeverity } from '../../model/checks/server-checks.ts';
import { healthOf, troublesOf } from '../../model/checks/trouble.ts';
import type { ServerRow, ServerState } from '../../model/fleet.ts';
import { stateWords } from '../../model/server-facts.ts';
import type { Glyphs, Token } from '../../theme.ts';

/** The colour of a state's glyph and word. */
export const stateToken = (state: ServerState): Token =>
	healthOf(stateSeverity(state)) ?? (state === 'unknown' ? 'muted' : 'ok');

/** The glyph before a row: its state, or the sign of a problem of a server that answers. */
export const rowMark = (
	{ state }: ServerRow,
	[worst]: readonly Trouble[],
	glyphs: Glyphs,
): { glyph: string; token: Token } => {
	if (state !== 'ok' || worst === undefined) return { glyph: glyphs[state], token: stateToken(state) };
	return worst.severity === 'critical'
		? { glyph: glyphs.down, token: 'crit' }
		: { glyph: '!', token: 'warn' };
};

/** `● ok` and its colour; the sign of the row alone where a server that answers is in trouble, which is told beside it. */
export const stateMark = (
	row: ServerRow,
	glyphs: Glyphs,
	troubles: readonly Trouble[] = troublesOf(row),
): { text: string; token: Token } => {
	const { glyph, token } = rowMark(row, troubles, glyphs);
	const isTold = row.state === 'ok' && troubles.length > 0;
	return { text: isTold ? glyph : `${glyph} ${stateWords[row.state]}`, token };
};

const restartNote = ({ restartedAt }: ServerRow, now: number): string | undefined =>
	restartedAt === undefined || now - restartedAt > 10 * 60_000
		? undefined
		: `restarted ${age(now - restartedAt)} ago`;

/**
 * What there is to say about a server, from the longest to the shortest: all that is wrong with it, then the worst of it;
 * the last one is empty, and so are all where all is well.
 */
export const stateNotes = (
	row: ServerRow,
	now: number,
	troubles: readonly Trouble[] = troublesOf(row),
): string[] => {
	const texts = troubles.map(({ text }) => text);
	const [worst = '', ...others] = texts;
	const all = [...texts, restartNote(row, now) ?? ''].filter((text) => text !== '').join(', ');
	return [all, texts.join(', '), others.length > 0 ? `${worst} and ${others.length} more` : worst, worst, ''];
};

/** All there is to say about a server; empty when all is well. */
export const stateNote = (...of: Parameters<typeof stateNotes>): string => stateNotes(...of)[0] ?? '';
