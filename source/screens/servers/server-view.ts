// The inputs of every view of one server, and the helpers that all of them draw rows with.

import { dropPieces, type Piece, pieceRow } from '../../format/pieces.ts';
import type { Severity, Trouble } from '../../model/checks/check.ts';
import { healthByCheck, troublesOf } from '../../model/checks/trouble.ts';
import type { ServerRow } from '../../model/fleet.ts';
import type { Health } from '../../model/health.ts';
import { isOld } from '../../model/server-facts.ts';
import type { Theme, Token } from '../../theme.ts';

/** One server and how to show it. */
export type ServerView = {
	row: ServerRow;
	theme: Theme;
	now: number;
	/** The problems of the server, the worst first; absent where it is judged without the other servers. */
	troubles?: readonly Trouble[];
	/** How bad a peer of its meta group is; absent, or `unknown`, where only its leader tells of it. */
	peer?: (name: string) => Severity | undefined | 'unknown';
	/** Every digit instead of three. */
	exact: boolean;
	/** Messages and bytes since the start instead of per second. */
	totals: boolean;
};

/** The options of figures: `exact` for every digit, `totals` instead of rates. */
export const modeWords = ({ exact, totals }: Pick<ServerView, 'exact' | 'totals'>): string[] => [
	...(exact ? ['exact'] : []),
	...(totals ? ['totals'] : []),
];

/** A row that starts one cell in, muted where the server's numbers are old. */
export const viewRow = (view: ServerView, pieces: readonly Piece[], columns: number): string =>
	pieceRow(dropPieces([' ', ...pieces], columns), columns, view.theme, isOld(view.row));

/** The mark of what one check judges. */
export const viewHealth = ({ row, troubles = troublesOf(row) }: ServerView, check: string): Health =>
	healthByCheck(troubles, check);

/** The colour of a judged value; none when all is well. */
export const healthToken = (health: Health): { token?: Token } =>
	health === undefined ? {} : { token: health };

/** Text in a column of its own: padded, one space at least after it. */
export const cell = (text: string, columns: number): string =>
	text.length < columns ? text.padEnd(columns) : `${text} `;
