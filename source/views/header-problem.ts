// The problems in the header: counts of servers by state, and the first problem by name.

import { type Piece, pieceWidth } from '../format/pieces.ts';
import { fit, fitMiddle, width } from '../format/text.ts';
import { healthOf } from '../model/checks/trouble.ts';
import type { FleetSnapshot } from '../model/fleet.ts';
import type { HealthCounts } from '../model/health/health-book.ts';
import { type Problem, problemsOf } from '../model/problems.ts';
import type { Glyphs, Token } from '../theme.ts';

/** Gives the pieces in at most so many cells, if names can be cut that far. */
export type StatePieces = {
	fit: (room: number) => Piece[];
	/** Cells for the pieces with the whole name, but without the words of the problem. */
	named: number;
	hasProblem: boolean;
};

/** `others` are checks that fail on what is no server. */
export type StateLook = { short: boolean; glyphs: Glyphs; others: HealthCounts };

/** The least cells of a sentence that still say something. */
const leastWords = 8;

/** `east-7: CPU at 92% of its cores` in so many cells: first the words are cut, then the name in its middle. */
const problemText = (name: string, words: string, room: number, glyphs: Glyphs): string => {
	const whole = words === '' ? name : `${name}: ${words}`;
	if (width(whole) <= room) return whole;
	if (width(name) > room) return fitMiddle(name, Math.max(1, room), glyphs);
	return room - width(`${name}: `) >= leastWords && words !== '' ? fit(whole, room, glyphs) : name;
};

type Part = { text: string; token?: Token; problem?: Problem };

/** `2✗ 3!`: checks that fail, of everything that is judged now. They take the place of how many servers are well. */
const failingParts = ({ critical, warn }: HealthCounts, glyphs: Glyphs): Part[] => [
	...(critical > 0 ? [{ text: `${critical}${glyphs.down}`, token: 'crit' as const }] : []),
	...(warn > 0 ? [{ text: `${warn}!`, token: 'warn' as const }] : []),
];

const partsOf = (fleet: FleetSnapshot, { short, glyphs, others }: StateLook): Part[] => {
	const { ok, lameduck, stale, down, unknown } = fleet.totals;
	const { first, failing } = problemsOf(fleet);
	const all = failingParts(
		{ critical: failing.critical + others.critical, warn: failing.warn + others.warn },
		glyphs,
	);
	const isState = first?.trouble.check === 'down' || first?.trouble.check === 'lame-duck';
	const states: readonly [state: string, count: number, word: string, token?: Token][] = [
		['lameduck', lameduck, short ? 'ldm' : 'lame duck', 'warn'],
		['stale', stale, 'stale', 'warn'],
		['down', down, 'down', 'crit'],
		['unknown', unknown, 'unknown'],
	];
	const parts: Part[] = all.length > 0 ? all : [{ text: `${ok} ok` }];
	for (const [state, count, word, token] of states) {
		if (count === 0) continue;
		const isFirst = isState && first?.row.state === state;
		parts.push({
			text: `${count} ${word}${isFirst ? ': ' : ''}`,
			token,
			...(isFirst && { problem: first }),
		});
	}
	if (first === undefined || isState) return parts;
	parts.push({ text: '', token: healthOf(first.trouble.severity), problem: first });
	return parts;
};

/** The counts of servers by state, and the first problem; counts of healthy servers have no colour. */
export const statePieces = (fleet: FleetSnapshot, gap: string, look: StateLook): StatePieces => {
	const { glyphs } = look;
	const parts = partsOf(fleet, look);
	const problem = parts.find((part) => part.problem)?.problem;
	const name = problem?.row.info.name ?? '';
	const words = problem && problem.row.state === 'ok' ? problem.trouble.text : '';
	const pieces = (said: string): Piece[] =>
		parts.flatMap(({ text, token, problem: own }) => {
			const whole = own ? text + said : text;
			return token ? [gap, { text: whole, token }] : [gap + whole];
		});
	const bare = pieceWidth(pieces(''));
	return {
		fit: (room) => pieces(problemText(name, words, room - bare, glyphs)),
		named: bare + width(name),
		hasProblem: problem !== undefined,
	};
};
