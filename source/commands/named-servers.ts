// Finds the servers that are named on a command line, each once and in the order of their names there.

import { findServer } from '../model/find-server.ts';
import type { ServerRow } from '../model/fleet.ts';

/** The rows, or the sentence about the first name that means none or several. */
export const namedServers = (
	rows: readonly ServerRow[],
	names: readonly string[],
	why: string,
): readonly ServerRow[] | string => {
	const found = new Map<string, ServerRow>();
	for (const name of names) {
		const row = findServer(rows, name, why);
		if (typeof row === 'string') return row;
		found.set(row.key, row);
	}
	return [...found.values()];
};
