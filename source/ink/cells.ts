// Splits a painted row into cells, so that two rows can be compared cell by cell.

import { width } from '../format/text.ts';
import { styleAfter } from './style.ts';

/** The characters and styles of a row by column; the second cell of a wide character holds ''. */
export type Cells = { texts: readonly string[]; styles: readonly string[]; wide: boolean };

const sequence = /\x1b\[([\d;]*)m/y;

/** The cells of a row of text and SGR sequences; undefined for a row with other escape sequences. */
export const readCells = (row: string): Cells | undefined => {
	const texts: string[] = [];
	const styles: string[] = [];
	let style = '';
	let wide = false;
	for (let at = 0; at < row.length; ) {
		const code = row.codePointAt(at) ?? 0;
		if (code === 0x1b) {
			sequence.lastIndex = at;
			const found = sequence.exec(row);
			if (found === null) return undefined;
			style = styleAfter(style, found[1] ?? '');
			at = sequence.lastIndex;
			continue;
		}
		if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return undefined;
		const text = code < 0x80 ? row.charAt(at) : String.fromCodePoint(code);
		const cells = code < 0x80 ? 1 : width(text);
		// A combining mark has no cell of its own, so the row cannot be compared by cells.
		if (cells === 0) return undefined;
		texts.push(text);
		styles.push(style);
		for (let more = 1; more < cells; more++) {
			texts.push('');
			styles.push(style);
			wide = true;
		}
		at += text.length;
	}
	return { texts, styles, wide };
};
