// What is told when the state of a server changes with time: stale, down, back.

import * as change from './change.ts';
import type { MonitorEvent } from './event.ts';
import type { ServerTrack } from './server-track.ts';

/** Judges a server at `now`; it is stale after `staleAfter` milliseconds without a sign of life. Gives what is to be told. */
export const judgeServer = (track: ServerTrack, now: number, staleAfter: number): MonitorEvent[] => {
	const { state, evidence } = track.judge(now, staleAfter);
	if (state === track.state) {
		if (evidence !== track.evidence) {
			track.evidence = evidence;
			track.touch();
		}
		return [];
	}
	const away = now - track.stateSince;
	track.become(state, evidence, now);
	// Two processes under one name: which of them is the server is not known yet, or changes.
	if (track.rival || (track.takesTurns && state !== 'down')) return [];
	if (state === 'stale') return [change.wentStale(track.info, now, evidence ?? '')];
	if (state === 'down') return [change.wentDown(track.info, now, evidence ?? '')];
	const isBack = state === 'ok' && track.restartedAt !== track.latest?.receivedAt;
	return isBack ? [change.cameBack(track.info, now, away)] : [];
};
