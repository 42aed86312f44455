// Checks of connections: more waits for one than it takes, its server makes it wait, or its way is slow.

import type { ConnectionRow } from '../connection-row.ts';
import { type Check, type Finding, percentText, severityOf, shareOf } from './check.ts';

/** What a connection is judged by: figures of the row that is being made. */
export type ConnectionFigures = Pick<
	ConnectionRow,
	'last' | 'growing' | 'stalling' | 'maxPending' | 'usualRtt'
>;

export type ConnectionCheck = Check<ConnectionFigures, undefined>;

/** What waits and grows is trouble from so many bytes on. */
const growingPending = 1024 * 1024;

/** A way is slow where it takes over so many milliseconds, and so many times the middle of its server. */
const slowWay = { ms: 50, times: 4 };

const pendingGrows = ({ last, growing }: ConnectionFigures): boolean =>
	growing !== undefined && (last.pending ?? 0) > growingPending;

const pendingText = (figures: ConnectionFigures): string => {
	const { last, maxPending } = figures;
	if (pendingGrows(figures)) return 'pending grows';
	const share = shareOf(last.pending ?? 0, maxPending);
	return share === undefined ? 'pending grew' : `pending ${percentText(share)} of its limit`;
};

const pending: ConnectionCheck['judge'] = (figures, _, thresholds): Finding | undefined => {
	const { last, maxPending } = figures;
	const share = shareOf(last.pending ?? 0, maxPending);
	const severity = severityOf(share, thresholds) ?? (pendingGrows(figures) ? 'warn' : undefined);
	return severity && { severity, text: pendingText(figures) };
};

/** The gravest first. */
export const connectionChecks: readonly ConnectionCheck[] = [
	{
		id: 'pending',
		about: `what waits for a client, against what its server lets wait; also over ${growingPending / 1024 ** 2} MiB that grow`,
		column: 'pending',
		thresholds: { warn: 0.1, critical: 0.5 },
		unit: 'share',
		swings: true,
		says: pendingText,
		figure: ({ last, maxPending }) => shareOf(last.pending ?? 0, maxPending),
		unknown: 'no server tells how much it lets wait',
		judge: pending,
	},
	{
		id: 'stalls',
		about: 'a client that its server makes wait for slow readers (nats-server 2.12)',
		column: 'stalls',
		swings: true,
		judge: ({ stalling }) => (stalling === undefined ? undefined : { severity: 'warn', text: 'stalled' }),
	},
	{
		id: 'conn-rtt',
		about: `a round trip over ${slowWay.ms} ms and ${slowWay.times} times the middle of all on its server`,
		column: 'rtt',
		swings: true,
		judge: ({ last: { rtt }, usualRtt }) =>
			rtt !== undefined && usualRtt !== undefined && rtt > slowWay.ms && rtt > slowWay.times * usualRtt
				? { severity: 'warn', text: 'slow way' }
				: undefined,
	},
];
