// The facts that a cell of a leafnode depends on besides its row.

import type { LeafRow } from '../../../model/network/leaf-row.ts';
import type { Column } from '../../../table/column.ts';
import type { ScreenLook } from '../../screen.ts';

export type LeafFacts = {
	/** Name of an account, or its key where none is known or keys are asked for. */
	nameOf: (account: string) => string;
};

export type LeafColumn = Column<LeafRow, LeafFacts>;

export type LeafLook = ScreenLook<LeafFacts>;
