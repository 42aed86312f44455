// The words for why nothing can be asked of a server now, one or two, for the footer and for boxes.

import type { ActionsOff } from '../model/action.ts';

/** The reason in as few words as the footer has room for. */
export const offWords: Record<ActionsOff, string> = {
	'read-only': 'read-only',
	disconnected: 'disconnected',
	lameduck: 'lame duck',
	down: 'down',
};
