// Opening what is under the cursor, and going back from it.

import type { Facts, ListFacts } from './facts.ts';
import { moveInList } from './move.ts';
import {
	activeList,
	isMain,
	listOf,
	paneLists,
	topPlace,
	type UiState,
	withList,
	withOpen,
} from './ui-state.ts';

/** The key that Enter opens: under the cursor, the first of a table, the newest of a log. */
const keyToOpen = (ui: UiState, { kind, keys }: ListFacts): string | undefined => {
	const { cursor } = listOf(ui, activeList(ui));
	if (kind === 'log') return cursor ?? keys.at(-1);
	return cursor !== undefined && keys.includes(cursor) ? cursor : keys[0];
};

/** Enter: the object under the cursor, or the list that it leads to. */
export const open = (ui: UiState, { list }: Facts): UiState => {
	const place = topPlace(ui);
	const id = activeList(ui);
	const rest = ui.places.slice(0, -1);
	if (list.opens && !place.open) return { ...ui, places: [...ui.places, list.opens] };
	if (place.open) return list.kind === 'log' ? { ...ui, places: [...rest, { screen: id }] } : ui;
	const key = keyToOpen(ui, list);
	// A row that has no page of its own is shown whole in the detail.
	if (list.kind === 'table' && (key === undefined || list.tabs.length === 0)) return ui;
	const opened = key === undefined ? {} : { open: { key, tab: list.tabs[0] ?? '', raw: false, scroll: 0 } };
	const next = { screen: id, ...opened };
	// A log shows its open line beside itself, a table gives it the whole screen.
	const places = !isMain(ui) && list.kind === 'log' ? [...rest, next] : [...ui.places, next];
	const kept = list.kind === 'log' && !isMain(ui) ? listOf(ui, id).cursor : key;
	return { ...withList(ui, id, { cursor: kept }), places };
};

/** Escape: one step back; a search ends first, then all rows come back; on the main screen the filter goes. */
export const back = (ui: UiState): UiState => {
	const list = activeList(ui);
	const { search, bad } = listOf(ui, list);
	if (search !== undefined && !topPlace(ui).open) return withList(ui, list, { search: undefined });
	if (bad && !topPlace(ui).open) return withList(ui, list, { bad: false });
	if (!isMain(ui)) {
		return topPlace(ui).open?.raw
			? withOpen(ui, { raw: false, scroll: 0 })
			: { ...ui, places: ui.places.slice(0, -1) };
	}
	const id = activeList(ui);
	return id === paneLists.events
		? withList(ui, id, { filter: '', cursor: undefined, offset: 0 })
		: withList(ui, id, { filter: '' });
};

/** The JSON of an object instead of its picture. */
export const raw = (ui: UiState, facts: Facts): UiState => {
	const { open: opened } = topPlace(ui);
	if (opened) return withOpen(ui, { raw: !opened.raw, scroll: 0 });
	const next = open(ui, facts);
	return topPlace(next).open ? withOpen(next, { raw: true }) : ui;
};

/** The next object of the same list. */
export const otherObject = (ui: UiState, { list }: Facts, by: -1 | 1): UiState => {
	const moved = moveInList(ui, list, by);
	const { cursor } = listOf(moved, activeList(moved));
	return cursor === undefined ? moved : withOpen(moved, { key: cursor, scroll: 0 });
};
