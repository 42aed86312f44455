// What a connection does, or what is wrong with it, in one sentence.

import { bytes, count } from '../../format/number.ts';
import { age, rtt } from '../../format/time.ts';
import type { ConnectionRow } from '../../model/connection-row.ts';
import { ratesKnown } from '../rates-known.ts';
import type { ConnectionLook } from './facts.ts';

/** From here on a connection is a good part of all traffic, listens to much, or has been idle for long. */
const [bigShare, manySubjects, longIdle] = [0.2, 100, 60_000];

const pendingSentence = (row: ConnectionRow, { glyphs }: ConnectionLook): string => {
	const { last, growing, maxPending } = row;
	const waits = bytes(last.pending, glyphs);
	if (maxPending === undefined) return `Reads slower than it is sent to: ${waits} wait for it.`;
	const limit = bytes(maxPending, glyphs);
	return growing !== undefined && growing.rounds >= 2
		? `Reads slower than it is sent to. At ${limit} the server closes it: Slow Consumer.`
		: `Has ${waits} to read still. At ${limit} the server closes it: Slow Consumer.`;
};

const troubleSentence = (row: ConnectionRow, look: ConnectionLook): string | undefined => {
	const { last, usualRtt } = row;
	switch (row.troubles[0]?.check) {
		case 'pending':
			return pendingSentence(row, look);
		case 'stalls':
			return 'Sends faster than a reader takes it: the server makes it wait.';
		case 'conn-rtt':
			return `Its way is slow: ${rtt(last.rtt, look.glyphs)}, where others on ${last.server.name} have ${rtt(usualRtt, look.glyphs)}.`;
		default:
			return undefined;
	}
};

const percent = (part: number, whole: number): string => `${Math.floor((part / whole) * 100)}%`;

const doesSentence = ({ last, rates }: ConnectionRow, look: ConnectionLook): string => {
	const { allIn, allOut, glyphs } = look;
	const [out, into] = [rates?.outMsgs, rates?.inMsgs];
	const idle = last.lastActivity === undefined ? undefined : last.at - last.lastActivity;
	const listens =
		(last.subscriptions ?? 0) >= manySubjects
			? ` It has ${count(last.subscriptions, glyphs)} subscriptions.`
			: '';
	if (out === undefined || into === undefined) return `${ratesKnown('Its rates are', look)}${listens}`;
	if (allIn > 0 && into / allIn >= bigShare)
		return `Sends ${percent(into, allIn)} of all messages that come from clients.${listens}`;
	if (allOut > 0 && out / allOut >= bigShare)
		return `Takes ${percent(out, allOut)} of all messages that go to clients.${listens}`;
	if (out + into === 0 && idle !== undefined && idle >= longIdle)
		return `Idle for ${age(idle)}: it sends nothing, and nothing is sent to it.${listens}`;
	if (listens !== '') return listens.trim();
	if (out + into === 0) return 'Sends nothing now, and nothing is sent to it.';
	return `Sends ${count(into, glyphs)} and takes ${count(out, glyphs)} messages a second.`;
};

/** The sentence under a connection. */
export const connectionSentence = (row: ConnectionRow, look: ConnectionLook): string =>
	row.isOld
		? `${row.last.server.name} does not answer: this was ${age(look.now - row.heardAt)} ago.`
		: (troubleSentence(row, look) ?? doesSentence(row, look));
