// What of the choices on screen goes over to another system: how lists look, and nothing that means a row of the old one.

import type { UiState } from './ui-state.ts';

/** The first state on another system: `fresh` with the sorts, columns and modes of `ui`, on the same screen. */
export const keptUi = (ui: UiState, fresh: UiState, screens: readonly { id: string }[]): UiState => {
	const lists = Object.fromEntries(
		Object.entries(fresh.lists).map(([id, list]) => {
			const { sort, chosen, wide, off } = ui.lists[id] ?? list;
			return [id, { ...list, sort, chosen, wide, off }];
		}),
	);
	const [first] = fresh.places;
	const top = ui.places[1];
	// A list that is opened on an object has none to be opened on there.
	const stays =
		top !== undefined && top.screen !== first?.screen && screens.some(({ id }) => id === top.screen);
	const { focus, zoom, exact, totals, keys } = ui;
	return {
		...{ ...fresh, lists, focus, zoom, exact, totals, keys },
		places: stays ? [...fresh.places, { screen: top.screen }] : fresh.places,
	};
};
