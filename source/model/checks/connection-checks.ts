// Checks of connections: more waits for one than it takes, its server makes it wait, or its way is slow.

import type { ConnectionRow } from '../connection-row.ts';
import { type Check, type Finding, percentText, severityOf, shareOf, type Trouble } from './check.ts';

/** What a connection is judged by: figures of the row that is being made. */
export type ConnectionFigures = Pick<
	ConnectionRow,
	'last' | 'growing' | 'stalling' | 'maxPending' | 'usualRtt'
>;

export type ConnectionCheck = Check<ConnectionFigures, undefined>;

/** What waits and has grown for so many rounds is trouble from so many bytes on. */
const growingPending = { rounds: 3, bytes: 1024 * 1024 };

/** So many rounds in a row. */
const stallingRounds = 3;

/** A way is slow where it takes over so many milliseconds, and so many times the middle of its server. */
const slowWay = { ms: 50, times: 4 };

const pending: ConnectionCheck['judge'] = (
	{ last, growing, maxPending },
	_,
	thresholds,
): Finding | undefined => {
	const { pending: waits = 0 } = last;
	const share = shareOf(waits, maxPending);
	const grows = (growing?.rounds ?? 0) >= growingPending.rounds && waits > growingPending.bytes;
	const severity = severityOf(share, thresholds) ?? (grows ? 'warn' : undefined);
	if (severity === undefined) return undefined;
	return { severity, text: grows ? 'pending grows' : `pending ${percentText(share ?? 0)} of its limit` };
};

/** The gravest first. */
export const connectionChecks: readonly ConnectionCheck[] = [
	{
		id: 'pending',
		about: `what waits for a client, against what its server lets wait; also over ${growingPending.bytes / 1024 ** 2} MiB that have grown for ${growingPending.rounds} rounds`,
		column: 'pending',
		thresholds: { warn: 0.1, critical: 0.5 },
		judge: pending,
	},
	{
		id: 'stalls',
		about: `a client that its server made wait for slow readers, ${stallingRounds} rounds in a row (nats-server 2.12)`,
		column: 'stalls',
		judge: ({ stalling }) =>
			(stalling?.rounds ?? 0) >= stallingRounds ? { severity: 'warn', text: 'stalled' } : undefined,
	},
	{
		id: 'conn-rtt',
		about: `a round trip over ${slowWay.ms} ms and ${slowWay.times} times the middle of all on its server`,
		column: 'rtt',
		judge: ({ last: { rtt }, usualRtt }) =>
			rtt !== undefined && usualRtt !== undefined && rtt > slowWay.ms && rtt > slowWay.times * usualRtt
				? { severity: 'warn', text: 'slow way' }
				: undefined,
	},
];

const none: readonly Trouble[] = [];

/** Everything that is wrong with a connection, the worst first. */
export const connectionTroubles = (figures: ConnectionFigures): readonly Trouble[] => {
	const found = connectionChecks.flatMap(({ id, column, judge, thresholds = {} }) => {
		const finding = judge(figures, undefined, thresholds);
		return finding === undefined ? [] : [{ check: id, ...finding, ...(column && { column }) }];
	});
	if (found.length === 0) return none;
	return found.toSorted((a, b) => Number(b.severity === 'critical') - Number(a.severity === 'critical'));
};

/** How a row stands among others: 0 where nothing is wrong, the greater the worse. */
export const connectionRank = ([worst]: readonly Trouble[]): number => {
	if (worst === undefined) return 0;
	const place = connectionChecks.findIndex(({ id }) => id === worst.check);
	return (worst.severity === 'critical' ? 2 : 1) * connectionChecks.length + connectionChecks.length - place;
};
