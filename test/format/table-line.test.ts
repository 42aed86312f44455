// One line of a table: the bar of the selected one, and what keeps its colour in it.

import xterm from '@xterm/headless';
import { describe, expect, test } from 'vitest';
import { type Cell, tableLine } from '../../source/format/table-line.ts';
import { createTheme, paletteNames } from '../../source/theme.ts';

const cells: readonly Cell[] = [
	{ text: 'n1  ' },
	{ text: ' 312!', token: 'warn' },
	{ text: '▃▄▅', token: 'spark' },
	{ text: '99%!!', token: 'crit' },
];

const lineOf = (palette: (typeof paletteNames)[number], selected = true): string =>
	tableLine(
		cells,
		{ glyph: '✗', token: 'crit' },
		{ selected, focused: true, width: 40, used: 21, theme: createTheme(palette, false) },
	);

/** What a terminal shows of a line, a cell at a time. */
const cellsOf = async (line: string) => {
	const terminal = new xterm.Terminal({ cols: 40, rows: 2, allowProposedApi: true });
	await new Promise<void>((done) => terminal.write(line, done));
	return Array.from({ length: 40 }, (_, column) => {
		const cell = terminal.buffer.active.getLine(0)?.getCell(column);
		return {
			text: cell?.getChars() || ' ',
			inverse: cell?.isInverse() !== 0,
			bold: cell?.isBold() !== 0,
			colour: cell?.isFgDefault() ? undefined : cell?.getFgColor(),
			dim: cell?.isDim() !== 0,
		};
	});
};

describe.each(paletteNames)('the selected line with the palette %s', (palette) => {
	test('is one bar from edge to edge', async () => {
		for (const cell of await cellsOf(lineOf(palette))) expect(cell.inverse).toBe(true);
	});

	test('keeps what is wrong in it apart from the rest', async () => {
		const shown = await cellsOf(lineOf(palette));
		const wrong = shown.filter(({ text }) => '✗!9%'.includes(text));
		expect(wrong).toHaveLength(7);
		for (const cell of wrong) expect(cell.bold).toBe(true);
		for (const cell of shown.filter(({ text }) => 'n▃▄▅'.includes(text))) {
			expect(cell).toMatchObject({ bold: false, dim: false, colour: undefined });
		}
	});
});

test('in colours the selected line tells a warning from an error', async () => {
	const shown = await cellsOf(lineOf('default'));
	const colourOf = (text: string) => shown.find((cell) => cell.text === text)?.colour;
	expect(colourOf('3')).toBe(3);
	expect(colourOf('%')).toBe(1);
	expect(colourOf('✗')).toBe(1);
});

test('a spark is dimmer than any other text of its line', async () => {
	const shown = await cellsOf(lineOf('default', false));
	for (const { text, dim } of shown.filter((cell) => cell.text !== ' '))
		expect(dim, text).toBe('▃▄▅'.includes(text));
});
