// Finds the server that a typed name or id means.

import { nearest } from '../table/nearest.ts';
import { firstAndMore } from './first-names.ts';
import type { ServerRow } from './fleet.ts';

/** A sentence lists no more names than this. */
const mostNames = 10;

const list = (names: readonly string[]): string => firstAndMore(names.toSorted(), mostNames);

const nameOf = ({ info }: ServerRow): string => info.name;

/** `a1 of east (NB4X…)`, the id whole: it is what has to be typed to tell servers of one name apart. */
const nameAndId = ({ info }: ServerRow): string =>
	`${info.name}${info.cluster === undefined ? '' : ` of ${info.cluster}`} (${info.id})`;

const beginWith = (rows: readonly ServerRow[], wanted: string): ServerRow[] =>
	rows.filter(({ info }) => info.name.startsWith(wanted) || info.id.startsWith(wanted));

/** True where several servers can be meant. */
export const isAmbiguous = (rows: readonly ServerRow[], wanted: string): boolean =>
	beginWith(rows, wanted).length > 1;

/** The server a person means by its name, its id, or the beginning of either; else a sentence. `why` says why there is none. */
export const findServer = (rows: readonly ServerRow[], wanted: string, why?: string): ServerRow | string => {
	const exact = rows.filter(({ info }) => info.name === wanted || info.id === wanted);
	const found = exact.length > 0 ? exact : beginWith(rows, wanted);
	const [only] = found;
	if (only !== undefined && found.length === 1) return only;
	if (found.length > 1) {
		const many = `${JSON.stringify(wanted)} is ambiguous`;
		return new Set(found.map(nameOf)).size === found.length
			? `${many}: ${list(found.map(nameOf))}`
			: `${many}: ${list(found.map(nameAndId))}; use the id`;
	}
	if (rows.length > mostNames) {
		const near = nearest(wanted, rows.map(nameOf));
		return `no server ${JSON.stringify(wanted)}; nearest is ${near}`;
	}
	return rows.length === 0
		? `no server answered${why === undefined ? '' : `: ${why}`}`
		: `no server ${JSON.stringify(wanted)}; there are ${list(rows.map(nameOf))}`;
};
