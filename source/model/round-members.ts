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

/** Ends a round: counts who was asked and who answered, and adds a slot to each history. Gives the ids to ask directly. */
export const closeRound = (tracks: Iterable<ServerTrack>, now: number): string[] => {
	const missing: string[] = [];
	for (const track of tracks) {
		if (isExpected(track)) track.asked++;
		if (track.inRound) track.answered++;
		track.missedRounds = track.inRound || !isExpected(track) ? 0 : track.missedRounds + 1;
		track.answering = track.inRound;
		track.touch();
		if (!track.inRound && !isLost(track)) missing.push(track.info.id);
		track.closeSlot(now);
	}
	return missing;
};

/** Ends a round in which nobody was asked: who is not silent for `staleAfter` has answered. Gives the ids of those who are. */
export const closeBlindRound = (
	tracks: Iterable<ServerTrack>,
	now: number,
	staleAfter: (track: ServerTrack) => number,
): string[] => {
	const missing: string[] = [];
	for (const track of tracks) {
		const silent = now - Math.max(track.heardAt, track.excusedUntil) >= staleAfter(track);
		track.inRound = !silent && !isLost(track);
		track.answering = track.inRound;
		track.touch();
		if (silent && !isLost(track)) missing.push(track.info.id);
		track.closeSlot(now, track.inRound);
	}
	return missing;
};
