// The columns of consumers, in reading order: which it is, who leads it, what waits, and whether its clients get on.

import { judged } from '../../format/cell.ts';
import { countIn } from '../../format/number.ts';
import { width as cellsOf, fitMiddle } from '../../format/text.ts';
import { age } from '../../format/time.ts';
import { healthInColumn, healthOf } from '../../model/checks/trouble.ts';
import type { Consumer } from '../../model/jetstream/consumer.ts';
import { counts, timeSpans } from '../../table/filter-quantity.ts';
import { type ConsumerColumn, consumerPath, isStale } from './facts.ts';

const figure = { align: 'right', descending: true, ofNow: true, isExact: true, unit: counts } as const;

/** A figure that only the leader knows: muted where it is not the leader's of now. */
const ofLeader = (
	column: Pick<ConsumerColumn, 'id' | 'title' | 'about' | 'width' | 'priority' | 'json'> &
		Partial<ConsumerColumn>,
	value: (consumer: Consumer) => number | undefined,
): ConsumerColumn => ({
	...figure,
	...column,
	value,
	cell(row, width, { glyphs, exact }) {
		const write = (room: number): string => countIn(value(row), room, glyphs, exact);
		const health = healthInColumn(row.troubles, column.id);
		if (health === undefined && isStale(row)) return { text: write(width), token: 'muted' };
		return judged(write, width, health, glyphs);
	},
});

/** A rate, or with totals what came since it was made. */
const rate = (
	column: Pick<ConsumerColumn, 'id' | 'about' | 'priority' | 'json' | 'aliases'> & {
		title: string;
		totalsTitle: string;
	},
	rateOf: (consumer: Consumer) => number | undefined,
	totalOf: (consumer: Consumer) => number | undefined,
): ConsumerColumn => ({
	...figure,
	...column,
	width: 6,
	needsTwoSamples: true,
	value: (row, { totals }) => (totals ? totalOf(row) : rateOf(row)),
});

/** Since it was active last: of two ends the one that has been still for longer, where acks are due. */
export const lastOf = ({ delivered, ackFloor, ackPending = 0 }: Consumer): number | undefined => {
	if (ackPending === 0 || ackFloor.lastActive === undefined) return delivered.lastActive;
	return Math.min(delivered.lastActive ?? ackFloor.lastActive, ackFloor.lastActive);
};

const since = (at: number | undefined, now: number): number | undefined =>
	at === undefined ? undefined : Math.max(0, now - at);

/** `on` where a client listens to what a push consumer delivers, else `off`; absent of others. */
export const boundWord = ({ config, isBound, toldBy }: Consumer): string | undefined => {
	if (config?.type !== 'push' || !toldBy.isLeader) return undefined;
	return isBound ? 'on' : 'off';
};

export const consumerColumns: readonly ConsumerColumn[] = [
	{
		...{ id: 'consumer', title: 'CONSUMER', align: 'left', json: 'consumer', lit: 'always' },
		about: 'account, stream and consumer; among those of one stream the consumer alone',
		...{ width: 22, most: 40, priority: 1, aliases: ['name'] },
		nameWidth: (row) => cellsOf(consumerPath(row, ({ accountName }) => accountName)),
		value: ({ consumer }) => consumer,
		texts: ({ consumer, stream }, facts) => [consumer, `${stream}/${consumer}`, facts && stream],
		cell: (row, width, { pathOf, glyphs }) => ({ text: fitMiddle(pathOf(row), width, glyphs) }),
	},
	{
		...{ id: 'leader', title: 'LEADER', align: 'left', json: 'leader', lit: 'marked' },
		about: 'the server that leads it, or has the only copy; often another one than leads its stream',
		...{ width: 8, most: 14, priority: 2 },
		nameWidth: ({ leader, noAnswer }) => cellsOf(noAnswer ? 'no answer' : (leader ?? 'none!!')),
		value: ({ leader }) => leader,
		texts: ({ leader, isOld, noAnswer }) => [
			noAnswer ? 'no answer' : (leader ?? (isOld ? undefined : 'none')),
		],
		cell({ leader, isOld, troubles, noAnswer }, width, { glyphs }) {
			if (noAnswer !== undefined) return { text: fitMiddle('no answer', width, glyphs), token: 'crit' };
			if (leader !== undefined) return { text: fitMiddle(leader, width, glyphs) };
			if (isOld) return { text: glyphs.none };
			return judged(() => 'none', width, healthInColumn(troubles, 'leader'), glyphs);
		},
	},
	{
		...{ id: 'type', title: 'TYPE', about: '`pull` or `push`', align: 'left', width: 4, priority: 9 },
		...{ json: 'type', value: ({ config }) => config?.type },
	},
	ofLeader(
		{
			...{ id: 'pending', title: 'PEND', about: 'messages that wait to be delivered', width: 6 },
			...{ priority: 3, json: 'pending', aliases: ['pend'], lit: 'marked' },
		},
		({ pending }) => pending,
	),
	ofLeader(
		{
			...{ id: 'ack', title: 'ACK', about: 'messages delivered that are not acknowledged yet', width: 6 },
			...{ priority: 4, json: 'ack_pending', aliases: ['ack_pending'], lit: 'marked' },
		},
		({ ackPending }) => ackPending,
	),
	{
		...{ ...figure, id: 'max', title: 'MAX', width: 6, priority: 5, json: 'max_ack_pending' },
		about: 'the most of them: nothing more is delivered then',
		...{ ofNow: false, aliases: ['max_ack_pending'], value: ({ config }) => config?.maxAckPending },
	},
	ofLeader(
		{
			...{ id: 'redelivered', title: 'REDEL', width: 6, priority: 6, json: 'redelivered' },
			...{ about: 'messages not acknowledged that were delivered more than once', lit: 'marked' },
			aliases: ['redel'],
		},
		({ redelivered }) => redelivered,
	),
	{
		...{ ...figure, id: 'waiting', title: 'WAIT', width: 4, priority: 7, json: 'waiting', lit: 'marked' },
		about: 'pull requests that wait; of a push consumer whether a client listens, `on` or `off`',
		aliases: ['wait'],
		value: ({ waiting, config }) => (config?.type === 'push' ? undefined : waiting),
		texts: (row) => [boundWord(row)],
		cell(row, width, { glyphs, exact }) {
			const { waiting, config, troubles } = row;
			const isPush = config?.type === 'push';
			const write = (room: number): string =>
				isPush ? (boundWord(row) ?? glyphs.none) : countIn(waiting, room, glyphs, exact);
			const health = healthInColumn(troubles, 'waiting');
			if (health === undefined && isStale(row)) return { text: write(width), token: 'muted' };
			return judged(write, width, health, glyphs);
		},
	},
	{
		...{ id: 'last', title: 'LAST', align: 'right', descending: true, width: 5, priority: 8 },
		about: 'since something was delivered, or acknowledged where acks are open and that is longer ago',
		...{ unit: timeSpans, json: 'last_delivered', lit: 'marked' },
		value: (row, { now }) => since(lastOf(row), now),
		cell: (row, width, { now, glyphs }) =>
			judged(() => age(since(lastOf(row), now), glyphs), width, healthInColumn(row.troubles, 'last'), glyphs),
	},
	rate(
		{
			...{ id: 'delivered', title: 'DLV/s', totalsTitle: 'DLV', priority: 10 },
			...{ about: 'messages delivered', json: 'delivered_rate', aliases: ['dlv'] },
		},
		({ deliveredRate }) => deliveredRate,
		({ delivered }) => delivered.consumerSeq,
	),
	rate(
		{
			...{ id: 'acked', title: 'ACK/s', totalsTitle: 'ACKED', priority: 11 },
			...{ about: 'messages acknowledged, all before them too', json: 'acked_rate' },
		},
		({ ackedRate }) => ackedRate,
		({ ackFloor }) => ackFloor.consumerSeq,
	),
	{
		...{ id: 'repl', title: 'REPL', align: 'right', width: 5, priority: 12, unit: counts, ofNow: true },
		about: 'replicas that are up to date, of all; without a leader those that answer',
		json: { none: '`current` and `replicas`' },
		value: ({ current }) => current,
		cell({ current, wanted, leader, isOld }, width, { glyphs }) {
			if (current === undefined || wanted === undefined || isOld) return { text: glyphs.none };
			const health = leader === undefined ? 'crit' : current < wanted ? 'warn' : undefined;
			return judged(() => `${current}/${wanted}`, width, health, glyphs);
		},
	},
	{
		...{ ...figure, id: 'lag', title: 'LAG', width: 6, priority: 13, json: 'lag' },
		about: 'entries that the replica furthest behind does not have yet',
		value: ({ lag }) => lag,
	},
	{
		...{ id: 'up', title: 'UP', about: 'since it was made', align: 'right', descending: true, width: 4 },
		...{ priority: 14, unit: timeSpans, json: 'created', aliases: ['created'] },
		value: ({ created }, { now }) => since(created, now),
	},
	{
		...{ id: 'trouble', title: 'TROUBLE', align: 'left', descending: true, isLead: true, ties: 'pending' },
		about: 'what is wrong, the worst of it; sorts critical rows first, then warnings, then by PEND',
		...{ width: 24, priority: 15, lit: 'marked', json: 'trouble' },
		value: ({ rank }) => rank,
		texts: ({ troubles }) => troubles.flatMap(({ check, text }) => [check, text]),
		cell({ troubles: [worst, ...others] }) {
			if (worst === undefined) return { text: '' };
			return {
				text: worst.text + (others.length === 0 ? '' : ` +${others.length}`),
				token: healthOf(worst.severity),
			};
		},
	},
];
