// The keys of the viewer of profiles. Its help, its footer and the documentation are made from this table.

import type { ViewName } from './viewer-state.ts';

export type ViewerKey = {
	keys: readonly string[];
	/** The effect, in the words of the help. */
	label: string;
	/** The shorter words of the footer, and how long they stay there; absent where it does not name the key. */
	hint?: { text: string; rank: number };
	/** The views in which it works; all where absent. */
	where?: readonly ViewName[];
	/** Works only where several profiles are open. */
	several?: true;
};

/** In the order of the help. */
export const viewerKeys: readonly ViewerKey[] = [
	{
		keys: ['escape'],
		label: 'back: help, text, zoom, filter, label, then the viewer',
		hint: { text: 'back', rank: 99 },
	},
	{ keys: ['[', ']'], label: 'view before, view after', hint: { text: 'view', rank: 9 } },
	{ keys: ['left', 'right', 'h', 'l'], label: 'view before, view after', where: ['stacks', 'top', 'labels'] },
	{
		keys: ['left', 'right', 'h', 'l'],
		label: 'close and up, open',
		where: ['tree'],
		hint: { text: 'close, open', rank: 6 },
	},
	{ keys: ['left', 'right', 'h', 'l'], label: 'frame beside', where: ['flame'] },
	{ keys: ['up', 'down', 'k', 'j'], label: 'row up, row down', where: ['stacks', 'top', 'tree', 'labels'] },
	{
		keys: ['up', 'down', 'k', 'j'],
		label: 'caller, heaviest call',
		where: ['flame'],
		hint: { text: 'move', rank: 4 },
	},
	{ keys: ['pageup', 'pagedown'], label: 'page up, page down' },
	{ keys: ['g', 'G'], label: 'first row, last row', where: ['stacks', 'top', 'tree', 'labels'] },
	{
		keys: ['enter'],
		label: 'callers and calls; there: go to the function',
		where: ['top'],
		hint: { text: 'calls', rank: 8 },
	},
	{
		keys: ['enter'],
		label: 'into the whole stack, back',
		where: ['stacks'],
		hint: { text: 'stack', rank: 8 },
	},
	{ keys: ['enter'], label: 'open, close', where: ['tree'], hint: { text: 'open', rank: 8 } },
	{ keys: ['enter'], label: 'zoom in', where: ['flame'], hint: { text: 'zoom', rank: 8 } },
	{ keys: ['enter'], label: 'only this label', where: ['labels'], hint: { text: 'only this', rank: 8 } },
	{ keys: ['tab'], label: 'list, detail', where: ['stacks', 'top'], hint: { text: 'pane', rank: 5 } },
	{ keys: ['space'], label: 'next sample type', hint: { text: 'type', rank: 7 } },
	{
		keys: ['<', '>'],
		label: 'sort column left, right',
		where: ['stacks', 'top'],
		hint: { text: 'sort', rank: 6 },
	},
	{ keys: ['o'], label: 'next sort column', where: ['stacks', 'top'] },
	{ keys: ['O'], label: 'reverse sort', where: ['stacks', 'top'] },
	{
		keys: ['/'],
		label: 'filter functions by an expression',
		where: ['top'],
		hint: { text: 'filter', rank: 7 },
	},
	{
		keys: ['/'],
		label: 'filter stacks by an expression: calls, places, states, labels',
		where: ['stacks'],
		hint: { text: 'filter', rank: 7 },
	},
	{
		keys: ['/'],
		label: 'search by an expression',
		where: ['tree', 'flame'],
		hint: { text: 'search', rank: 7 },
	},
	{ keys: ['n', 'N'], label: 'next match, match before', where: ['tree', 'flame'] },
	{ keys: ['I'], label: 'flip: innermost calls first', where: ['flame'], hint: { text: 'flip', rank: 5 } },
	{
		keys: ['z'],
		label: 'fold calls that lead to only one other',
		where: ['flame'],
		hint: { text: 'fold', rank: 3 },
	},
	{ keys: ['d'], label: 'difference to another profile of the kind', hint: { text: 'diff', rank: 6 } },
	{
		keys: ['s'],
		label: 'the sum of several servers, or one of them',
		hint: { text: 'server', rank: 8 },
		several: true,
	},
	{
		keys: ['b'],
		label: 'a column for each of several servers, on and off',
		where: ['top'],
		hint: { text: 'beside', rank: 4 },
		several: true,
	},
	{ keys: ['e'], label: 'export folded stacks', hint: { text: 'export', rank: 2 } },
	{ keys: ['v'], label: 'the text that go tool pprof prints', hint: { text: 'text', rank: 3 } },
	{ keys: ['y'], label: 'copy the name of the function, or the stack', hint: { text: 'copy', rank: 1 } },
	{ keys: ['?'], label: 'this help', hint: { text: 'help', rank: 99 } },
	{ keys: ['q'], label: 'leave the viewer', hint: { text: 'quit', rank: 10 } },
];
