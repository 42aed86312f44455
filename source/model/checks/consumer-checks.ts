// Checks of a consumer: nobody leads it, its clients hang, nobody reads it, or messages come again and again.

import { withCommas } from '../count-words.ts';
import type { Consumer } from '../jetstream/consumer.ts';
import { noAnswerText } from '../jetstream/replicated.ts';
import { spanText } from '../span-text.ts';
import { type Check, type Finding, percentText, severityOf, type Thresholds } from './check.ts';
import { monitorFinding } from './consumer-monitor.ts';

/** What a consumer is judged by beside itself: our time. */
export type ConsumerMoment = { now: number };

export type ConsumerCheck = Check<Consumer, ConsumerMoment>;

/** A new leader is elected within so long, and clients take so long over a message, milliseconds; rounds are never exact. */
const [electionSpan, stillSpan, slack] = [5000, 60_000, 500];

/** Fewer deliveries than this say nothing about how many come again. */
const fewDeliveries = 10;

const lasts = (since: number | undefined, span: number, now: number): since is number =>
	since !== undefined && now - since >= span - slack;

/** `1 message waits`, `1,200 messages wait`. */
export const waitText = (pending: number | undefined): string =>
	pending === 1 ? '1 message waits' : `${withCommas(pending ?? 0)} messages wait`;

/** Whether a new leader has been missing for long. */
const isLeaderless = ({ leaderlessSince }: Consumer, now: number): boolean =>
	lasts(leaderlessSince, electionSpan, now);

/** As many acks are open as may be, and none comes. */
const isStuck = ({ fullSince, isPaused }: Consumer, now: number): boolean =>
	!isPaused && lasts(fullSince, stillSpan, now);

/** Messages wait, and no client asks for them. */
const isUnread = ({ unreadSince, isPaused }: Consumer, now: number): boolean =>
	!isPaused && lasts(unreadSince, stillSpan, now);

/** Messages wait, and nobody listens where they would be delivered to. */
const isUnbound = ({ config, pending, isBound, isPaused, leader }: Consumer): boolean =>
	!isPaused && leader !== undefined && config?.type === 'push' && (pending ?? 0) > 0 && isBound !== true;

/** The part of what was delivered within minutes that was delivered before; absent where that is too little to tell. */
const redeliveredShare = ({ redelivery, isPaused }: Consumer): number | undefined =>
	isPaused || redelivery === undefined || redelivery.delivered < fewDeliveries
		? undefined
		: redelivery.again / redelivery.delivered;

const leaderText = ({ current = 0, wanted = 0, leaderlessSince = 0 }: Consumer, now: number): string => {
	const there = wanted > 1 ? `, ${current} of ${wanted} replicas answer` : '';
	return `no leader for ${spanText(now - leaderlessSince)}${there}: nothing is delivered, acks are lost`;
};

const quorum: ConsumerCheck = {
	id: 'quorum',
	column: 'leader',
	about: 'a consumer without a leader for 5s: nothing of it is delivered',
	judge: (consumer, { now }) =>
		isLeaderless(consumer, now) ? { severity: 'critical', text: leaderText(consumer, now) } : undefined,
};

const stuckText = ({ ackPending = 0, pending, waiting, fullSince = 0 }: Consumer, now: number): string => {
	const acks =
		ackPending === 1 ? 'the only ack it may have open is' : `all ${withCommas(ackPending)} acks are`;
	const asks = waiting === 0 ? ', nobody asks for more' : '';
	return `${acks} open and none came for ${spanText(now - fullSince)}, ${waitText(pending)}${asks}: its clients hang or are gone`;
};

const unboundText = ({ config, pending }: Consumer): string => {
	const where = config?.deliverSubject === undefined ? 'where it delivers to' : `on ${config.deliverSubject}`;
	return `${waitText(pending)}, and nobody listens ${where}: no client is subscribed to it`;
};

const againText = (consumer: Consumer, share: number): string => {
	const { redelivery, config } = consumer;
	const ackWait =
		config?.ackWait === undefined ? 'its ack wait' : `the ack wait of ${spanText(config.ackWait)}`;
	return `${percentText(share)} of what was delivered in ${spanText(redelivery?.span ?? 0)} came again: clients refuse messages, or take longer than ${ackWait}`;
};

const again = (consumer: Consumer, thresholds: Thresholds): Finding | undefined => {
	const share = redeliveredShare(consumer);
	const severity = severityOf(share, thresholds);
	return severity && { severity, text: againText(consumer, share ?? 0), column: 'redelivered' };
};

const consumer: ConsumerCheck = {
	id: 'consumer',
	about:
		'a consumer whose acks are all open and stay so for 60s is critical; one that nobody reads for 60s warns, and one that delivers so much of it again within 5m',
	thresholds: { warn: 0.1 },
	unit: 'share',
	figure: (row) => redeliveredShare(row) ?? 0,
	judge(row, { now }, thresholds) {
		const { pending, unreadSince = 0 } = row;
		if (isStuck(row, now)) return { severity: 'critical', text: stuckText(row, now), column: 'ack' };
		if (isUnread(row, now)) {
			const text = `${waitText(pending)}, and nobody has asked for them for ${spanText(now - unreadSince)}: no client reads it`;
			return { severity: 'warn', text, column: 'pending' };
		}
		return again(row, thresholds);
	},
};

const unbound: ConsumerCheck = {
	id: 'unbound',
	column: 'pending',
	about: 'a push consumer with messages that wait while no client is subscribed to where it delivers',
	judge: (row) => (isUnbound(row) ? { severity: 'warn', text: unboundText(row) } : undefined),
};

const monitor: ConsumerCheck = {
	id: 'monitor',
	about:
		'limits that somebody wrote into the metadata `io.nats.monitor.*`, as `nats server check` reads them',
	judge: (row, { now }) => monitorFinding(row, now),
};

/** What JetStream itself got no answer for. */
export const noAnswerCheck: ConsumerCheck = {
	id: 'no-answer',
	column: 'leader',
	about: 'a consumer of our account whose leader does not answer JetStream',
	judge: ({ noAnswer }, { now }) => noAnswer && { severity: 'critical', text: noAnswerText(noAnswer, now) },
};

/** The gravest first. */
export const consumerChecks: readonly ConsumerCheck[] = [noAnswerCheck, quorum, unbound, consumer, monitor];

/** What is wrong with it in a word or two, and since when, where that is known. */
export const consumerWord = (row: Consumer): { word: string; since?: number } | undefined => {
	const [worst] = row.troubles;
	if (worst === undefined) return row.isPaused ? { word: 'paused' } : undefined;
	if (worst.check === noAnswerCheck.id) return { word: 'no answer', since: row.noAnswer?.since };
	if (worst.check === quorum.id) return { word: 'no leader', since: row.leaderlessSince };
	if (worst.check === monitor.id) return { word: 'over its monitor limit' };
	if (worst.severity === 'critical') return { word: 'acks full', since: row.fullSince };
	if (worst.column === 'redelivered') return { word: 'redelivers' };
	return worst.check === unbound.id ? { word: 'unbound' } : { word: 'unread', since: row.unreadSince };
};
