// How values look where they are printed and not drawn: no colours, no screen.

import type { BaseLook, Choices } from '../screens/screen.ts';
import { createTheme } from '../theme.ts';

/** Nothing that is printed depends on the width of a screen. */
const anyWidth = 200;

/** What holds for every printed list: rates, short numbers, names in place of keys. */
export const printingChoices: Choices = { totals: false, exact: false, keys: false };

/** At `now`, our time. */
export const printingLook = (ascii: boolean, now: number): BaseLook => {
	const theme = createTheme('mono', ascii);
	return {
		...{ now, theme, glyphs: theme.glyphs, exact: false, totals: false, choices: printingChoices },
		screenWidth: anyWidth,
	};
};
