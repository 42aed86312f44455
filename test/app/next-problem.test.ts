// `u` goes through what is wrong, from the row under the cursor on.

import { expect, test } from 'vitest';
import { fleetSnapshot } from '../fixtures/fleet.ts';
import { type AppScreen, openApp } from '../helpers/app-screen.tsx';

const size = { columns: 120, rows: 40 };

const underCursor = (screen: AppScreen): string | undefined => /^> (\S) (\S+)/m.exec(screen.text())?.[2];

test('the second problem is one key away from the first, which is under the cursor by itself', async () => {
	const fleet = fleetSnapshot();
	const screen = await openApp({ size, fleet, config: { screens: {} } });
	try {
		const first = underCursor(screen);
		await screen.press('u');
		const second = underCursor(screen);
		expect(second).not.toBe(first);
		await screen.press('u', 'u');
		expect(underCursor(screen)).toBe(first);
	} finally {
		screen.close();
	}
});

test('from another list it goes to the first problem', async () => {
	const screen = await openApp({ size, config: { screens: {} } });
	try {
		const first = underCursor(screen);
		await screen.press('3', 'u');
		expect(underCursor(screen)).toBe(first);
	} finally {
		screen.close();
	}
});
