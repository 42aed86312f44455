// The printed tables of the plain commands: ink-table as text. Loaded only where a table is printed.

import { renderToString } from 'ink';
import { Table } from 'ink-table';
import { tableInAscii } from '../format/text.ts';

export type TableColumn = { key: string; align?: 'left' | 'right' };

/** Wider than any table of ours: it is as wide as its cells, and nothing has to fit a screen. */
const widest = 400;

/** Rows of cells as a table of text; `ascii` draws its lines with plain characters. */
export const tableText = (
	data: readonly Readonly<Record<string, string>>[],
	columns: readonly TableColumn[],
	ascii: boolean,
): string => {
	const table = <Table data={[...data]} columns={[...columns]} padding={1} />;
	const text = renderToString(table, { columns: widest });
	return ascii ? tableInAscii(text) : text;
};
