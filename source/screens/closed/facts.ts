// What a cell of one closed connection needs to know beside it.

import { type ClosedRow, type Ends, endsWithin } from '../../model/closed-book.ts';
import type { Column } from '../../table/column.ts';
import type { Choices, ScreenLook } from '../screen.ts';
import type { ClosedSnapshot } from './source.ts';

/** What counts as lately, milliseconds. */
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
