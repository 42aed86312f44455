// What the person at the keyboard has chosen: screens, cursors, filters, dialogs. No data from servers.

import type { Context } from './keymap.ts';
import { columnNamed } from './model/columns.ts';
import type { EventGroup } from './model/event.ts';
import { noisyGroups } from './model/event-log.ts';

export type Pane = 'servers' | 'detail' | 'events';

/** Where a prompt's text goes. */
export type PromptTarget = 'servers' | 'events' | 'command';

export type Prompt = {
	target: PromptTarget;
	text: string;
	/** Caret, in characters from the start. */
	caret: number;
	/** Why the text does not parse; the last good filter stays in force meanwhile. */
	error?: string;
};

export const serverTabs = ['overview', 'routes', 'gateways', 'jetstream'] as const;

export type ServerTab = (typeof serverTabs)[number];

export type Screen =
	| { name: 'main' }
	| { name: 'server'; key: string; tab: ServerTab; scroll: number; raw: boolean }
	| { name: 'events'; detail: boolean; raw: boolean; scroll: number };

/** Debug level of a profile: 0 binary, 1 text, 2 full stacks (goroutine only). */
export type ProfileLevel = 0 | 1 | 2;

/** `server` is the key of the row the dialog is about. */
export type Dialog =
	| { name: 'reload'; server: string }
	| { name: 'profile'; server: string; kind: number; level: ProfileLevel; seconds: number }
	| { name: 'saved' }
	| { name: 'help'; scroll: number; search: string; searching: boolean }
	| { name: 'sort'; cursor: number }
	| { name: 'kinds'; cursor: number };

export type Toast = { text: string; token: 'ok' | 'warn' | 'crit' | 'info'; until: number };

export type UiState = {
	/** The last one is on top. */
	screens: readonly Screen[];
	focus: Pane;
	zoom: boolean;
	servers: {
		/** Key of the selected row; absent until a row exists. */
		cursor?: string;
		sort: { column: string; descending: boolean };
		filter: string;
		wide: boolean;
		/** First unpinned column shown in wide mode. */
		offset: number;
	};
	events: {
		/** `seq` of the selected event; absent while following. */
		cursor?: number;
		filter: string;
		off: readonly EventGroup[];
		/** Columns the text is scrolled to the left. */
		offset: number;
	};
	prompt?: Prompt;
	dialog?: Dialog;
	toast?: Toast;
	paused: boolean;
	/** Exact numbers instead of three digits. */
	exact: boolean;
	/** Totals instead of rates. */
	totals: boolean;
	/** Account keys instead of their names. */
	keys: boolean;
};

const initialSort = ({ sort, reverse = false }: { sort?: string; reverse?: boolean }) => {
	const column = columnNamed(sort ?? 'cpu');
	return { column: column?.id ?? 'cpu', descending: (column?.descending ?? true) !== reverse };
};

/** What is on screen before anybody pressed a key. */
export const initialUi = (wish: { filter?: string; sort?: string; reverse?: boolean }): UiState => ({
	screens: [{ name: 'main' }],
	focus: 'servers',
	zoom: false,
	servers: {
		sort: initialSort(wish),
		filter: wish.filter ?? '',
		wide: false,
		offset: 0,
	},
	events: { filter: '', off: noisyGroups, offset: 0 },
	paused: false,
	exact: false,
	totals: false,
	keys: false,
});

/** The screen on top. */
export const topScreen = (ui: UiState): Screen => ui.screens.at(-1) ?? { name: 'main' };

/** Where a key is pressed now. */
export const contextOf = (ui: UiState): Context => {
	const screen = topScreen(ui);
	if (screen.name === 'main') return ui.focus;
	return screen.name === 'server' ? 'server' : 'events-screen';
};

/** True where keys are text: in a prompt, and in the search of the help. */
export const isTyping = ({ prompt, dialog }: UiState): boolean =>
	prompt !== undefined || (dialog?.name === 'help' && dialog.searching);
