// The tables of columns in the documentation: what each holds, and the field of JSON that says the same.

import { everyList } from '../source/screens/every-list.ts';
import { screens } from '../source/screens/registry.ts';
import type { Screen } from '../source/screens/screen.ts';
import { jsonFields } from './docs-json.ts';
import type { JsonFields } from './docs-json-field.ts';
import { code, table } from './markdown.ts';

/** The field that a column shows, or why there is none; a field without words stops the build of the pages. */
const jsonCell = (
	list: string,
	{ title, json }: Pick<Screen['columns'][number], 'title' | 'json'>,
): string => {
	if (typeof json !== 'string') return `none: ${json.none}`;
	const known: Readonly<Record<string, JsonFields>> = jsonFields;
	if (known[list]?.[json] === undefined)
		throw new Error(
			`scripts/docs-json.ts says nothing about the field ${json} of ${list}, which the column ${title} shows`,
		);
	return code(json);
};

/** The columns of one list. */
export const columnsTable = ({ id: list, columns }: Pick<Screen, 'id' | 'columns'>): string =>
	table(
		['Column', 'Id', 'Also called', 'Holds', 'In `--json`'],
		columns.map(({ id, title, about, aliases = [], json }) => [
			title,
			code(id),
			aliases.map(code).join(' '),
			about,
			jsonCell(list, { title, json }),
		]),
	);

/** The columns of every table; with a title each, where there is more than one. */
export const allColumns = (): string => {
	const tables = everyList(screens).filter(({ list }) => list !== 'log');
	/** Tabs of one number may have one title. */
	const nameOf = ({ title, tab }: Screen): string =>
		tab !== undefined && tables.some((other) => other.title === title && other.tab !== tab)
			? `${title}: ${tab}`
			: title;
	return tables
		.map((screen) =>
			tables.length === 1 ? columnsTable(screen) : `**${nameOf(screen)}**\n\n${columnsTable(screen)}`,
		)
		.join('\n\n');
};
