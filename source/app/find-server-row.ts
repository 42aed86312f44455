// Finds the server that a row of any list is about.

import type { ServerRow } from '../model/fleet.ts';
import type { ServerRef } from '../screens/row-look.ts';

/** A server by its id, else by its name. */
export const findServerRow = (
	rows: readonly ServerRow[],
	{ id, name }: ServerRef = {},
): ServerRow | undefined =>
	rows.find(({ info }) => info.id === id) ??
	(name === undefined ? undefined : rows.find(({ info }) => info.name === name));
