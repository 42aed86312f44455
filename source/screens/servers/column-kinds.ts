// What columns of the servers have in common.

import type { ServerRow } from '../../model/fleet.ts';
import type { FleetFacts } from '../../model/fleet-facts.ts';
import type { Column } from '../../table/column.ts';

/** A column of the servers. */
export type ServerColumn = Column<ServerRow, FleetFacts>;

/** What figures have in common: they sort from the greatest. */
export const figure = { align: 'right', descending: true, ofNow: true } as const;

/** A figure that `exact` writes with every digit. */
export const exactFigure = { ...figure, isExact: true } as const;
