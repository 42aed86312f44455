// Moves a cursor through a list by the keys that all lists share.

import { scrolled } from './viewer-layout.ts';
import type { Place } from './viewer-state.ts';

/** A list: how many rows it has, and how many of them are in view. */
export type Page = { count: number; height: number };

const stepOf = (key: string, { count, height }: Page): number => {
	switch (key) {
		case 'up':
		case 'k':
			return -1;
		case 'down':
		case 'j':
			return 1;
		case 'pageup':
			return -Math.max(1, height - 1);
		case 'pagedown':
			return Math.max(1, height - 1);
		case 'ctrl+u':
			return -Math.max(1, height >> 1);
		case 'ctrl+d':
			return Math.max(1, height >> 1);
		case 'g':
		case 'home':
			return -count;
		case 'G':
		case 'end':
			return count;
		default:
			return 0;
	}
};

/** The place after a key, within the list and with the cursor in view. */
export const clampPlace = ({ cursor, offset }: Place, key: string, page: Page): Place => {
	const next = Math.max(0, Math.min(page.count - 1, cursor + stepOf(key, page)));
	return { cursor: next, offset: scrolled(offset, next, page.count, page.height) };
};
