// Whether a painted row may stand beside others as it is: single cells only, and every colour it opens is closed.

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

/** Rows of the last frames: most of them come again. */
const known = new Map<string, number | undefined>();
const most = 1000;

/** The width in cells of such a row; undefined where it is none. */
export const closedWidth = (row: string): number | undefined => {
	const held = known.get(row);
	if (held !== undefined || known.has(row)) return held;
	if (known.size >= most) known.clear();
	const width = measure(row);
	known.set(row, width);
	return width;
};
