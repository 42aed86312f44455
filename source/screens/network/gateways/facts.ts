// The facts that a cell of a gateway depends on besides its row: none yet.

import type { GatewayRow } from '../../../model/network/gateway-row.ts';
import type { Column } from '../../../table/column.ts';
import type { ScreenLook } from '../../screen.ts';

export type GatewayFacts = Record<never, never>;

export type GatewayColumn = Column<GatewayRow, GatewayFacts>;

export type GatewayLook = ScreenLook<GatewayFacts>;
