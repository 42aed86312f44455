// Which servers a round asks, and which it waits for.

import type { Known } from './kinship.ts';
import type { ServerTrack } from './server-track.ts';

/** Whether a server is no longer asked: it is down, or in a system that we have left. */
export const isLost = ({ mark }: ServerTrack): boolean => mark?.state === 'down' || mark?.state === 'unknown';

/** True where an answer may be expected: the server is neither gone nor leaving. */
export const isExpected = (track: ServerTrack): boolean =>
	track.state !== 'down' && track.mark?.state !== 'down' && track.leaving === undefined;

/** How many servers could have answered a round, and how many did. */
export const countsOf = (tracks: Iterable<ServerTrack>): { expected: number; answered: number } => {
	let [expected, answered] = [0, 0];
	for (const track of tracks) {
		if (track.inRound) answered++;
		if (track.inRound || isExpected(track)) expected++;
	}
	return { expected, answered };
};

/** What is known of a server, to know the system by. */
export const knownOf = ({ info: { id, name, cluster }, heardAt }: ServerTrack): Known => ({
	...{ id, name, cluster, heardAt },
});

/** Ids of those that a round waits for. */
export const awaitedOf = (tracks: Iterable<ServerTrack>): Set<string> => {
	const ids = new Set<string>();
	for (const track of tracks)
		if (!isLost(track) && (track.state === 'ok' || track.state === 'unknown')) ids.add(track.info.id);
	return ids;
};
