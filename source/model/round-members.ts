// Which servers a round asks, and which it waits for.

import type { ServerTrack } from './server-track.ts';

/** Whether a server is no longer asked: it is down, or in a system that we have left. */
export const isLost = ({ mark }: ServerTrack): boolean => mark?.state === 'down' || mark?.state === 'unknown';

/** True where an answer may be expected: the server is neither gone nor leaving. */
export const isExpected = (track: ServerTrack): boolean =>
	track.state !== 'down' && track.mark?.state !== 'down' && track.leaving === undefined;
