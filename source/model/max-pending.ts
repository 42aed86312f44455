// How much may wait for one connection or route before its server closes it.

import type { ServerRow } from './fleet.ts';

/** `max_pending` of a server, bytes; absent where it has not told. */
export const maxPendingOf = ({ varz }: Pick<ServerRow, 'varz'>): number | undefined => {
	const limit = varz?.facts?.['max pending'];
	return typeof limit === 'number' ? limit : undefined;
};
