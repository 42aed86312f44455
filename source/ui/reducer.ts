// Applies an action to the state of the screen, with the facts of what is shown. Nothing is sent from here.

import type { ActionId } from '../keys/actions.ts';
import type { Facts } from './facts.ts';
import { markShown, toggleMark } from './marks.ts';
import { move } from './move.ts';
import { back, open, otherObject, raw } from './open.ts';
import { nextBlock, nextFigure } from './own-pane.ts';
import { focusPane, nextPane, sideways } from './panes.ts';
import { nextProblem, toggleBad } from './problems.ts';
import { nextMatch } from './search.ts';
import { nextSort, reverseSort } from './sort.ts';
import { activeList, commandTarget, isMain, listOf, type UiState, withList } from './ui-state.ts';

const reducers: Partial<Record<ActionId, (ui: UiState, facts: Facts) => UiState>> = {
	'move.up': (ui, facts) => move(ui, facts, -1, 'row'),
	'move.down': (ui, facts) => move(ui, facts, 1, 'row'),
	'move.half.up': (ui, facts) => move(ui, facts, -1, 'half'),
	'move.half.down': (ui, facts) => move(ui, facts, 1, 'half'),
	'move.page.up': (ui, facts) => move(ui, facts, -1, 'page'),
	'move.page.down': (ui, facts) => move(ui, facts, 1, 'page'),
	'move.first': (ui, facts) => move(ui, facts, Number.NEGATIVE_INFINITY, 'row'),
	'move.last': (ui, facts) => move(ui, facts, Number.POSITIVE_INFINITY, 'row'),
	'move.left': (ui, facts) => sideways(ui, facts, -1),
	'move.right': (ui, facts) => sideways(ui, facts, 1),
	'match.next': (ui, facts) => nextMatch(ui, facts, 1),
	'match.previous': (ui, facts) => nextMatch(ui, facts, -1),
	'pane.next': (ui, facts) => nextPane(ui, facts, 1),
	'pane.previous': (ui, facts) => nextPane(ui, facts, -1),
	'tab.next': (ui, facts) => (isMain(ui) ? ui : nextPane(ui, facts, 1)),
	'tab.previous': (ui, facts) => (isMain(ui) ? ui : nextPane(ui, facts, -1)),
	'pane.servers': (ui) => focusPane(ui, 'servers'),
	'pane.detail': (ui) => focusPane(ui, 'detail'),
	'pane.events': (ui) => focusPane(ui, 'events'),
	'pane.zoom': (ui) => ({ ...ui, zoom: !ui.zoom }),
	open,
	back,
	'server.next': (ui, facts) => otherObject(ui, facts, 1),
	'server.previous': (ui, facts) => otherObject(ui, facts, -1),
	'table.sort.next': (ui, facts) => nextSort(ui, facts, 1),
	'table.sort.previous': (ui, facts) => nextSort(ui, facts, -1),
	'table.sort.reverse': (ui) => reverseSort(ui, activeList(ui)),
	'table.sort.choose': (ui, { list: { columns } }) => {
		const { column } = listOf(ui, activeList(ui)).sort;
		const cursor = Math.max(
			0,
			columns.findIndex(({ id }) => id === column),
		);
		return { ...ui, dialog: { name: 'sort', cursor } };
	},
	'table.columns': (ui) => ({ ...ui, dialog: { name: 'columns', cursor: 0 } }),
	'table.wide': (ui) => {
		const id = activeList(ui);
		return withList(ui, id, { wide: !listOf(ui, id).wide, offset: 0 });
	},
	'table.bad': toggleBad,
	'problem.next': nextProblem,
	'mark.toggle': toggleMark,
	'mark.all': markShown,
	'events.kinds': (ui) => ({ ...ui, dialog: { name: 'kinds', cursor: 0 } }),
	'show.totals': nextFigure,
	'network.cluster': nextBlock,
	'show.exact': (ui) => ({ ...ui, exact: !ui.exact }),
	'show.keys': (ui) => ({ ...ui, keys: !ui.keys }),
	'show.raw': raw,
	'live.pause': (ui) => ({ ...ui, paused: !ui.paused }),
	help: (ui) => ({ ...ui, dialog: { name: 'help', scroll: 0, search: '', searching: false } }),
	filter: (ui) => {
		const target = activeList(ui);
		const text = listOf(ui, target).filter;
		return { ...ui, prompt: { target, text, caret: text.length } };
	},
	search: (ui) => {
		const target = activeList(ui);
		const { search: text = '' } = listOf(ui, target);
		return { ...ui, prompt: { target, search: true, text, caret: text.length } };
	},
	command: (ui) => ({ ...ui, prompt: { target: commandTarget, text: '', caret: 0 } }),
};

/** Shows a screen by its id, over the main one. */
export const showScreen = (ui: UiState, screen: string): UiState => ({
	...ui,
	places: [...ui.places.slice(0, 1).map(({ screen: first }) => ({ screen: first })), { screen }],
});

/**
 * Shows a screen over another one, narrowed to the marked servers, else to the row under the cursor where that has a scope;
 * Escape takes it off, then goes back.
 */
const leadTo = (ui: UiState, screen: string, { list: { leads }, markedScopes }: Facts): UiState => {
	const scope = markedScopes?.[screen];
	const marked = scope === undefined ? undefined : { screen, scope };
	const place = isMain(ui) ? marked : leads?.[screen];
	return place === undefined ? showScreen(ui, screen) : { ...ui, places: [...ui.places, place] };
};

const screenPrefix = 'screen.';

/** The state after an action; an action with an effect outside only changes nothing. */
export const reduce = (ui: UiState, action: ActionId, facts: Facts): UiState =>
	action.startsWith(screenPrefix)
		? leadTo(ui, action.slice(screenPrefix.length), facts)
		: (reducers[action]?.(ui, facts) ?? ui);
