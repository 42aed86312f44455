// Applies a key to the viewer: the state after it, and what is to be done outside.

import { callText } from '../../format/stack-text.ts';
import { foldedLines } from '../../model/profile/folded.ts';
import { clampPlace, type Page } from './paging.ts';
import { pressFlame, toFlameMatch } from './press-flame.ts';
import { pressLabels } from './press-labels.ts';
import { pressStacks } from './press-stacks.ts';
import { pressTop } from './press-top.ts';
import { pressTree, toTreeMatch } from './press-tree.ts';
import { rawText } from './raw-text.ts';
import { stackHere } from './stack-list.ts';
import { topNode } from './top-list.ts';
import { shownTree } from './tree-list.ts';
import type { ScreenSize } from './viewer-layout.ts';
import { showing, showingPart, type ViewerState, viewsOf, withType } from './viewer-state.ts';

/** What a key wants done outside of the viewer. */
export type ViewerEffect =
	| { do: 'close' }
	| { do: 'quit' }
	| { do: 'suspend' }
	| { do: 'repaint' }
	| { do: 'copy'; text: string }
	| { do: 'export'; lines: readonly string[] }
	/** Looks for files to tell the difference to. */
	| { do: 'find-bases' }
	| { do: 'read-base'; path: string };

export type ViewerStep = { state: ViewerState; effect?: ViewerEffect };

const turned = (state: ViewerState, by: 1 | -1): ViewerState => {
	const views = viewsOf(state);
	const next = views[(views.indexOf(state.view) + by + views.length) % views.length] ?? 'top';
	return { ...state, view: next, focus: 'list' };
};

/** Steps back: what was narrowed or zoomed last is undone first. */
const back = (state: ViewerState): ViewerStep => {
	if (state.focus === 'detail') return { state: { ...state, focus: 'list' } };
	if (state.view === 'flame' && state.flame.root !== 0)
		return { state: { ...state, flame: { ...state.flame, root: 0, offset: 0 } } };
	if (state.search !== '' && (state.view === 'flame' || state.view === 'tree'))
		return { state: { ...state, search: '' } };
	if (state.view === 'top' && state.top.filter !== '')
		return { state: { ...state, top: { ...state.top, filter: '' } } };
	if (state.view === 'stacks' && state.stacks.filter !== '')
		return { state: { ...state, stacks: { ...state.stacks, filter: '' } } };
	if (state.label !== undefined) return { state: showing(state, { base: state.base, label: undefined }) };
	return { state, effect: { do: 'close' } };
};

const longestTyped = 256;

const typed = (state: ViewerState, key: string, size: ScreenSize): ViewerState => {
	const { prompt, ...rest } = state;
	if (prompt === undefined) return state;
	const withText = (text: string): ViewerState => {
		const next = { ...state, prompt: { ...prompt, text } };
		if (prompt.what === 'search') return { ...next, search: text };
		return state.view === 'stacks'
			? { ...next, stacks: { ...state.stacks, filter: text, cursor: 0, offset: 0, line: 0 } }
			: { ...next, top: { ...state.top, filter: text, offset: 0 } };
	};
	if (key === 'enter') {
		if (prompt.what === 'filter' || state.search === '') return rest;
		return state.view === 'tree' ? toTreeMatch(rest, size) : toFlameMatch(rest, size);
	}
	if (key === 'escape' || key === 'ctrl+c') {
		const { prompt: _, ...cleared } = withText('');
		return cleared;
	}
	if (key === 'backspace') return withText([...prompt.text].slice(0, -1).join(''));
	if (key === 'ctrl+u') return withText('');
	const text = key === 'space' ? ' ' : key;
	if ([...text].length !== 1 || text < ' ' || prompt.text.length >= longestTyped) return state;
	return withText(prompt.text + text);
};

const pressRaw = (state: ViewerState, key: string, page: Page): ViewerStep => {
	const { raw, ...rest } = state;
	if (raw === undefined) return { state };
	if (['escape', 'v', 'q'].includes(key)) return { state: rest };
	if (key === 'left' || key === 'h')
		return { state: { ...state, raw: { ...raw, column: Math.max(0, raw.column - 20) } } };
	if (key === 'right' || key === 'l')
		return { state: { ...state, raw: { ...raw, column: raw.column + 20 } } };
	const most = Math.max(0, rawText(state).count - page.height);
	const { cursor } = clampPlace({ cursor: raw.line, offset: 0 }, key, { ...page, count: most + 1 });
	return { state: { ...state, raw: { ...raw, line: cursor } } };
};

const pressChoice = (state: ViewerState, key: string): ViewerStep => {
	const { choice, ...rest } = state;
	if (choice === undefined) return { state };
	const path = choice.rows[choice.cursor];
	if (key === 'enter' && path !== undefined)
		return choice.of === 'base'
			? { state: rest, effect: { do: 'read-base', path } }
			: { state: showingPart(rest, choice.cursor === 0 ? undefined : choice.cursor - 1) };
	if (['escape', 'q', choice.of === 'base' ? 'd' : 's'].includes(key)) return { state: rest };
	const { cursor } = clampPlace({ cursor: choice.cursor, offset: 0 }, key, {
		count: choice.rows.length,
		height: choice.rows.length,
	});
	return { state: { ...state, choice: { ...choice, cursor } } };
};

/** The name of the function under the cursor, for a copy. */
const nameUnderCursor = (state: ViewerState): string | undefined => {
	if (state.view === 'stacks') return stackHere(state)?.calls.map(callText).join('\n');
	if (state.view === 'top') return topNode(state)?.name;
	const tree = shownTree(state);
	const call = state.view === 'tree' ? state.tree.call : 0;
	return call === 0 ? undefined : state.shown.names[tree.names[call] ?? 0];
};

const pressView = {
	stacks: pressStacks,
	top: pressTop,
	tree: pressTree,
	flame: pressFlame,
	labels: pressLabels,
} as const;

/** Offers the sum and each part of it; says so where there is one profile only. */
const partChoice = (state: ViewerState): ViewerState => {
	const { sum, read } = state;
	if (sum?.parts === undefined)
		return { ...state, said: 'this is one profile; P on marked servers, or --sum, opens several' };
	const rows = [`sum of ${sum.name}`, ...sum.parts.map(({ name }) => name)];
	return { ...state, choice: { of: 'part', rows, cursor: sum.parts.indexOf(read) + 1 } };
};

/** Keys that mean the same in all views; nothing for others. */
const pressAnywhere = (state: ViewerState, key: string): ViewerStep | undefined => {
	switch (key) {
		case 'q':
			return { state, effect: { do: 'close' } };
		case 'escape':
			return back(state);
		case '[':
			return { state: turned(state, -1) };
		case ']':
			return { state: turned(state, 1) };
		case 'space':
			return { state: withType(state, (state.type + 1) % state.shown.sampleTypes.length) };
		case 'v':
			return { state: { ...state, raw: { line: 0, column: 0 } } };
		case '?':
			return { state: { ...state, help: true } };
		case 'e':
			return { state, effect: { do: 'export', lines: foldedLines(state.shown, state.type) } };
		case 'd':
			return state.base === undefined
				? { state, effect: { do: 'find-bases' } }
				: { state: showing(state, { base: undefined, label: state.label }) };
		case 's':
			return { state: partChoice(state) };
		case 'b':
			return { state: state.parts.length === 0 ? state : { ...state, beside: !state.beside } };
		case 'y': {
			const text = nameUnderCursor(state);
			return text === undefined ? { state } : { state, effect: { do: 'copy', text } };
		}
		default:
			return undefined;
	}
};

/** Keys that leave the picture as it is, whatever is open. */
const outside: Readonly<Record<string, ViewerEffect>> = {
	'ctrl+c': { do: 'quit' },
	'ctrl+z': { do: 'suspend' },
	'ctrl+l': { do: 'repaint' },
};

/** Applies one key. `size` is that of the screen, which a page depends on. */
export const pressViewer = (before: ViewerState, key: string, size: ScreenSize): ViewerStep => {
	const { said: _, ...state } = before;
	const effect = outside[key];
	if (effect !== undefined && state.prompt === undefined) return { state, effect };
	if (state.prompt !== undefined) return { state: typed(state, key, size) };
	if (state.choice !== undefined) return pressChoice(state, key);
	if (state.help) return { state: { ...state, help: false } };
	if (state.raw !== undefined) return pressRaw(state, key, { count: 0, height: size.rows - 2 });
	const anywhere = pressAnywhere(state, key);
	if (anywhere !== undefined) return anywhere;
	const turn = { left: -1, h: -1, right: 1, l: 1 } as const;
	const by = key === 'left' || key === 'h' || key === 'right' || key === 'l' ? turn[key] : undefined;
	if (by !== undefined && state.view !== 'tree' && state.view !== 'flame')
		return { state: turned(state, by) };
	return { state: pressView[state.view](state, key, size) };
};
