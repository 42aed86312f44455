// What a tap has heard: how many messages and bytes came under which subject. Payloads are not kept.

import { bytes, count } from '../../format/number.ts';
import { mostMessages, noTap, type TapSnapshot } from '../../model/subjects/tap.ts';
import type { TappedSubject } from '../../model/subjects/tap-book.ts';
import type { Column } from '../../table/column.ts';
import { byteSizes, counts } from '../../table/filter-quantity.ts';
import { defineScreen } from '../define-screen.ts';
import type { Heading, Honesty } from '../list-facts.ts';
import { figureColumn, nameColumn } from '../network/link-cells.ts';
import type { Watching } from '../source.ts';

/** A subject with what all of them came to. */
export type TapRow = TappedSubject & { seconds: number; all: number; troubles: readonly [] };

type TapFacts = Record<never, never>;

/** A rate over so little time says too little, seconds. */
const shortest = 0.5;

const perSecond = (value: number, { seconds }: TapRow): number | undefined =>
	seconds < shortest ? undefined : value / seconds;

const columns: readonly Column<TapRow, TapFacts>[] = [
	nameColumn(
		{
			...{ id: 'subject', title: 'SUBJECT', width: 16, most: 48, priority: 1, json: 'subject' },
			about: 'what came; `>` stands for tokens that are not told apart',
		},
		({ subject }) => subject,
	),
	figureColumn(
		{
			...{
				id: 'msgs',
				title: 'MSGS',
				about: 'messages that came',
				priority: 3,
				unit: counts,
				json: 'messages',
			},
		},
		({ messages }) => messages,
	),
	figureColumn(
		{
			...{ id: 'rate', title: 'MSGS/s', about: 'messages a second, over all the time that it listened' },
			...{ priority: 2, unit: counts, json: 'messages_rate' },
		},
		(row) => perSecond(row.messages, row),
	),
	figureColumn(
		{
			...{ id: 'brate', title: 'BYTES/s', about: 'bytes of payloads a second', priority: 4, width: 7 },
			...{ unit: byteSizes, json: 'bytes_rate' },
		},
		(row) => perSecond(row.bytes, row),
	),
	figureColumn(
		{
			...{ id: 'size', title: 'SIZE', about: 'bytes of a payload, on average', priority: 5 },
			...{ unit: byteSizes, json: 'size' },
		},
		({ bytes: all, messages }) => all / messages,
	),
	figureColumn(
		{
			...{ id: 'least', title: 'LEAST', about: 'bytes of the smallest payload', priority: 8 },
			...{ unit: byteSizes, json: 'least_size' },
		},
		({ least }) => least,
	),
	figureColumn(
		{
			...{ id: 'most', title: 'MOST', about: 'bytes of the largest payload', priority: 7 },
			...{ unit: byteSizes, json: 'most_size' },
		},
		({ most }) => most,
	),
	figureColumn(
		{
			...{ id: 'subjects', title: 'SUBJECTS', about: 'whole subjects under it', priority: 6, width: 8 },
			...{ unit: counts, json: 'subjects' },
		},
		({ subjects }) => subjects,
	),
];

/** What becomes of the tap, in words. */
const stateText = ({ state, messages, bytes: all, span, depth }: TapSnapshot): string | undefined => {
	const plain = { none: '-' };
	const heard = `${count(messages, plain)} messages, ${bytes(all, plain)} in ${(span / 1000).toFixed(1)}s`;
	const folded = `${depth} ${depth === 1 ? 'token' : 'tokens'} apart`;
	switch (state.step) {
		case 'none':
			return undefined;
		case 'starting':
			return `starting on ${state.subject}`;
		case 'on':
			return `ON ${state.subject}: T stops it   ${heard}   ${folded}`;
		case 'over': {
			const why = {
				...{ time: 'its time was over', messages: `${count(mostMessages, plain)} messages came` },
				...{ bytes: 'too many bytes came', stopped: 'it was stopped', failed: state.words ?? 'it failed' },
			}[state.why];
			return `off ${state.subject}: ${why}   ${heard}   ${folded}`;
		}
	}
};

const honesty = (snapshot: TapSnapshot): Honesty => {
	const { state } = snapshot;
	const text = stateText(snapshot);
	if (state.step === 'over' && state.why === 'failed' && snapshot.messages === 0)
		return { failed: state.words ?? 'the tap failed' };
	if (text === undefined) return {};
	return state.step === 'on' || state.step === 'starting' ? { partial: text } : { note: text };
};

const heading = ({ state }: TapSnapshot): Heading =>
	state.step === 'none' ? {} : { summary: 'subject' in state ? state.subject : '' };

const rowsOf = ({ rows, span, messages }: TapSnapshot): TapRow[] =>
	rows.map((row) => ({ ...row, seconds: span / 1000, all: messages, troubles: [] }));

const openTap = (watching: Watching) => watching.tap ?? { get: () => noTap, subscribe: () => () => {} };

/** Unknown values are undefined, so JSON omits them. */
export const tapJson = (row: TapRow) => ({
	...{ subject: row.subject, messages: row.messages, bytes: row.bytes },
	messages_rate: perSecond(row.messages, row),
	bytes_rate: perSecond(row.bytes, row),
	size: Math.round(row.bytes / row.messages),
	...{ least_size: row.least, most_size: row.most, subjects: row.subjects },
	folded: row.isFolded || undefined,
});

export const tap = defineScreen<TapRow, TapSnapshot, TapFacts>({
	...{ id: 'tap', key: '0', modes: ['account'], title: 'Subjects', tab: 'Tap', list: 'table' },
	about: 'what a tap has heard: messages and bytes by subject',
	noun: ['subject', 'subjects'],
	empty: () => 'No tap has listened yet: T on a subject with a wildcard, or :tap SUBJECT, asks first.',
	source: { asked: 'always', open: openTap },
	rows: rowsOf,
	honesty,
	heading,
	facts: () => ({}),
	keyOf: ({ subject }) => subject,
	namesOf: ({ subject }) => [subject],
	columns,
	sort: { column: 'msgs', descending: true },
	anywhere: ({ subject }) => [subject],
	legend: () => [
		{
			title: 'Tap',
			entries: [
				['T', 'starts a tap on the subject, after a question; stops one that listens'],
				['+ -', 'tell subjects apart by a token more or less'],
				['ON', 'it listens: requests in it that nobody answers time out meanwhile'],
				['off', 'its connection is closed; it ends by itself after 10,000 messages or 10 s'],
				['2 tokens apart', 'subjects are told apart by so many tokens; > stands for the rest'],
			],
		},
	],
	json: tapJson,
	copy: ({ subject }) => ({ text: subject, what: subject }),
});
