// What the connections are as a whole, in one row of the main screen of account mode.

import type { ConnectionRow } from '../../model/connection-row.ts';
import { areaLoad } from '../area-load.ts';
import type { AreaFacts } from '../list-facts.ts';

/** Messages a second, from clients and to them; unknown before the second answer. */
export const connectionsArea = (rows: readonly ConnectionRow[]): AreaFacts =>
	areaLoad(rows, ({ rates }) => rates && (rates.inMsgs ?? 0) + (rates.outMsgs ?? 0));
