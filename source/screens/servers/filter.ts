// What servers can be filtered by beside their columns, and where plain words look.

import type { ServerRow } from '../../model/fleet.ts';
import { type FleetFacts, noFacts, rankIn } from '../../model/fleet-facts.ts';
import { isOld, stateWords } from '../../model/server-facts.ts';
import { counts } from '../../table/filter-quantity.ts';
import { parseQuery } from '../../table/filter-query.ts';
import type { Work } from '../../table/filter-work.ts';
import { type Field, listLanguage } from '../../table/list-language.ts';
import { withIsField } from '../is-field.ts';
import { serverColumns } from './columns.ts';

const states = [...new Set(Object.entries(stateWords).flat())];

export const serverFields: readonly Field<ServerRow, unknown>[] = [
	{ names: ['tag', 'tags'], texts: ({ info }) => info.tags },
	{
		names: ['meta', 'metadata'],
		texts: ({ info }) => Object.entries(info.metadata).map(([key, value]) => `${key}:${value}`),
	},
	{ names: ['state'], texts: ({ state }) => [stateWords[state], state], known: states },
	{ names: ['domain'], texts: ({ info, statsz }) => [info.domain ?? statsz?.jetstream?.domain] },
	{ names: ['restarts'], number: { unit: counts, value: ({ restarts }) => restarts } },
];

type MarkFacts = FleetFacts & { isMarked: (id: string) => boolean };

/** `is:marked`: the servers that a person marked; `is:bad`: those with a problem; and what every list has. */
export const markFields: readonly Field<ServerRow, MarkFacts>[] = withIsField<ServerRow, MarkFacts>({
	...{ list: 'table', columns: serverColumns },
	rank: (row, facts) => rankIn(facts, row),
	isPast: isOld,
	isMarked: (row, facts) => facts.isMarked(row.info.id),
});

/** Where plain words look. */
export const serverTexts = ({ info }: ServerRow): readonly (string | undefined)[] => [
	info.name,
	info.cluster,
	info.host,
	info.version,
	...info.tags,
];

/** Compiles a filter of servers; `error` is a sentence. `now` is needed for ages. */
export const parseServerFilter = (
	filter: string,
):
	| { ok: true; work: Work; matches: (row: ServerRow, now: number) => boolean }
	| { ok: false; error: string } => {
	const query = parseQuery(
		filter,
		listLanguage(serverColumns, [...serverFields, ...markFields], serverTexts),
	);
	return query.ok
		? {
				ok: true,
				work: query.work,
				matches: (row, now) => query.matches({ row, now, facts: { ...noFacts, isMarked: () => false } }),
			}
		: query;
};
