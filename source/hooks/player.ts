// Plays the past: goes on by the clock on the wall, a whole round at a time, as fast as they can be shown.

import type { Clock } from '../nats/wire.ts';
import type { Past } from '../recording/past.ts';
import { longestGap, playedOn, roundAfter, roundAt } from '../recording/playback.ts';

/** Milliseconds between two looks at the clock. */
const playEvery = 250;

type PlayerOptions = {
	past: Past;
	clock: Clock;
	/** The moment that is looked at, or was wished for last. */
	place: () => number | undefined;
	/** Seconds of the past a second. */
	speed: () => number;
	go: (at: number) => void;
	/** There is nothing further to play. */
	onEnd: () => void;
};

/** Plays from where the screen stands until it is stopped; gives the way to stop it. */
export const play = ({ past, clock, place, speed, go, onEnd }: PlayerOptions): (() => void) => {
	let [at, since] = [place() ?? past.to(), clock()];
	let timer: NodeJS.Timeout;
	const beat = (): void => {
		const rounds = past.rounds();
		const now = clock();
		const here = place() ?? at;
		// Somebody went elsewhere meanwhile.
		if (here > at || at - here > longestGap) at = here;
		at = playedOn(rounds, { at, speed: speed() }, now - since);
		since = now;
		const round = roundAt(rounds, at);
		if (round !== undefined && round > here) go(round);
		if (roundAfter(rounds, at) === undefined && at >= past.to()) onEnd();
		else timer = setTimeout(beat, playEvery);
	};
	timer = setTimeout(beat, playEvery);
	return () => clearTimeout(timer);
};
