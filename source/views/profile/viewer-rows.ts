// Draws the viewer of a profile: rows of exactly the size of the screen.

import { fillRows, paneTitle } from '../../format/pane-title.ts';
import { fit } from '../../format/text.ts';
import { label } from '../../model/profile/measure.ts';
import type { Theme } from '../../theme.ts';
import { functionsOf, stacksOf, wholeOf } from '../../ui/profile/derived.ts';
import { viewerNotes } from '../../ui/profile/notes.ts';
import { stackList } from '../../ui/profile/stack-list.ts';
import { topList } from '../../ui/profile/top-list.ts';
import { matchText, shownTree } from '../../ui/profile/tree-list.ts';
import { type ScreenSize, viewerLayout } from '../../ui/profile/viewer-layout.ts';
import { type ViewerState, viewNames, viewsOf } from '../../ui/profile/viewer-state.ts';
import { tabsRow } from '../tabs-row.ts';
import { flameRows, frameDetail } from './flame-rows.ts';
import { labelRows } from './label-rows.ts';
import { choiceRows, helpRows, rawRows } from './other-rows.ts';
import { stackDetail, stackRows } from './stack-rows.ts';
import { callRows, topRows } from './top-rows.ts';
import { treeRows } from './tree-rows.ts';
import { viewerFooter } from './viewer-footer.ts';

const lists = {
	stacks: stackRows,
	top: topRows,
	tree: treeRows,
	flame: flameRows,
	labels: labelRows,
} as const;

const takenText = (at: number | undefined): string =>
	at === undefined ? '' : `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

const titleRow = (
	{ read, base, shown, type }: ViewerState,
	{ columns }: ScreenSize,
	theme: Theme,
): string => {
	const { type: name = '', unit = '' } = shown.sampleTypes[type] ?? {};
	const whole = label(wholeOf(shown, type), unit);
	const of = read.kind === undefined ? read.name : `${read.kind} of ${read.name}`;
	// Two profiles of one server are told apart by their times.
	const from = base?.profile.takenAt === undefined ? base?.name : takenText(base.profile.takenAt);
	const against = base === undefined ? '' : ` since ${base.name === read.name ? from : base.name}`;
	const taken = columns >= 100 ? `  ${takenText(read.profile.takenAt)}` : '';
	const count = shown.sampleTypes.length > 1 ? ` ${type + 1}/${shown.sampleTypes.length}` : '';
	return paneTitle({
		title: `Profile  ${of}${against}`,
		right: `${name}${count}  ${base === undefined ? 'total' : 'base'} ${whole}${taken}`,
		columns,
		focused: true,
		theme,
	});
};

/** What is searched for and how much of it there is; the flame graph says so below. */
const searched = (state: ViewerState): string[] => {
	const { view, search, top, stacks } = state;
	if (view === 'tree' && search !== '')
		return [`search ${search}: ${matchText(state, shownTree(state), state.tree.call)}`];
	if (view === 'stacks' && stacks.filter !== '')
		return [
			`filter ${stacks.filter}: ${stackList(state).length} of ${stacksOf(state.shown, state.type).length}`,
		];
	if (view === 'top' && top.filter !== '')
		return [
			`filter ${top.filter}: ${topList(state).length} of ${functionsOf(state.shown, state.type).length}`,
		];
	return [];
};

const narrowed = (state: ViewerState): string => {
	const { label: only } = state;
	const words = [...(only === undefined ? [] : [`only ${only.key} ${only.value}`]), ...searched(state)];
	return words.join('  ');
};

const tabs = (state: ViewerState, columns: number, theme: Theme): string => {
	const all = viewsOf(state).map((id) => ({ id, title: viewNames[id] }));
	const cells = all.reduce((sum, { title }) => sum + title.length + 3, 4);
	const names = tabsRow({ all, tab: state.view }, undefined, Math.min(columns, cells), theme);
	const words = narrowed(state);
	const room = columns - cells;
	return room <= 0 ? names : `${names}${theme.paint('info', fit(words, room - 1, theme.glyphs, 'right'))} `;
};

/** The picture, `rows` rows of exactly `columns`. */
export const viewerRows = (state: ViewerState, size: ScreenSize, theme: Theme): string[] => {
	const { columns, rows } = size;
	if (state.help) return helpRows(state, size, theme);
	if (state.raw !== undefined) return rawRows(state, state.raw, size, theme);
	if (state.choice !== undefined) return choiceRows(state.choice, size, theme);
	const notes = viewerNotes(state).slice(0, 2);
	const { list, detail, beside } = viewerLayout(state, size, notes.length);
	const first =
		list.height > 0 ? fillRows(lists[state.view](state, list, theme), list.height, list.width) : [];
	const second =
		detail.height > 0
			? fillRows(
					state.view === 'flame'
						? frameDetail(state, detail, theme, list.height)
						: state.view === 'stacks'
							? stackDetail(state, detail, theme)
							: callRows(state, detail, theme),
					detail.height,
					detail.width,
				)
			: [];
	const body = beside
		? first.map((row, index) => `${row}${theme.paint('rule', theme.glyphs.column)}${second[index] ?? ''}`)
		: [...first, ...second];
	return [
		titleRow(state, size, theme),
		tabs(state, columns, theme),
		...notes.map((note) => theme.paint('warn', fit(` ! ${note}`, columns, theme.glyphs))),
		...body,
		viewerFooter(state, columns, theme),
	].slice(0, rows);
};
