// A server's state as a glyph, a word and a colour, and why it is so.

import { age } from '../../format/time.ts';
import type { ServerRow, ServerState } from '../../model/fleet.ts';
import { stateHealth } from '../../model/health.ts';
import { stateWords } from '../../model/server-facts.ts';
import type { Glyphs, Token } from '../../theme.ts';

/** The colour of a state's glyph and word. */
export const stateToken = (state: ServerState): Token =>
	stateHealth(state) ?? (state === 'unknown' ? 'muted' : 'ok');

/** `● ok` and its colour. */
export const stateMark = (state: ServerState, glyphs: Glyphs): { text: string; token: Token } => ({
	text: `${glyphs[state]} ${stateWords[state]}`,
	token: stateToken(state),
});

/** A clock this far off is worth a word, milliseconds: less is a slow network as likely as not. */
const clockTolerance = 5000;

const clockNote = ({ clockOffset = 0 }: ServerRow): string | undefined =>
	Math.abs(clockOffset) < clockTolerance
		? undefined
		: `clock ${age(Math.round(Math.abs(clockOffset) / 1000) * 1000)} ${clockOffset > 0 ? 'ahead' : 'behind'}`;

const routeNote = ({ unrouted = [] }: ServerRow): string | undefined =>
	unrouted.length === 0 ? undefined : `no route to ${unrouted.slice(0, 3).join(', ')}`;

const twinNote = ({ twins = [] }: ServerRow): string | undefined =>
	twins.length === 0
		? undefined
		: `same name as ${twins
				.slice(0, 3)
				.map((id) => id.slice(0, 8))
				.join(', ')}`;

const restartNote = ({ restartedAt }: ServerRow, now: number): string | undefined =>
	restartedAt === undefined || now - restartedAt > 10 * 60_000
		? undefined
		: `restarted ${age(now - restartedAt)} ago`;

/** What there is to say about a server: the evidence for its state, or what is odd about it; empty when all is well. */
export const stateNote = (row: ServerRow, now: number): string =>
	row.evidence !== undefined && row.state !== 'ok'
		? row.evidence
		: [routeNote(row), row.jetstreamTrouble?.text, twinNote(row), clockNote(row), restartNote(row, now)]
				.filter((note) => note !== undefined)
				.join(', ');
