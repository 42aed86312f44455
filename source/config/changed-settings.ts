// Finds the settings that a person changed on screen, in the form of the configuration file.

import { durationText } from '../format/duration.ts';
import type { Screen } from '../screens/screen.ts';
import { columnNamed } from '../table/column.ts';
import type { ListState } from '../table/list-state.ts';
import type { PaletteName } from '../theme.ts';

/** The settings that can be chosen on screen and saved; `lists` are by the id of their screen. */
export type Settings = {
	/** Milliseconds between two rounds. */
	interval: number;
	theme: PaletteName;
	lists: Readonly<Record<string, Pick<ListState, 'chosen' | 'sort' | 'filter'>>>;
};

/** One value, and its path in the file. */
export type SettingValue = { path: readonly string[]; value: string | boolean | readonly string[] };

/** One change in words, and the values that make it. */
export type SettingChange = { name: string; from: string; to: string; values: readonly SettingValue[] };

type Listed = Pick<Screen, 'id' | 'list' | 'columns'>;
type Chosen = Settings['lists'][string];

const filterWords = ({ filter }: Chosen): string => (filter === '' ? 'none' : filter);

const columnWords = ({ chosen = [] }: Chosen): string =>
	chosen.length === 0 ? 'as there is room' : chosen.join(' ');

/** True where a sort is the reverse of the direction that its column starts with. */
const isReversed = ({ columns }: Listed, { sort }: Chosen): boolean =>
	sort.descending !== (columnNamed(columns, sort.column)?.descending ?? false);

const sortWords = (screen: Listed, chosen: Chosen): string =>
	`${chosen.sort.column}${isReversed(screen, chosen) ? ' reversed' : ''}`;

const listChanges = (screen: Listed, before: Chosen, now: Chosen): SettingChange[] => {
	const change = (
		setting: string,
		words: (chosen: Chosen) => string,
		written: Readonly<Record<string, SettingValue['value']>>,
	): SettingChange[] => {
		const [from, to] = [words(before), words(now)];
		const values = Object.entries(written).map(([name, value]) => ({
			path: ['screens', screen.id, name],
			value,
		}));
		return from === to ? [] : [{ name: `${screen.id} ${setting}`, from, to, values }];
	};
	const filter = change('filter', filterWords, { filter: now.filter });
	if (screen.list === 'log') return filter;
	const reversed = isReversed(screen, now);
	return [
		...change('columns', columnWords, { columns: now.chosen ?? [] }),
		// The column is written too: where a flag chose it, the file may name another one.
		...change('sort', (chosen) => sortWords(screen, chosen), {
			sort: now.sort.column,
			...((reversed || isReversed(screen, before)) && { reverse: reversed }),
		}),
		...filter,
	];
};

/** The changes since `before`, in the order of the screens; empty where there are none. */
export const changedSettings = (
	screens: readonly Listed[],
	before: Settings,
	now: Settings,
): SettingChange[] => {
	const single = (name: 'interval' | 'theme', from: string, to: string): SettingChange[] =>
		from === to ? [] : [{ name, from, to, values: [{ path: [name], value: to }] }];
	return [
		...single('interval', durationText(before.interval), durationText(now.interval)),
		...single('theme', before.theme, now.theme),
		...screens.flatMap((screen) => {
			const [old, present] = [before.lists[screen.id], now.lists[screen.id]];
			return old === undefined || present === undefined ? [] : listChanges(screen, old, present);
		}),
	];
};
