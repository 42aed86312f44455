// What one stream has, subject by subject: its subjects, the keys of a bucket, the names of objects.

import { width as cellsOf } from '../../format/text.ts';
import { withCommas } from '../../model/count-words.ts';
import { keysFilter, objectsFilter } from '../../model/jetstream/kept-values.ts';
import type { Column } from '../../table/column.ts';
import { counts } from '../../table/filter-quantity.ts';
import { defineScreen } from '../define-screen.ts';
import type { Honesty } from '../list-facts.ts';
import type { Screen } from '../screen.ts';
import { fewSubjects, openSubjects, type SubjectRow, type SubjectsSnapshot } from './subjects-source.ts';

/** What a subject is called in a stream, in a bucket, and in an object store. */
type SubjectWords = {
	id: string;
	title: string;
	/** The head of the column of names, of that of figures, and what these count. */
	heads: readonly [name: string, count: string];
	noun: readonly [string, string];
	counted: string;
	/** The pattern of all of them in a stream of this name. */
	all: (stream: string) => string;
	/** What a person calls a subject. */
	nameOf: (subject: string, stream: string) => string;
};

const columnsOf = ({
	heads: [name, count],
	noun,
	counted,
}: SubjectWords): readonly Column<SubjectRow, object>[] => [
	{
		...{ id: 'name', title: name, about: `the ${noun[0]}`, align: 'left', width: 24, most: 200, priority: 1 },
		...{ json: noun[0], lit: 'always', value: ({ name: text }) => text },
		nameWidth: ({ name: text }) => cellsOf(text),
	},
	{
		...{ id: 'count', title: count, about: counted, align: 'right', descending: true, isExact: true },
		...{ unit: counts, width: 9, priority: 2, json: 'count', value: ({ count: many }) => many },
	},
];

const still = 'How many there are stands in the overview.';

/** What is shown of them, or why nothing is asked for. */
const honestyOf = (
	{ at, every, denied, failed, total, count, asked, isTooMany }: SubjectsSnapshot,
	noun: SubjectWords['noun'],
): Honesty => {
	const narrowed = asked === undefined ? '' : ` of ${asked}`;
	if (isTooMany)
		return {
			...{ at, every },
			none: `${withCommas(count ?? 0)} ${noun[1]} are too many to ask for all (more than ${withCommas(fewSubjects)}): narrow them, as in /under=orders.eu`,
		};
	return {
		...{ at, every },
		...(denied !== undefined && { denied: { subject: denied, still } }),
		...(failed !== undefined && { failed }),
		...(total !== undefined && total.all > total.shown
			? {
					partial: `the first ${withCommas(total.shown)} of ${withCommas(total.all)}${narrowed}`,
					hasMore: true as const,
				}
			: { note: `asked every ${Math.round((every ?? 0) / 1000)}s${narrowed}` }),
	};
};

/** Each part of a name that ends at a dot: `orders`, `orders.eu`, so that a filter for what is under it lets it through. */
const prefixesOf = ({ subject, name }: SubjectRow): readonly string[] =>
	[subject, name].flatMap((text) => {
		const tokens = text.split('.').slice(0, 16);
		return tokens.flatMap((_, at) => {
			const prefix = tokens.slice(0, at + 1).join('.');
			return [prefix, `${prefix}.>`];
		});
	});

const subjectsScreen = (words: SubjectWords): Screen => {
	const { id, title, noun } = words;
	return defineScreen<SubjectRow, SubjectsSnapshot, object>({
		...{ id, key: '6', title, list: 'table', noun, about: `the ${noun[1]} of one stream` },
		empty: () => `It has no ${noun[0]}.`,
		source: { asked: 'while visible', open: (watching, of) => openSubjects(watching, of, words) },
		asks: ['under'],
		rows: ({ rows }) => rows,
		honesty: (snapshot) => honestyOf(snapshot, noun),
		facts: () => ({}),
		keyOf: ({ subject }) => subject,
		namesOf: ({ name }) => [name],
		columns: columnsOf(words),
		sort: { column: 'name', descending: false },
		fields: [{ names: ['under'], texts: prefixesOf }],
		anywhere: ({ subject, name }) => [subject, name],
		json: ({ name, count }) => ({ [noun[0]]: name, count }),
		messageOf: ({ stream, subject, name }) => ({ stream, subject, name }),
		copy: ({ subject }) => ({ text: subject, what: 'the subject' }),
	});
};

export const streamSubjects = subjectsScreen({
	...{ id: 'stream-subjects', title: 'Subjects', heads: ['SUBJECT', 'MSGS'], noun: ['subject', 'subjects'] },
	counted: 'messages of it in the stream',
	all: () => '>',
	nameOf: (subject) => subject,
});

const bucketOf = (stream: string): string => stream.replace(/^KV_/, '');
const storeOf = (stream: string): string => stream.replace(/^OBJ_/, '');

export const bucketKeys = subjectsScreen({
	...{ id: 'bucket-keys', title: 'Keys', heads: ['KEY', 'REVS'], noun: ['key', 'keys'] },
	counted: 'revisions of it that are kept',
	all: (stream) => keysFilter(bucketOf(stream)),
	nameOf: (subject, stream) => subject.slice(`$KV.${bucketOf(stream)}.`.length),
});

/** The name of an object out of base64; the subject where it is none. */
const objectName = (subject: string, stream: string): string => {
	const encoded = subject.slice(`$O.${storeOf(stream)}.M.`.length);
	const name = Buffer.from(encoded, 'base64url').toString('utf8');
	return Buffer.from(name, 'utf8').toString('base64url') === encoded.replace(/=+$/, '') ? name : subject;
};

export const storeObjects = subjectsScreen({
	...{ id: 'store-objects', title: 'Objects', heads: ['OBJECT', 'MSGS'], noun: ['object', 'objects'] },
	counted: 'messages about it, one of each object',
	all: (stream) => objectsFilter(storeOf(stream)),
	nameOf: objectName,
});
