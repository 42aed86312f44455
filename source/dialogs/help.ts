// Every key on one screen, in two columns where they fit, made from the keymap; `/` narrows them.

import { fit, joinSides, width } from '../format/text.ts';
import { allKeys, type KeyHint, keyHints } from '../keys/key-hints.ts';
import type { Theme } from '../theme.ts';
import { boxRows, dialogColumns, dialogInside } from './box.ts';
import { closes, type DialogFacts, type DialogSpec, rowStep, within } from './dialog.ts';

export type HelpDialog = {
	name: 'help';
	/** Lines scrolled away where not all fit. */
	scroll: number;
	search: string;
	/** True while the search is typed. */
	searching: boolean;
};

type Spec = DialogSpec<HelpDialog>;

type Line = { title: string } | { keys: string; label: string } | undefined;

/** Keys take no more than this; what is left out are second names of a key. */
const keyColumns = 14;

const matches = (hint: KeyHint, search: string, keys: string): boolean =>
	search === '' || `${keys} ${hint.label} ${hint.group} ${hint.ids.join(' ')}`.toLowerCase().includes(search);

/** Title and lines of each group that has any. */
const groupsOf = (search: string, { actions, screen: { theme } }: DialogFacts): Line[][] => {
	const groups = new Map<string, Line[]>();
	for (const hint of keyHints(actions)) {
		const keys = allKeys(hint, keyColumns, theme.glyphs);
		if (!matches(hint, search.toLowerCase(), keys)) continue;
		const lines = groups.get(hint.group) ?? [{ title: hint.group }];
		groups.set(hint.group, [...lines, { keys, label: hint.label }]);
	}
	return [...groups.values()];
};

const stacked = (groups: readonly Line[][]): Line[] =>
	groups.flatMap((lines, index) => (index === 0 ? lines : [undefined, ...lines]));

/** The split into two columns whose taller one is least; among equals the one that keeps the order best. */
const twoColumns = (groups: readonly Line[][]): [Line[], Line[]] => {
	let best: [Line[], Line[]] = [stacked(groups), []];
	for (let choice = 2 ** groups.length - 1; choice >= 0; choice--) {
		const isLeft = (_: Line[], index: number) =>
			Math.floor(choice / 2 ** (groups.length - 1 - index)) % 2 === 1;
		const left = stacked(groups.filter(isLeft));
		const right = stacked(groups.filter((lines, index) => !isLeft(lines, index)));
		if (Math.max(left.length, right.length) < Math.max(best[0].length, best[1].length)) best = [left, right];
	}
	return best;
};

/** Painted lines of one column, all of the same width. */
const paintColumn = (lines: readonly Line[], { paint, glyphs }: Theme): string[] => {
	const items = lines.filter((line) => line !== undefined && 'keys' in line);
	const keyWidth = Math.max(0, ...items.map(({ keys }) => width(keys)));
	const labelWidth = Math.max(0, ...items.map(({ label }) => width(label)));
	const columns = 4 + keyWidth + labelWidth;
	return lines.map((line) => {
		if (line === undefined) return ' '.repeat(columns);
		if ('title' in line) return paint('title', fit(line.title, columns, glyphs));
		return `  ${paint('key', fit(line.keys, keyWidth, glyphs))}  ${fit(line.label, labelWidth, glyphs)}`;
	});
};

/** All keys in two columns, in one where two are too wide. */
const keyLines = (groups: readonly Line[][], columns: number, theme: Theme): string[] => {
	const [left, right] = twoColumns(groups).map((lines) => paintColumn(lines, theme));
	if (left === undefined || !right?.length) return left ?? [];
	const blank = ' '.repeat(width(left[0] ?? ''));
	const both = Array.from(
		{ length: Math.max(left.length, right.length) },
		(_, row) => `${left[row] ?? blank}   ${right[row] ?? ''}`,
	);
	return both.some((line) => width(line) > columns) ? paintColumn(stacked(groups), theme) : both;
};

/** All lines, of which the box shows as many as the screen has room for. */
const linesOf = ({ search }: HelpDialog, facts: DialogFacts): string[] => {
	const { columns, theme } = facts.screen;
	const lines = keyLines(groupsOf(search, facts), dialogInside(dialogColumns(columns, columns)), theme);
	return lines.length > 0 ? lines : [`No key matches "${search}".  Esc shows all.`];
};

/** Lines between the borders. */
const roomOf = ({ screen }: DialogFacts): number => screen.rows - 2;

/** Furthest scroll: the last line is at the bottom then. */
const lastScroll = (lines: readonly string[], facts: DialogFacts): number =>
	Math.max(0, lines.length - roomOf(facts));

const key: Spec['key'] = (dialog, key, facts) => {
	if (dialog.searching) {
		if (key === 'escape' || key === 'ctrl+c') return { dialog: { ...dialog, searching: false, search: '' } };
		if (key === 'enter') return { dialog: { ...dialog, searching: false } };
		if (key === 'backspace') return { dialog: { ...dialog, search: dialog.search.slice(0, -1) } };
		const typed = key === 'space' ? ' ' : key;
		return [...typed].length === 1 && dialog.search.length < 32
			? { dialog: { ...dialog, search: dialog.search + typed, scroll: 0 } }
			: { dialog };
	}
	if (key === 'escape' && dialog.search !== '') return { dialog: { ...dialog, search: '' } };
	if (closes(key) || key === '?' || key === 'enter') return {};
	if (key === '/') return { dialog: { ...dialog, searching: true, search: '' } };
	const by = key === 'pagedown' ? 10 : key === 'pageup' ? -10 : rowStep(key);
	const last = lastScroll(linesOf(dialog, facts), facts);
	return { dialog: { ...dialog, scroll: within(within(dialog.scroll, last) + by, last) } };
};

const titleOf = ({ search, searching }: HelpDialog, { glyphs }: Theme): string => {
	if (searching) return `Help   /${search}${glyphs.ascii ? '_' : glyphs.barFull}`;
	if (search !== '') return `Help   /${search}   Esc shows all`;
	return 'Help   / to search, Esc to close';
};

const rows: Spec['rows'] = (dialog, facts) => {
	const { theme, rows } = facts.screen;
	const all = linesOf(dialog, facts);
	const start = within(dialog.scroll, lastScroll(all, facts));
	const columns = dialogColumns(facts.screen.columns, Math.max(58, ...all.map((line) => width(line) + 4)));
	const shown = all
		.slice(start, start + roomOf(facts))
		.map((line) => joinSides(line, '', dialogInside(columns)));
	return boxRows(titleOf(dialog, theme), shown, columns, theme, rows);
};

/** Every key; scrolls where they are more than the screen has rows. */
export const help: Spec = { key, rows };
