// Keys that move by a page in a log of which a part is in view.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AppScreen, openApp } from '../helpers/app-screen.tsx';

let program: AppScreen;

beforeEach(async () => {
	program = await openApp({ size: { columns: 80, rows: 24 } });
});

afterEach(() => program.close());

/** Lines of the log that are in view, without the mark of the cursor. */
const inView = (): string[] =>
	program
		.text()
		.split('\n')
		.filter((line) => /^[ >]\d\d:\d\d:\d\d /.test(line))
		.map((line) => line.slice(1));

const underCursor = (): string | undefined => /^>(.*)$/m.exec(program.text())?.[1];

test('with an event open over its list a page is what is still in view of the list', async () => {
	await program.press('3', 'up', 'up', 'enter');
	const before = inView();
	const at = before.indexOf(underCursor() ?? '');
	expect(before.length).toBeLessThan(12);
	expect(at).toBeGreaterThanOrEqual(0);
	await program.press('pageup');
	expect(before).not.toContain(underCursor());
	// One row stays in view, as everywhere.
	await program.press(...Array<string>(before.length - 1 - at).fill('down'));
	expect(underCursor()).toBe(before[0]);
});
