// The canvas that Ink draws on: the same screen as Ink's own, whatever is drawn.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import InkOutput from '../../node_modules/ink/build/output.js';
import { readCells } from '../../source/ink/cells.ts';
import Output from '../../source/ink/output.ts';

const size = { width: 24, height: 6 };

const texts = fc.constantFrom(
	'plain',
	'\x1b[32mgreen\x1b[39m ok',
	'\x1b[33m\x1b[1mwarn\x1b[22m\x1b[39m',
	'\x1b[7m> selected \x1b[27m',
	'  blanks  ',
	'\x1b[2m────────\x1b[22m',
	'東京 host',
	'two\nlines',
	'\x1b[31mnever closed',
	'x'.repeat(24),
	'',
);

const write = fc.record({ x: fc.nat(20), y: fc.nat(5), text: texts });

type Drawing = { writes: { x: number; y: number; text: string }[]; clipped: boolean };

const draw = (output: InkOutput | Output, { writes, clipped }: Drawing): string => {
	for (const [index, { x, y, text }] of writes.entries()) {
		if (clipped && index === 1) output.clip({ x1: 2, x2: 12, y1: 1, y2: 4 });
		output.write(x, y, text, { transformers: [(line) => line] });
		if (clipped && index === 1) output.unclip();
	}
	return output.get().output;
};

/** Every row cell by cell, blank ones at its end left out: what is seen, however it was written. */
const seen = (screen: string) =>
	screen.split('\n').map((row) => {
		const cells = readCells(row);
		if (cells === undefined) throw new Error(`not a row: ${JSON.stringify(row)}`);
		const pairs = cells.texts.map((text, at) => `${text}${cells.styles[at]}`);
		while (pairs.at(-1) === ' ') pairs.pop();
		return pairs;
	});

describe('the canvas', () => {
	test('shows what the canvas of Ink shows', () => {
		fc.assert(
			fc.property(fc.array(write, { maxLength: 8 }), fc.boolean(), (writes, clipped) => {
				const drawing = { writes, clipped };
				expect(seen(draw(new Output(size), drawing))).toEqual(seen(draw(new InkOutput(size), drawing)));
			}),
			{ numRuns: 2000 },
		);
	});

	test('gives a row as the views made it where nothing lies over it', () => {
		const row = '\x1b[32mn1\x1b[39m  \x1b[1m\x1b[1m12%\x1b[22m';
		const output = new Output(size);
		output.write(0, 2, row, { transformers: [] });
		expect(output.get()).toEqual({ output: `\n\n${row}\n\n\n`, height: 6 });
	});
});
