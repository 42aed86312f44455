// Joins both ends of a leafnode to one row where both are seen: the leaf shares the system account then.

import type { LeafRow } from './leaf-row.ts';

type Bare = Omit<LeafRow, 'troubles' | 'rank'>;

const endKey = (hub: string, leaf: string): string => `${hub}\n${leaf}`;

/** The hub's rows, with what the leaf says of each; a leaf's own row only where its hub is not seen. */
export const withOtherEnds = (rows: readonly Bare[]): Bare[] => {
	const spokes = new Map<string, Bare[]>();
	for (const row of rows) {
		if (row.end.isSpoke !== true || row.end.name === undefined || row.goneSince !== undefined) continue;
		const key = endKey(row.end.name, row.server.name);
		const known = spokes.get(key);
		if (known) known.push(row);
		else spokes.set(key, [row]);
	}
	const joined = new Set<Bare>();
	const hubs = rows.map((row): Bare => {
		if (row.end.isSpoke !== false || row.end.name === undefined || row.goneSince !== undefined) return row;
		const all = spokes.get(endKey(row.server.name, row.end.name)) ?? [];
		const free = all.filter((spoke) => !joined.has(spoke));
		// Accounts may have other names there; of one connection there is no doubt.
		const spoke =
			free.find(({ end }) => end.account === row.end.account) ?? (all.length === 1 ? free[0] : undefined);
		if (spoke === undefined) return row;
		joined.add(spoke);
		return { ...row, other: { server: spoke.server, end: spoke.end } };
	});
	const known = new Set(rows.map(({ server }) => server.name));
	return hubs.filter((row) => {
		if (joined.has(row)) return false;
		// A leaf that went is told of by its hub.
		return row.end.isSpoke !== true || row.goneSince === undefined || !known.has(row.end.name ?? '');
	});
};
