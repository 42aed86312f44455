// Carries out a click or a turn of the wheel, each as the keys that do the same.

import type { MouseReport } from '../keys/mouse.ts';
import { between, moveInList } from '../ui/move.ts';
import { showSibling, showTab } from '../ui/panes.ts';
import { reduce } from '../ui/reducer.ts';
import { sortOrReverse } from '../ui/sort.ts';
import {
	activeList,
	isMain,
	openPicture,
	type Pane,
	type UiState,
	withList,
	withOpen,
} from '../ui/ui-state.ts';
import { scrollList } from '../ui/wheel.ts';
import type { Ui } from './controls.ts';
import { type MousePlace, type MouseScene, placeAt } from './mouse-place.ts';
import { chosenKey, type Selection } from './selection.ts';

/** Rows that one notch of the wheel scrolls. */
export const notch = 3;

const focused = (ui: UiState, pane: Pane | undefined): UiState =>
	pane === undefined ? ui : { ...ui, focus: pane };

/** Selects a row, or opens it where it is selected already: so a double click opens a row. */
const clickRow = (ui: UiState, { list, facts }: Selection, place: MousePlace & { on: 'row' }): UiState => {
	const shown = list(place.list);
	const wasChosen = shown !== undefined && chosenKey(shown.view, shown.state) === place.key;
	const hasKeys = !isMain(ui) || ui.focus === place.pane;
	if (wasChosen && hasKeys && activeList(ui) === place.list) return reduce(ui, 'open', facts);
	return withOpen(withList(focused(ui, place.pane), place.list, { cursor: place.key }), {
		...(openPicture(ui) && { scroll: 0 }),
	});
};

const clickTab = (ui: UiState, { object, facts }: Selection, id: string): UiState => {
	if (!object) {
		const place = facts.siblings.find(({ screen }) => screen === id);
		return place === undefined ? ui : showSibling(ui, place);
	}
	const tab = facts.tabs.find((each) => each.id === id);
	return tab === undefined ? ui : showTab(ui, tab);
};

const click = (ui: UiState, selection: Selection, place: MousePlace): UiState => {
	switch (place.on) {
		case 'row':
			return clickRow(ui, selection, place);
		case 'head': {
			const columns = selection.list(place.list)?.screen.columns ?? [];
			return sortOrReverse(focused(ui, place.pane), place.list, columns, place.column);
		}
		case 'list':
			return focused(ui, place.pane);
		case 'detail':
			return focused(ui, 'detail');
		case 'tab':
			return clickTab(ui, selection, place.tab);
		case 'object':
			return ui;
	}
};

const wheel = ({ ui, selection, seen }: MouseScene, place: MousePlace, by: number): UiState => {
	if (place.on === 'object') {
		const opened = openPicture(ui);
		const { last = 0 } = selection.opened() ?? {};
		return opened ? withOpen(ui, { scroll: between(opened.scroll + by, 0, last) }) : ui;
	}
	if (!('list' in place)) return ui;
	const { list } = place;
	const [shown, found] = [seen.get(list), selection.list(list)];
	if (!shown || !found) return ui;
	// A pane that draws its own rows alone knows where its view begins.
	if (found.view.pane) return activeList(ui) === list ? moveInList(ui, selection.facts.list, by) : ui;
	const kind = found.screen.list === 'log' ? 'log' : 'table';
	const after = scrollList(ui, list, kind, { ...shown, first: shown.wheeledTo ?? shown.first }, by);
	if (!after) return ui;
	// Several notches can be read before the next frame; a click means the row that is drawn.
	seen.set(list, { ...shown, wheeledTo: after.first });
	return after.ui;
};

/** The state after a report of the mouse, where neither a prompt nor a dialog is open. */
const mouseStep = (scene: MouseScene, report: MouseReport): UiState => {
	const { ui, selection } = scene;
	const place = placeAt(scene, report);
	if (place === undefined) return ui;
	return report.do === 'click' ? click(ui, selection, place) : wheel(scene, place, report.by * notch);
};

/** Scrolls the help by the wheel; clicks in a dialog do nothing. */
const pressMouseInDialog = (
	controller: { ui: Ui; press: (key: string) => void },
	{ by }: MouseReport,
): void => {
	if (controller.ui.get().dialog?.name !== 'help') return;
	for (let row = 0; row < notch * Math.abs(by); row++) controller.press(by < 0 ? 'up' : 'down');
};

/** Applies a report of the mouse. A prompt ignores it, a dialog takes the wheel. `sceneOf` gives the scene of a state. */
export const pressMouse = (
	controller: { ui: Ui; press: (key: string) => void },
	sceneOf: (ui: UiState) => Omit<MouseScene, 'ui'>,
	report: MouseReport,
): void => {
	const state = controller.ui.get();
	if (state.prompt) return;
	if (state.dialog) {
		pressMouseInDialog(controller, report);
		return;
	}
	const scene = sceneOf(state);
	controller.ui.change((ui) => mouseStep({ ui, ...scene }, report));
};
