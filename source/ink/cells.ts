// A painted row as cells, so that two of them can be compared where they differ.

import { width } from '../format/text.ts';
import { styleAfter } from './style.ts';

/** Characters and styles by column; a wide character has '' in the cells it covers. */
export type Cells = { texts: readonly string[]; styles: readonly string[]; wide: boolean };

const sequence = /\x1b\[([\d;]*)m/y;

/** Reads a row that holds nothing but text and SGR sequences; undefined where there is anything else. */
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
		// A mark belongs to the character before it: no cell of its own.
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
