// Replaces Ink's canvas in the build: a row without overlapping texts goes to the terminal as the views wrote it.

import InkOutput from '../../node_modules/ink/build/output.js';
import { closedWidth } from './row-width.ts';

type Options = { width: number; height: number };
type Clip = Parameters<InkOutput['clip']>[0];
type WriteOptions = Parameters<InkOutput['write']>[3];
type Write = { x: number; y: number; text: string; options: WriteOptions };
type Piece = { x: number; width: number; text: string };

/** Joins the pieces of a row; undefined where they overlap or pass the edge of the screen. */
const joined = (pieces: Piece[], columns: number): string | undefined => {
	let row = '';
	let at = 0;
	for (const { x, width, text } of pieces.sort((a, b) => a.x - b.x)) {
		if (x < at || x + width > columns) return undefined;
		row += ' '.repeat(x - at) + text;
		at = x + width;
	}
	return row.trimEnd();
};

/** The canvas that Ink draws on, with the results of Ink's own canvas, which still draws the other rows. */
export default class Output {
	readonly width: number;
	readonly height: number;
	readonly #writes: Write[] = [];
	/** Ink's own canvas, which takes over at the first clip, as a clip may cut a text at any cell. */
	#clipping?: InkOutput;

	constructor({ width, height }: Options) {
		this.width = width;
		this.height = height;
	}

	write(x: number, y: number, text: string, options: WriteOptions): void {
		if (this.#clipping) this.#clipping.write(x, y, text, options);
		else if (text !== '') this.#writes.push({ x, y, text, options });
	}

	clip(clip: Clip): void {
		this.#clipping ??= this.#replay(() => true);
		this.#clipping.clip(clip);
	}

	unclip(): void {
		this.#clipping?.unclip();
	}

	get(): { output: string; height: number } {
		if (this.#clipping) return this.#clipping.get();
		const rows = Array.from({ length: this.height }, (): Piece[] => []);
		const crowded = new Set<number>();
		for (const write of this.#writes) {
			const { x, y } = write;
			const text = write.options.transformers.reduce((line, transform) => transform(line, 0), write.text);
			const width = closedWidth(text);
			if (width !== undefined) rows[y]?.push({ x, width, text });
			else for (const [row] of write.text.split('\n').entries()) crowded.add(y + row);
		}
		const lines = rows.map((pieces, row) => {
			const line = crowded.has(row) ? undefined : joined(pieces, this.width);
			if (line === undefined) crowded.add(row);
			return line;
		});
		const rest = crowded.size > 0 ? this.#cells(crowded) : [];
		return { output: lines.map((line, row) => line ?? rest[row] ?? '').join('\n'), height: this.height };
	}

	/** Draws some rows cell by cell with Ink's own canvas. */
	#cells(rows: ReadonlySet<number>): string[] {
		const touches = ({ y, text }: Write): boolean => text.split('\n').some((_, row) => rows.has(y + row));
		return this.#replay(touches).get().output.split('\n');
	}

	#replay(wanted: (write: Write) => boolean): InkOutput {
		const output = new InkOutput({ width: this.width, height: this.height });
		for (const write of this.#writes) {
			if (wanted(write)) output.write(write.x, write.y, write.text, write.options);
		}
		return output;
	}
}
