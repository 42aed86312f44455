// Cells of the server table as the table draws them, one by one.

import { columnCell } from '../../source/format/column-cell.ts';
import type { CellLook } from '../../source/format/server-cell.ts';
import type { ServerRow } from '../../source/model/fleet.ts';
import { isOld } from '../../source/model/server-facts.ts';
import type { serverColumns } from '../../source/screens/servers/columns.ts';

/** A column of the servers. */
export type ServerColumn = (typeof serverColumns)[number];

/** The cell of a row under a column, muted where the row is old. */
export const cellText = (row: ServerRow, column: ServerColumn, look: CellLook) =>
	columnCell(row, column, column.width, look, isOld(row));
