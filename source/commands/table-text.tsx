// Prints a table of a command with ink-table. Loaded only where a table is printed.

import { renderToString } from 'ink';
import { Table } from 'ink-table';
import { isPlain, tableInAscii, width } from '../format/text.ts';

export type TableColumn = { key: string; align?: 'left' | 'right' };

/** The width to draw for, in cells: more than any table takes, as nothing has to fit a screen. */
const widest = 400;

/** The placeholder for one cell of a text with wide letters: a private-use character, which no plain text has. */
const placeholder = '\ue000';

/** ink-table draws a rule between all rows: the one under the heads is enough. */
const withoutRules = (table: string): string =>
	table
		.split('\n')
		.filter((line, index) => index <= 2 || !line.startsWith('├'))
		.join('\n');

/**
 * Rows of cells as a table of text; `ascii` draws its lines with plain characters. ink-table counts letters and not the
 * cells they take, so it is given as many placeholders as a text has cells, and the texts are put in their place after.
 */
export const tableText = (
	data: readonly Readonly<Record<string, string>>[],
	columns: readonly TableColumn[],
	ascii: boolean,
): string => {
	const wide: string[] = [];
	const cells = data.map((row) =>
		Object.fromEntries(
			columns.map(({ key }) => {
				const text = row[key] ?? '';
				if (isPlain(text) || width(text) === 0) return [key, isPlain(text) ? text : ''];
				wide.push(text);
				return [key, placeholder.repeat(width(text))];
			}),
		),
	);
	const table = <Table data={cells} columns={[...columns]} padding={1} />;
	const drawn = withoutRules(renderToString(table, { columns: widest }));
	const text = drawn.replace(/\ue000+/g, () => wide.shift() ?? '');
	return ascii ? tableInAscii(text) : text;
};
