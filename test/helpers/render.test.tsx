// The helper that draws screens for the others.

import { Text } from 'ink';
import { expect, test } from 'vitest';
import { Rows } from '../../source/views/rows.tsx';
import { mountScreen, renderScreen } from './render.ts';

test('a screen is read back as lines of exactly the width of the terminal', async () => {
	const text = await renderScreen(<Text>hello</Text>, { columns: 10, rows: 3 });
	expect(text).toBe('hello     \n          \n          \n');
});

test('a full-height frame does not scroll and a rerender replaces it', async () => {
	const screen = await mountScreen(<Rows lines={['one──', 'two', 'end']} />, { columns: 5, rows: 3 });
	expect(screen.text()).toBe('one──\ntwo  \nend  \n');
	await screen.rerender(<Rows lines={['one──', 'TWO', 'end']} />);
	expect(screen.text()).toBe('one──\nTWO  \nend  \n');
	screen.unmount();
});
