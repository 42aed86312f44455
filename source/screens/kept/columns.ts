// The columns of buckets and of object stores: those of the streams that hold them, in the words of what they hold.

import { countIn } from '../../format/number.ts';
import { width as cellsOf, fitMiddle } from '../../format/text.ts';
import { age } from '../../format/time.ts';
import { plainName } from '../../model/jetstream/kept-values.ts';
import type { Stream } from '../../model/jetstream/stream.ts';
import { counts, timeSpans } from '../../table/filter-quantity.ts';
import { streamColumns } from '../streams/columns.ts';
import type { StreamColumn } from '../streams/facts.ts';

/** A column of the streams with other words and another place. */
const from = (id: string, over: Partial<StreamColumn> & Pick<StreamColumn, 'priority'>): StreamColumn[] =>
	streamColumns.filter((column) => column.id === id).map((column) => ({ ...column, ...over }));

const nameColumn = (over: Pick<StreamColumn, 'id' | 'title' | 'about' | 'json'>): StreamColumn => ({
	...over,
	...{ align: 'left', width: 17, most: 32, priority: 1, lit: 'always' },
	nameWidth: (row) => cellsOf(plainName(row)),
	value: plainName,
	texts: (row) => [plainName(row), row.stream],
	cell: (row, width, { glyphs }) => ({ text: fitMiddle(plainName(row), width, glyphs) }),
});

const figure = { align: 'right', descending: true, ofNow: true, isExact: true, unit: counts } as const;

/** How many revisions of a key are kept. */
const history = ({ config }: Stream): number | undefined => config?.maxPerSubject;

export const bucketColumns: readonly StreamColumn[] = [
	nameColumn({ id: 'bucket', title: 'BUCKET', about: 'its name', json: 'bucket' }),
	...from('trouble', {
		...{ priority: 13, ties: 'put' },
		about: 'what is wrong, the worst of it; sorts critical rows first, then warnings, then by PUT/s',
	}),
	{
		...{ ...figure, id: 'keys', title: 'KEYS', width: 6, priority: 2, json: 'keys' },
		about: 'keys in it; deleted ones count until they are purged',
		value: ({ state }) => state.subjects,
	},
	...from('msgs', {
		...{ id: 'revisions', title: 'REVS', about: 'revisions of all keys', priority: 3, json: 'revisions' },
		aliases: ['revs'],
	}),
	{
		...{ ...figure, id: 'history', title: 'HIST', width: 4, priority: 7, json: 'history', ofNow: false },
		...{ about: 'revisions of a key that are kept', aliases: ['hist'], value: history },
		cell: (row, width, { glyphs, exact }) => ({ text: countIn(history(row), width, glyphs, exact) }),
	},
	{
		...{ id: 'ttl', title: 'TTL', about: 'how long a value is kept', align: 'right', width: 5 },
		...{ priority: 8, unit: timeSpans, json: 'ttl', value: ({ config }) => config?.maxAge },
		cell: ({ config }, _, { glyphs }) => ({ text: age(config?.maxAge, glyphs) }),
	},
	...from('bytes', { priority: 4 }),
	...from('full', { priority: 5 }),
	...from('in', {
		...{
			id: 'put',
			title: 'PUT/s',
			about: 'values a second that are written',
			priority: 6,
			json: 'put_rate',
		},
		aliases: [],
	}),
	...from('repl', { priority: 9, json: { none: '`replicas`' } }),
	...from('leader', { priority: 10 }),
	...from('last', { priority: 11, json: 'last_time' }),
];

export const storeColumns: readonly StreamColumn[] = [
	nameColumn({ id: 'store', title: 'STORE', about: 'its name', json: 'store' }),
	...from('trouble', {
		...{ priority: 9, ties: 'bytes' },
		about: 'what is wrong, the worst of it; sorts critical rows first, then warnings, then by BYTES',
	}),
	...from('msgs', {
		...{
			id: 'chunks',
			title: 'CHUNKS',
			about: 'parts of all objects, and a message about each',
			priority: 2,
		},
		...{ json: 'chunks', aliases: [] },
	}),
	...from('bytes', { priority: 3 }),
	...from('full', { priority: 4 }),
	...from('repl', { priority: 5, json: { none: '`replicas`' } }),
	...from('leader', { priority: 6 }),
	...from('last', { priority: 7, json: 'last_time' }),
];
