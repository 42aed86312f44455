// Opens the row under the cursor, and goes back from it.

import type { Opened, Tab } from '../table/list-state.ts';
import type { Facts, ListFacts } from './facts.ts';
import { unmark } from './marks.ts';
import { moveInList } from './move.ts';
import {
	activeList,
	isMain,
	listOf,
	narrowed,
	openPicture,
	type Place,
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

/** The state of an object with one of its tabs opened. */
export const onTab = ({ id, list }: Tab = { id: '' }): Pick<Opened, 'tab' | 'list'> => ({ tab: id, list });

/** Enter: opens the object under the cursor, or the list that its row leads to. */
export const open = (ui: UiState, { list }: Facts): UiState => {
	const place = topPlace(ui);
	const id = activeList(ui);
	const rest = ui.places.slice(0, -1);
	const { scope, of } = narrowed(ui, id);
	const here: Place = { screen: id, ...(scope !== undefined && { scope }), ...(of !== undefined && { of }) };
	const picture = openPicture(ui);
	if (list.opens && !picture) {
		const { cursor, ...place } = list.opens;
		const next = cursor === undefined ? ui : withList(ui, place.screen, { cursor });
		return { ...next, places: [...ui.places, place] };
	}
	if (picture) return list.kind === 'log' ? { ...ui, places: [...rest, here] } : ui;
	const key = keyToOpen(ui, list);
	const [first] = list.tabs;
	// A row without tabs is shown whole in the detail.
	if (list.kind === 'table' && (key === undefined || first === undefined)) return ui;
	const opened = key === undefined ? {} : { open: { key, ...onTab(first), raw: false, scroll: 0 } };
	const next = { ...here, ...opened };
	// A full-screen log shows its open line beside the list; a table gives the whole screen to the object.
	const isBeside = list.kind === 'log' && !isMain(ui) && place.open === undefined;
	const places = isBeside ? [...rest, next] : [...ui.places, next];
	const kept = list.kind === 'log' && !isMain(ui) ? listOf(ui, id).cursor : key;
	return { ...withList(ui, id, { cursor: kept }), places };
};

/** Escape: one step back. Marks go first, then a search, then the filter, then the list is no longer narrowed. */
export const back = (ui: UiState): UiState => {
	if (isMain(ui) && ui.marks.length > 0) return unmark(ui);
	const list = activeList(ui);
	const { search, bad } = listOf(ui, list);
	if (search !== undefined && !openPicture(ui)) return withList(ui, list, { search: undefined });
	if (bad && !openPicture(ui)) return withList(ui, list, { bad: false });
	if (!isMain(ui)) {
		if (openPicture(ui)?.raw) return withOpen(ui, { raw: false, scroll: 0 });
		if (openPicture(ui) === undefined && listOf(ui, list).filter !== '')
			return withList(ui, list, { filter: '' });
		const { open: object, scope, ...place } = topPlace(ui);
		const places = ui.places.slice(0, -1);
		return scope !== undefined && object === undefined
			? { ...ui, places: [...places, place] }
			: { ...ui, places };
	}
	const id = activeList(ui);
	return id === paneLists.events
		? withList(ui, id, { filter: '', cursor: undefined, offset: 0 })
		: withList(ui, id, { filter: '' });
};

/** True where Escape has nothing to close, to clear or to go back from. */
export const isAtRest = (ui: UiState): boolean =>
	isMain(ui) && JSON.stringify(back(ui)) === JSON.stringify(ui);

/** Shows an object as JSON instead of in words. */
export const raw = (ui: UiState, facts: Facts): UiState => {
	const opened = openPicture(ui);
	if (opened) return withOpen(ui, { raw: !opened.raw, scroll: 0 });
	const next = open(ui, facts);
	return next !== ui && openPicture(next) ? withOpen(next, { raw: true }) : ui;
};

/** Opens the next object of the same list. */
export const otherObject = (ui: UiState, { list }: Facts, by: -1 | 1): UiState => {
	const moved = moveInList(ui, list, by);
	const { cursor } = listOf(moved, activeList(moved));
	return cursor === undefined ? moved : withOpen(moved, { key: cursor, scroll: 0 });
};
