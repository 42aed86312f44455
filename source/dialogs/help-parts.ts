// The parts of the help for a place: its keys, the signs on it, its filters, the commands of the `:` line.

import { allKeys, keyHints } from '../keys/key-hints.ts';
import { commonLegend, type LegendEntry, type LegendPart } from '../screens/legend.ts';
import type { DialogFacts, Here } from './dialog.ts';

/** The most cells for the keys of a line; second keys of an action are left out for it. */
const keyColumns = 14;

/** Entries under a title; `ids` are found by a search, too. */
export type HelpPart = { title: string; entries: readonly LegendEntry[]; ids?: readonly string[] };

/** The keys that have an effect here, by group. */
export const keyParts = ({ actions, here, screen }: DialogFacts): HelpPart[] => {
	const able = actions.filter(({ id, where }) => where.includes(here.context) && !here.idle.includes(id));
	const groups = new Map<string, { entries: LegendEntry[]; ids: string[] }>();
	for (const hint of keyHints(able)) {
		const group = groups.get(hint.group) ?? { entries: [], ids: [] };
		group.entries.push([allKeys(hint, keyColumns, screen.theme.glyphs), hint.label]);
		group.ids.push(hint.ids.join(' '));
		groups.set(hint.group, group);
	}
	return [...groups].map(([title, group]) => ({ title, ...group }));
};

/** True for a part of the legend that applies here: some are about lists only, some about opened objects only. */
const isHere = ({ opened }: Here, { on }: LegendPart): boolean =>
	on === undefined || on === (opened ? 'object' : 'list');

const columnParts = ({ opened }: Here, { list, title, columns }: Here['screens'][number]): HelpPart[] =>
	opened || list === 'log' || columns.length === 0
		? []
		: [
				{
					title: `Columns of ${title}`,
					entries: columns.map(({ title: head, about }) => [head, about]),
				},
			];

const filterPart = ({ screens: [screen], examples, opened }: Here): HelpPart[] =>
	screen === undefined || opened
		? []
		: [
				{
					title: `Filter of ${screen.title}`,
					entries: [
						...examples,
						...examples.slice(0, 1).map(([one]): LegendEntry => [`!${one}`, 'all but that']),
						...(examples.length > 1
							? [
									[
										examples
											.slice(0, 2)
											.map(([one]) => one)
											.join(' '),
										'both',
									] as const,
								]
							: []),
						['"two words"', 'with the space between them'],
						['field:text', 'the field contains the text'],
						['field>2K', 'more than that; also >= < <= =; K M G, s m h d are understood'],
						['/st-[12]$/', 'a regular expression'],
						['fields', screen.filterFields.join(' ')],
					],
				},
			];

/** The part about the mouse, where it is on. */
const mousePart: HelpPart = {
	title: 'Mouse',
	entries: [
		['wheel', 'scrolls the list or the text under the pointer'],
		[
			'click',
			'a row: chooses it, again: opens it; a tab: opens it; the head of a column: sorts, again: reversed',
		],
		['Shift', 'held down: selects text, as the terminal does'],
	],
};

/** The parts below the keys. */
export const legendParts = ({ here, screen }: DialogFacts): HelpPart[] => {
	const { glyphs } = screen.theme;
	const { marks, header } = commonLegend(glyphs);
	const own = here.screens.flatMap((one): HelpPart[] => {
		const [first, ...rest] = (one.legend?.(glyphs) ?? []).filter((part) => isHere(here, part));
		return [...(first ? [first] : []), ...columnParts(here, one), ...rest];
	});
	return [
		...(here.mouse ? [mousePart] : []),
		marks,
		...own,
		header,
		...filterPart(here),
		{ title: 'Commands', entries: here.commands },
	];
};

/** The entries that a search finds in the mark, the words, the title or the id of the action. */
export const matching = (parts: readonly HelpPart[], search: string): HelpPart[] => {
	const wanted = search.toLowerCase();
	return parts.flatMap((part): HelpPart[] => {
		const entries = part.entries.filter(([mark, words], index) =>
			`${mark} ${words} ${part.title} ${part.ids?.[index] ?? ''}`.toLowerCase().includes(wanted),
		);
		return entries.length === 0 ? [] : [{ title: part.title, entries }];
	});
};
