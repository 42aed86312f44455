// The columns of the streams: who leads, who is behind, what comes in, how full it is.

import { judged } from '../../format/cell.ts';
import { bytesIn, countIn } from '../../format/number.ts';
import { width as cellsOf, fitMiddle } from '../../format/text.ts';
import { age } from '../../format/time.ts';
import { percentText } from '../../model/checks/check.ts';
import { healthInColumn, healthOf } from '../../model/checks/trouble.ts';
import { isOwn } from '../../model/jetstream/replicated.ts';
import { messageSize, type Stream } from '../../model/jetstream/stream.ts';
import { byteSizes, counts, shares, timeSpans } from '../../table/filter-quantity.ts';
import { type StreamColumn, streamName } from './facts.ts';

const figure = { align: 'right', descending: true, ofNow: true, isExact: true, unit: counts } as const;

const span = { align: 'right', unit: timeSpans } as const;

/** Old at the top: a great span is what one looks for. */
const since = (at: number | undefined, now: number): number | undefined =>
	at === undefined ? undefined : Math.max(0, now - at);

/** Bytes a second that come in, if messages go on to be as large as those that are kept. */
export const bytesInRate = (stream: Stream): number | undefined => {
	const [rate, size] = [stream.inRate, messageSize(stream)];
	if (rate === 0) return 0;
	return rate === undefined || size === undefined ? undefined : rate * size;
};

/** Short words for retention, as a person says them. */
const retentions: Readonly<Record<string, string>> = { workqueue: 'workq' };

/** The names of every server that has a copy. */
export const copyHolders = ({ replicas }: Pick<Stream, 'replicas'>): string[] =>
	replicas.map(({ name }) => name);

const pathOf = (row: Stream): string => (isOwn(row) ? row.stream : `${row.accountName}/${row.stream}`);

export const streamColumns: readonly StreamColumn[] = [
	{
		...{ id: 'stream', title: 'STREAM', about: 'account and name', align: 'left', json: 'stream' },
		...{ width: 17, most: 32, priority: 1, lit: 'always' },
		nameWidth: (row) => cellsOf(pathOf(row)),
		value: pathOf,
		texts: (row) =>
			isOwn(row) ? [row.stream] : [`${row.accountName}/${row.stream}`, `${row.account}/${row.stream}`],
		cell: (stream, width, look) => ({ text: fitMiddle(streamName(stream, look), width, look.glyphs) }),
	},
	{
		...{ id: 'trouble', title: 'TROUBLE', align: 'left', descending: true, isLead: true, ties: 'in' },
		about: 'what is wrong, the worst of it; sorts critical rows first, then warnings, then by IN/s',
		...{ width: 30, priority: 17, lit: 'marked', json: 'trouble' },
		value: ({ rank }) => rank,
		texts: ({ troubles }) => troubles.flatMap(({ check, text }) => [check, text]),
		cell({ troubles: [worst, ...others] }) {
			if (worst === undefined) return { text: '' };
			const more = others.length === 0 ? '' : ` +${others.length}`;
			return { text: worst.text + more, token: healthOf(worst.severity) };
		},
	},
	{
		...{ id: 'repl', title: 'REPL', align: 'right', width: 6, priority: 2, lit: 'marked' },
		about: 'replicas that are up to date, of those there should be',
		...{ unit: counts, aliases: ['current'], json: 'current', ofNow: true },
		value: ({ current }) => current,
		cell({ current, wanted, troubles, leader, isOld, noAnswer }, width, { glyphs }) {
			if (noAnswer !== undefined) return { text: glyphs.none };
			const health =
				leader === undefined && !isOld
					? healthInColumn(troubles, 'leader')
					: healthInColumn(troubles, 'repl');
			const of = `${current ?? glyphs.none}/${wanted ?? glyphs.none}`;
			return judged(() => of, width, health, glyphs);
		},
	},
	{
		...{ id: 'leader', title: 'LEADER', about: 'the server that leads it', align: 'left', width: 8 },
		...{ most: 14, priority: 3, lit: 'marked', json: 'leader' },
		nameWidth: ({ leader, noAnswer }) => cellsOf(noAnswer ? 'no answer' : (leader ?? 'none!!')),
		value: ({ leader }) => leader,
		texts: ({ leader, noAnswer }) => [noAnswer ? 'no answer' : (leader ?? 'none')],
		cell({ leader, troubles, isOld, toldBy, noAnswer }, width, { glyphs }) {
			if (noAnswer !== undefined) return { text: fitMiddle('no answer', width, glyphs), token: 'crit' };
			if (leader === undefined && isOld) return { text: fitMiddle(toldBy.server, width, glyphs) };
			if (leader === undefined)
				return judged(() => 'none', width, healthInColumn(troubles, 'leader'), glyphs);
			return { text: fitMiddle(leader, width, glyphs) };
		},
	},
	{
		...{ ...figure, id: 'lag', title: 'LAG', about: 'entries that the last of its replicas is behind' },
		...{ width: 6, priority: 4, json: 'lag', lit: 'marked' },
		value: ({ lag }) => lag,
		cell: ({ lag, troubles }, width, { glyphs, exact }) =>
			judged((room) => countIn(lag, room, glyphs, exact), width, healthInColumn(troubles, 'lag'), glyphs),
	},
	{
		...{ ...figure, id: 'msgs', title: 'MSGS', about: 'messages in it', width: 6, priority: 5 },
		...{ aliases: ['messages'], json: 'messages', value: ({ state }) => state.messages },
	},
	{
		...{ ...figure, id: 'in', title: 'IN/s', about: 'messages a second that come in', width: 6, priority: 6 },
		...{ needsTwoSamples: true, aliases: ['in_msgs'], json: 'in_rate', value: ({ inRate }) => inRate },
	},
	{
		...{ ...figure, id: 'bytes', title: 'BYTES', about: 'bytes in it', width: 6, priority: 7 },
		...{ unit: byteSizes, json: 'bytes', value: ({ state }) => state.bytes },
	},
	{
		...{ ...figure, id: 'full', title: 'FULL', width: 6, priority: 8, unit: shares, lit: 'marked' },
		about: 'used of its narrowest limit; muted where what is oldest is dropped for what comes',
		...{ json: 'full', isExact: false, value: ({ full }) => full },
		cell({ full, troubles, config }, width, { glyphs }) {
			if (full === undefined) return { text: glyphs.none };
			const text = percentText(full);
			if (config?.discard !== 'new') return { text, token: 'muted' };
			return judged(() => text, width, healthInColumn(troubles, 'full'), glyphs);
		},
	},
	{
		...{ ...figure, id: 'cons', title: 'CONS', about: 'consumers', width: 5, priority: 9, lit: 'marked' },
		...{ aliases: ['consumers'], json: 'consumers', value: ({ state }) => state.consumers },
		cell: ({ state, troubles }, width, { glyphs, exact }) =>
			judged(
				(room) => countIn(state.consumers, room, glyphs, exact),
				width,
				healthInColumn(troubles, 'cons'),
				glyphs,
			),
	},
	{
		...{ ...span, id: 'first', title: 'FIRST', about: 'age of the oldest message', width: 5, priority: 12 },
		...{ json: 'first_time', descending: true, value: ({ state }, { now }) => since(state.firstTime, now) },
	},
	{
		...{ ...span, id: 'last', title: 'LAST', about: 'time since the newest message', width: 5, priority: 10 },
		...{ json: 'last_time', value: ({ state }, { now }) => since(state.lastTime, now) },
	},
	{
		...{ ...figure, id: 'bin', title: 'BIN/s', width: 6, priority: 11, unit: byteSizes },
		about: 'about so many bytes a second that come in: IN/s by the size of what is kept',
		...{ needsTwoSamples: true, json: { none: '`in_rate` by the average size of a message' } },
		value: bytesInRate,
		cell(stream, width, { glyphs, exact }) {
			const rate = bytesInRate(stream);
			if (!rate) return { text: bytesIn(rate, width, glyphs, exact).replace(/^0B$/, '0') };
			return { text: `~${bytesIn(rate, width - 1, glyphs, exact)}` };
		},
	},
	{
		...{ ...figure, id: 'del', title: 'DEL', about: 'messages deleted between the first and the last' },
		...{ width: 6, priority: 14, aliases: ['deleted'], json: 'deleted', value: ({ state }) => state.deleted },
	},
	{
		...{ ...figure, id: 'subj', title: 'SUBJ', about: 'different subjects in it', width: 6, priority: 13 },
		...{ aliases: ['subjects'], json: 'subjects', lit: 'marked', value: ({ state }) => state.subjects },
		cell: ({ state, troubles }, width, { glyphs, exact }) =>
			judged(
				(room) => countIn(state.subjects, room, glyphs, exact),
				width,
				healthInColumn(troubles, 'subj'),
				glyphs,
			),
	},
	{
		...{ id: 'keep', title: 'KEEP', about: 'what is kept: limits, interest or workqueue', align: 'left' },
		...{ width: 8, priority: 15, json: 'retention', aliases: ['retention'] },
		value: ({ config }) => config?.retention,
		cell: ({ config }, _, { glyphs }) => {
			const { retention } = config ?? {};
			return { text: retention === undefined ? glyphs.none : (retentions[retention] ?? retention) };
		},
	},
	{
		...{ ...span, id: 'up', title: 'UP', about: 'time since it was created', width: 4, priority: 16 },
		...{ aliases: ['created'], json: 'created', descending: true },
		value: ({ created }, { now }) => since(created, now),
		cell: ({ created }, _, { now, glyphs }) => ({ text: age(since(created, now), glyphs) }),
	},
];
