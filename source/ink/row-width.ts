// Tells whether a painted text can be joined with others as it is: all characters take one cell, and all styles end.

import { isPlain } from '../format/text.ts';
import { styleAfter } from './style.ts';

const sequences = /\x1b\[([\d;]*)m/g;

const measure = (row: string): number | undefined => {
	const text = row.replace(sequences, '');
	if (!isPlain(text)) return undefined;
	let style = '';
	for (const [, parameters = ''] of row.matchAll(sequences)) style = styleAfter(style, parameters);
	return style === '' ? text.length : undefined;
};

/** The widths of recent texts, as most texts of a frame were in the frame before. */
const known = new Map<string, number | undefined>();
const most = 1000;

/** The width of a text in cells; undefined where it has a wide character or a style that does not end. */
export const closedWidth = (row: string): number | undefined => {
	const held = known.get(row);
	if (held !== undefined || known.has(row)) return held;
	if (known.size >= most) known.clear();
	const width = measure(row);
	known.set(row, width);
	return width;
};
