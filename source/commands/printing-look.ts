// The look of printed values: no colours, no screen.

import type { BaseLook, Choices } from '../screens/screen.ts';
import { createTheme } from '../theme.ts';

/** The width of the screen that printing assumes: nothing printed depends on it. */
const anyWidth = 200;

/** The choices that hold for every printed list: rates, short numbers, names in place of keys. */
export const printingChoices: Choices = { totals: false, exact: false, keys: false };

/** The look at `now`, our time in ms since the epoch. */
export const printingLook = (ascii: boolean, now: number): BaseLook => {
	const theme = createTheme('mono', ascii);
	return {
		...{ now, theme, glyphs: theme.glyphs, exact: false, totals: false, choices: printingChoices },
		screenWidth: anyWidth,
	};
};
