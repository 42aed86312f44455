// What is wrong with a connection: more waits for it than it takes, its way is slow, or its server makes it wait.

import type { ConnectionRow, ConnectionTrouble } from './connection-row.ts';

/** Figures a connection is judged by; those of the row that is being made. */
export type ConnectionFigures = Pick<
	ConnectionRow,
	'last' | 'growing' | 'stalling' | 'maxPending' | 'usualRtt'
>;

/** Parts of the most that may wait. */
const pendingShare = { warn: 0.1, critical: 0.5 };

/** What waits and has grown for so many rounds is trouble from so many bytes on. */
const growingPending = { rounds: 3, bytes: 1024 * 1024 };

const slowWay = { times: 4, ms: 50 };

const stallingRounds = 3;

/** From here on a mark stands by the figure. */
export const pendingTrouble = ({
	last,
	growing,
	maxPending,
}: ConnectionFigures): ConnectionTrouble | undefined => {
	const { pending = 0 } = last;
	const share = maxPending === undefined ? 0 : pending / maxPending;
	const grows = (growing?.rounds ?? 0) >= growingPending.rounds && pending > growingPending.bytes;
	const severity =
		share > pendingShare.critical ? 'critical' : grows || share > pendingShare.warn ? 'warn' : undefined;
	if (severity === undefined) return undefined;
	return {
		check: 'pending',
		severity,
		text: grows ? 'pending grows' : `pending ${Math.floor(share * 100)}% of its limit`,
	};
};

const rttTrouble = ({ last: { rtt }, usualRtt }: ConnectionFigures): ConnectionTrouble | undefined =>
	rtt !== undefined && usualRtt !== undefined && rtt > slowWay.ms && rtt > slowWay.times * usualRtt
		? { check: 'conn-rtt', severity: 'warn', text: 'slow way' }
		: undefined;

const stallTrouble = ({ stalling }: ConnectionFigures): ConnectionTrouble | undefined =>
	(stalling?.rounds ?? 0) >= stallingRounds
		? { check: 'stalls', severity: 'warn', text: 'stalled' }
		: undefined;

const none: readonly ConnectionTrouble[] = [];

/** Everything that is wrong with a connection, the worst first. */
export const connectionTroubles = (figures: ConnectionFigures): readonly ConnectionTrouble[] => {
	const found = [pendingTrouble(figures), stallTrouble(figures), rttTrouble(figures)].flatMap(
		(each) => each ?? [],
	);
	return found.length === 0 ? none : found;
};

const order: readonly ConnectionTrouble['check'][] = ['conn-rtt', 'stalls', 'pending'];

/** How a row stands among others: 0 where nothing is wrong. */
export const connectionRank = ([worst]: readonly ConnectionTrouble[]): number =>
	worst === undefined ? 0 : (worst.severity === 'critical' ? 10 : 1) + order.indexOf(worst.check);
