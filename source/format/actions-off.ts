// Why nothing can be asked of a server now, in one or two words: for the footer and for boxes.

import type { ActionsOff } from '../model/action.ts';

/** What the footer has room for. */
export const offWords: Record<ActionsOff, string> = {
	'read-only': 'read-only',
	disconnected: 'disconnected',
	lameduck: 'lame duck',
	down: 'down',
};
