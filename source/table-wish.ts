// What a table of servers was asked for, checked: the filter that rows must pass and the column they are sorted by.

import type { Config } from './config.ts';
import type { ServerRow } from './model/fleet.ts';
import { serverColumns } from './screens/servers/columns.ts';
import { parseServerFilter } from './screens/servers/filter.ts';
import { type ColumnHead, columnNamed } from './table/column.ts';

export type TableWish =
	| { ok: true; matches: (row: ServerRow, now: number) => boolean; column: ColumnHead | undefined }
	| { ok: false; error: string };

/** Reads filter and sort of the settings; `column` is absent where none was named. `error` is one sentence. */
export const tableWish = ({ filter = '', sort, columns: chosen = [] }: Config): TableWish => {
	const parsed = parseServerFilter(filter);
	if (!parsed.ok) return { ok: false, error: `--filter: ${parsed.error}` };
	const wrong = (setting: string, name: string): TableWish => ({
		ok: false,
		error: `${setting}: no column ${JSON.stringify(name)}; there are ${serverColumns.map(({ id }) => id).join(', ')}`,
	});
	const column = sort === undefined ? undefined : columnNamed(serverColumns, sort);
	if (sort !== undefined && column === undefined) return wrong('--sort', sort);
	const unknown = chosen.find((name) => columnNamed(serverColumns, name) === undefined);
	if (unknown !== undefined) return wrong('columns in the configuration file', unknown);
	return { ok: true, matches: parsed.matches, column };
};
