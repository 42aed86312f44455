// What a consumer does, what is wrong with it, and what that means to its users, in sentences.

import { count } from '../../format/number.ts';
import { age, uptime } from '../../format/time.ts';
import { waitText } from '../../model/checks/consumer-checks.ts';
import { withCommas } from '../../model/count-words.ts';
import type { Consumer } from '../../model/jetstream/consumer.ts';
import { type ConsumerLook, isStale } from './facts.ts';

/** A sentence and how grave it is. */
export type Sentence = { text: string; token?: 'crit' | 'warn' };

/** Whose word the figures are, where that is not its leader now. */
export const toldText = (row: Consumer, { now }: ConsumerLook): string | undefined => {
	const { toldBy, leader, isOld } = row;
	if (isOld && toldBy.server === '') return 'Only its name is known.';
	if (isOld) return `As ${toldBy.server} said ${age(now - toldBy.at)} ago: no server that has it answers.`;
	if (!isStale(row)) return undefined;
	if (!toldBy.isLeader)
		return leader === undefined
			? 'What waits is not known: only a leader knows it.'
			: `What waits is not known: ${leader} leads it, and has not told of it.`;
	return `PEND, ACK, REDEL and WAIT are as ${toldBy.server} said ${age(now - toldBy.at)} ago, as its leader.`;
};

const speedText = ({ pending = 0, deliveredRate = 0, catchesUpIn }: Consumer, look: ConsumerLook): string => {
	const speed = `${count(deliveredRate, look.glyphs)} messages a second are delivered`;
	if (pending === 0) return `It keeps up: nothing waits, ${speed}.`;
	if (catchesUpIn !== undefined)
		return `It catches up: ${waitText(pending)}, ${speed}; done in about ${uptime(catchesUpIn)}.`;
	return `It does not get nearer: ${waitText(pending)}, ${speed}.`;
};

const quietPush = ({ config, pending = 0, isBound }: Consumer): string => {
	const where = config?.deliverSubject === undefined ? '' : ` on ${config.deliverSubject}`;
	if (!isBound) return `Nobody listens${where}; nothing waits.`;
	return pending === 0
		? `Nothing waits; a client listens${where}.`
		: `${waitText(pending)}; a client listens${where}.`;
};

const quietPull = ({ pending = 0, waiting = 0, ackPending = 0 }: Consumer): string => {
	const waits = pending === 0 ? 'Nothing waits' : `${waitText(pending)}`;
	if (waiting > 0) return `${waits}; ${waiting === 1 ? '1 request' : `${waiting} requests`} for more wait.`;
	return ackPending > 0
		? `${waits}; its clients have ${ackPending} messages to acknowledge.`
		: `${waits}, and nobody asks for more.`;
};

const pausedText = ({ pauseLeft }: Consumer): string =>
	pauseLeft === undefined
		? 'Paused: nothing is delivered until somebody resumes it.'
		: `Paused for ${uptime(pauseLeft)} more: nothing is delivered until then.`;

/** What it does, where nothing is wrong. */
const doesText = (row: Consumer, look: ConsumerLook): string => {
	const { leader, isPaused, config, deliveredRate, pending } = row;
	if (leader === undefined) return 'It has lost its leader: another one is elected, or nothing is delivered.';
	if (isPaused) return pausedText(row);
	if (pending === undefined) return 'Its leader has not told of it yet.';
	if ((deliveredRate ?? 0) > 0) return speedText(row, look);
	return config?.type === 'push' ? quietPush(row) : quietPull(row);
};

/** Everything there is to say of it, what is wrong first. */
export const sentencesOf = (row: Consumer, look: ConsumerLook): Sentence[] => {
	const told = toldText(row, look);
	const behind = behindText(row);
	return [
		...row.troubles.map(
			({ severity, text }): Sentence => ({
				text: `${text.charAt(0).toUpperCase()}${text.slice(1)}.`,
				token: severity === 'critical' ? 'crit' : 'warn',
			}),
		),
		...(row.troubles.length === 0 && !row.isOld ? [{ text: doesText(row, look) }] : []),
		...(behind === undefined ? [] : [{ text: behind, token: 'warn' as const }]),
		...(told === undefined ? [] : [{ text: told }]),
	];
};

const states = { lags: 'is behind', silent: 'is silent', offline: 'is offline', unknown: 'is not known' };

/** `west-3 is silent: 2 of 3 replicas are up to date.`, where somebody leads it. */
const behindText = ({ replicas, current, wanted, leader, isOld }: Consumer): string | undefined => {
	if (isOld || leader === undefined || current === undefined || wanted === undefined || current >= wanted)
		return undefined;
	const named = replicas.flatMap(({ name, state, lag }) => {
		if (state === 'ok' || state === 'leader') return [];
		return state === 'lags' && lag !== undefined
			? [`${name} lags ${withCommas(lag)}`]
			: [`${name} ${states[state]}`];
	});
	const who = named.length === 0 ? '' : `${named.join(', ')}: `;
	return `${who}${current} of ${wanted} replicas are up to date.`;
};
