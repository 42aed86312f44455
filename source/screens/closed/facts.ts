// The facts that a cell of a closed connection depends on besides its row.

import { type ClosedRow, type Ends, endsWithin } from '../../model/closed-book.ts';
import type { Column } from '../../table/column.ts';
import type { Choices, ScreenLook } from '../screen.ts';
import type { ClosedSnapshot } from './source.ts';

/** The span that counts as lately, milliseconds. */
export const lately = 300_000;

export type ClosedFacts = { nameOf: (account: string) => string; ends: Ends };

export type ClosedColumn = Column<ClosedRow, ClosedFacts>;

export type ClosedLook = ScreenLook<ClosedFacts>;

export const closedFacts = (
	{ rows, at = 0, accountNames }: ClosedSnapshot,
	{ keys }: Choices,
): ClosedFacts => ({
	nameOf: (account) => (keys ? account : (accountNames.get(account) ?? account)),
	ends: endsWithin(rows, at, lately),
});
