// Which of two things a server sent came first: messages and answers may overtake each other on the way.

import type { Sample } from './server.ts';

/** Messages of one server overtake each other by less than this, milliseconds; a later one is news whatever its `seq`. */
const disorder = 10_000;

/** `seq` of a SHUTDOWN or LAMEDUCK, and when it came: what the server sent before it says nothing about now. */
export type LastWord = { seq?: number; at: number };

/** When the question was sent that a sample answers, our time; long ago where nobody asked. */
export const askedAt = ({ rtt, receivedAt }: Sample): number =>
	rtt === undefined ? Number.NEGATIVE_INFINITY : receivedAt - rtt;

/** True when a sample was sent before the one already held. */
export const isOlder = (sample: Sample, held: Sample): boolean => {
	// The answer to a later question is later, whatever numbers somebody has sent.
	if (askedAt(sample) > held.receivedAt || sample.receivedAt - held.receivedAt > disorder) return false;
	const [a, b] = [sample.server, held.server];
	if (a.seq !== undefined && b.seq !== undefined && a.seq !== b.seq) return a.seq < b.seq;
	return a.time !== undefined && b.time !== undefined && a.time < b.time;
};

/** True when a sample was sent before the last word of its server. */
export const isBeforeLastWord = (sample: Sample, word: LastWord | undefined): boolean => {
	if (word?.seq === undefined || askedAt(sample) > word.at) return false;
	return sample.receivedAt - word.at <= disorder && (sample.server.seq ?? 0) < word.seq;
};
