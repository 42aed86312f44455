// The box over a screen really covers what lies under it.

import { Box } from 'ink';
import { expect, test } from 'vitest';
import { boxRows } from '../../source/dialogs/box.ts';
import { width } from '../../source/format/text.ts';
import { createTheme } from '../../source/theme.ts';
import { Overlay } from '../../source/views/overlay.tsx';
import { Rows } from '../../source/views/rows.tsx';
import { mountScreen } from '../helpers/render.ts';

const theme = createTheme('default', false);
const size = { columns: 40, rows: 9 };
const under = Array.from({ length: 9 }, () => theme.paint('crit', 'x'.repeat(40)));

const screen = (lines: readonly string[]) => (
	<Box width={size.columns} height={size.rows}>
		<Rows lines={under} />
		{lines.length > 0 && <Overlay lines={lines} {...size} />}
	</Box>
);

test('a box lies in the middle and overwrites text and colour under it, blanks too', async () => {
	const lines = boxRows('Title', ['one', '', theme.paint('ok', 'two')], 20, theme);
	expect(lines.every((line) => width(line) === 20)).toBe(true);
	const mounted = await mountScreen(screen(lines), size);
	expect(mounted.text().split('\n').slice(2, 7)).toEqual([
		'xxxxxxxxxx┏━ Title ━━━━━━━━━━┓xxxxxxxxxx',
		'xxxxxxxxxx┃ one              ┃xxxxxxxxxx',
		'xxxxxxxxxx┃                  ┃xxxxxxxxxx',
		'xxxxxxxxxx┃ two              ┃xxxxxxxxxx',
		'xxxxxxxxxx┗━━━━━━━━━━━━━━━━━━┛xxxxxxxxxx',
	]);
	const row = mounted.terminal.buffer.active.getLine(3);
	expect(row?.getCell(0)?.getFgColor()).toBe(1);
	expect(row?.getCell(12)?.isFgDefault()).toBe(true);
	expect(row?.getCell(35)?.getFgColor()).toBe(1);
	mounted.unmount();
});

test('what lay under a box is back when the box is gone', async () => {
	const mounted = await mountScreen(screen(boxRows('Title', ['one'], 20, theme)), size);
	await mounted.rerender(screen([]));
	expect(mounted.text()).toBe(`${'x'.repeat(40)}\n`.repeat(9));
	mounted.unmount();
});

test('a box too tall for the screen gives up its blank lines first', () => {
	const rows = boxRows('T', ['a', '', 'b', '', 'c'], 10, theme, 6);
	expect(rows.map((row) => row.replace(/\u001b\[\d+m/g, ''))).toEqual([
		'┏━ T ━━━━┓',
		'┃ a      ┃',
		'┃        ┃',
		'┃ b      ┃',
		'┃ c      ┃',
		'┗━━━━━━━━┛',
	]);
});
