// What the connections are as a whole, in one row of the main screen of account mode.

import type { ConnectionRow } from '../../model/connection-row.ts';
import type { AreaFacts } from '../list-facts.ts';

/** Messages a second, from clients and to them; unknown before the second answer. */
export const connectionsArea = (rows: readonly ConnectionRow[]): AreaFacts => {
	let load: number | undefined;
	for (const { rates, isOld } of rows)
		if (rates !== undefined && !isOld) load = (load ?? 0) + (rates.inMsgs ?? 0) + (rates.outMsgs ?? 0);
	return load === undefined ? {} : { load };
};
