// Rows made from broken payloads on a terminal: they show as they were drawn, and nothing else happens to it.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toAscii } from '../../source/format/text.ts';
import { createTheme } from '../../source/theme.ts';
import { AsciiRows, Rows } from '../../source/views/rows.tsx';
import { mountScreen } from '../helpers/render.ts';
import { counted, reportCases, sizes } from './check.ts';
import { runs, seed } from './corpus.ts';
import { cases, drawAll, pictureOf } from './drawing.ts';

reportCases('hostile/screen');

const colour = /\u001b\[[0-9;]*m/g;

/** Pages of rows as a terminal of a size would get them. */
const pagesOf = (lines: readonly string[], rows: number): string[][] =>
	Array.from({ length: Math.floor(lines.length / rows) }, (_, page) =>
		lines.slice(page * rows, (page + 1) * rows),
	);

for (const [index, size] of sizes.entries()) {
	for (const ascii of [false, true]) {
		const name = `${size.columns}x${size.rows}${ascii ? ' in ASCII' : ''}`;
		test(`a terminal of ${name} shows the rows as they were drawn, and nothing else happens to it`, async () => {
			const screen = await mountScreen(<Rows lines={[' ']} />, size);
			const happened: string[] = [];
			screen.terminal.onTitleChange((title) => happened.push(`title ${title}`));
			screen.terminal.onBell(() => happened.push('bell'));
			screen.terminal.onData((data) => happened.push(`it answered ${JSON.stringify(data)}`));
			// The writer scrolls rows that moved, within a region that it names and gives up again.
			let inRegion = false;
			screen.terminal.parser.registerCsiHandler({ final: 'r' }, ([top = 0]) => {
				inRegion = top !== 0;
				return false;
			});
			screen.terminal.onScroll(() => inRegion || happened.push('it scrolled'));
			const theme = createTheme('default', ascii);
			const samples = fc.sample(cases, { seed: seed + index, numRuns: runs(5) });
			for (const from of samples) {
				const lines: string[] = [];
				drawAll(pictureOf(from), { ...from, size: index }, theme, (_, drawn, columns = size.columns) => {
					if (columns === size.columns) lines.push(...drawn);
				});
				for (const page of pagesOf(lines, size.rows).slice(0, 16)) {
					await screen.rerender(
						<AsciiRows value={ascii}>
							<Rows lines={page} />
						</AsciiRows>,
					);
					const shown = page.map((line) => line.replace(colour, '')).map(ascii ? toAscii : String);
					const seen = screen.text().split('\n').slice(0, -1);
					expect(seen.map((line) => line.trimEnd())).toEqual(shown.map((line) => line.trimEnd()));
					if (ascii) expect(seen.join('')).toMatch(/^[ -~]*$/);
					counted();
				}
			}
			expect(happened).toEqual([]);
			screen.unmount();
		});
	}
}
