// Limits of a consumer that somebody wrote into its metadata, as the official tools read them (jsm.go, monitor/consumer.go).

import { withCommas } from '../count-words.ts';
import type { Consumer } from '../jetstream/consumer.ts';
import { spanText } from '../span-text.ts';
import type { Finding } from './check.ts';
import { isMonitored, metadataCount, metadataFlag, metadataSpan } from './monitor-metadata.ts';

/** A limit of a figure that is reached; what is not positive is no limit. */
type CountLimit = {
	key: string;
	column: string;
	value: (consumer: Consumer) => number | undefined;
	text: (value: string) => string;
};

const countLimits: readonly CountLimit[] = [
	{
		...{ key: 'outstanding-ack-critical', column: 'ack', value: ({ ackPending }) => ackPending },
		text: (value) => `${value} acks are open`,
	},
	{
		...{ key: 'waiting-critical', column: 'waiting', value: ({ waiting }) => waiting },
		text: (value) => `${value} pull requests wait`,
	},
	{
		...{ key: 'unprocessed-critical', column: 'pending', value: ({ pending }) => pending },
		text: (value) => `${value} messages wait`,
	},
	{
		...{ key: 'redelivery-critical', column: 'redelivered', value: ({ redelivered }) => redelivered },
		text: (value) => `${value} messages were delivered again`,
	},
];

type SpanLimit = { key: string; what: string; since: (consumer: Consumer) => number | undefined };

const spanLimits: readonly SpanLimit[] = [
	{ key: 'last-delivery-critical', what: 'delivered', since: ({ delivered }) => delivered.lastActive },
	{ key: 'last-ack-critical', what: 'acknowledged', since: ({ ackFloor }) => ackFloor.lastActive },
];

const said = (text: string, limit: string): string =>
	`${text}, its monitor metadata allow less than ${limit}`;

const countFinding = (row: Consumer, metadata: ReadonlyMap<string, string>): Finding | undefined => {
	for (const { key, column, value, text } of countLimits) {
		const limit = metadataCount(metadata, key);
		const now = value(row);
		if (limit === undefined || now === undefined || now < limit) continue;
		const words = said(text(withCommas(now)), withCommas(limit));
		return { severity: 'critical', text: words, column };
	}
	return undefined;
};

const spanFinding = (
	row: Consumer,
	metadata: ReadonlyMap<string, string>,
	now: number,
): Finding | undefined => {
	for (const { key, what, since } of spanLimits) {
		const limit = metadataSpan(metadata, key);
		const at = since(row);
		if (limit === undefined) continue;
		if (at === undefined) {
			// What a new leader has not seen yet may have been all the same.
			const isNever = (what === 'delivered' ? row.delivered : row.ackFloor).consumerSeq === 0;
			if (isNever)
				return {
					severity: 'critical',
					text: said(`nothing was ever ${what}`, spanText(limit)),
					column: 'last',
				};
		} else if (now - at >= limit) {
			const text = said(`nothing was ${what} for ${spanText(now - at)}`, spanText(limit));
			return { severity: 'critical', text, column: 'last' };
		}
	}
	return undefined;
};

/** Where a client of each group should be pinned. */
const pinnedFinding = (
	{ config, pinned = 0 }: Consumer,
	metadata: ReadonlyMap<string, string>,
): Finding | undefined => {
	if (metadataFlag(metadata, 'pinned') !== true) return undefined;
	const { priorityPolicy, priorityGroups = 0 } = config ?? {};
	const wish = 'its monitor metadata want one in each group';
	if (priorityPolicy !== 'pinned_client' || priorityGroups === 0)
		return { severity: 'critical', text: `it pins no clients, ${wish}` };
	if (pinned >= priorityGroups) return undefined;
	return {
		severity: 'critical',
		text: `a client is pinned in ${pinned} of ${priorityGroups} groups, ${wish}`,
	};
};

/** What is over a limit of its metadata, the gravest; nothing where nobody has set one, or nobody leads it. */
export const monitorFinding = (row: Consumer, now: number): Finding | undefined => {
	const { config, leader, isPaused } = row;
	const metadata = config?.metadata;
	if (metadata === undefined || metadata.size === 0 || leader === undefined || isPaused) return undefined;
	if (!isMonitored(metadata)) return undefined;
	return countFinding(row, metadata) ?? spanFinding(row, metadata, now) ?? pinnedFinding(row, metadata);
};
