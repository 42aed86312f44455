// Every key on one screen, in two columns where they fit, made from the keymap; `/` narrows them.

import { fit, joinSides, width } from '../format/text.ts';
import type { Action } from '../keymap.ts';
import type { Theme } from '../theme.ts';
import { dialogColumns, dialogInside, dialogRows, Overlay } from './dialog.tsx';
import { allKeys, type KeyHint, keyHints } from './key-hints.ts';

export type HelpProps = {
	/** With the keys the configuration gives them. */
	actions: readonly Action[];
	/** Lines scrolled away where not all fit. */
	scroll: number;
	search: string;
	/** True while the search is typed. */
	searching: boolean;
	/** Size of the screen the box lies on. */
	columns: number;
	rows: number;
	theme: Theme;
};

type Line = { title: string } | { keys: string; label: string } | undefined;

/** Keys take no more than this; what is left out are second names of a key. */
const keyColumns = 14;

const matches = (hint: KeyHint, search: string, keys: string): boolean =>
	search === '' || `${keys} ${hint.label} ${hint.group} ${hint.ids.join(' ')}`.toLowerCase().includes(search);

/** Title and lines of each group that has any. */
const groupsOf = ({ actions, search, theme }: HelpProps): Line[][] => {
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

const titleOf = ({ search, searching, theme }: HelpProps): string => {
	if (searching) return `Help   /${search}${theme.glyphs.ascii ? '_' : theme.glyphs.barFull}`;
	if (search !== '') return `Help   /${search}   Esc shows all`;
	return 'Help   / to search, Esc to close';
};

/** The box, in rows of one width; `scroll` counts only where the keys are more than the screen has rows. */
export const helpRows = (props: HelpProps): string[] => {
	const { theme, scroll, search } = props;
	const all = keyLines(groupsOf(props), dialogInside(dialogColumns(props.columns, props.columns)), theme);
	if (all.length === 0) all.push(`No key matches "${search}".  Esc shows all.`);
	const room = props.rows - 2;
	const start = Math.max(0, Math.min(scroll, all.length - room));
	const columns = dialogColumns(props.columns, Math.max(58, ...all.map((line) => width(line) + 4)));
	const shown = all.slice(start, start + room).map((line) => joinSides(line, '', dialogInside(columns)));
	return dialogRows(titleOf(props), shown, columns, theme, props.rows);
};

export const Help = (props: HelpProps) => (
	<Overlay lines={helpRows(props)} columns={props.columns} rows={props.rows} />
);
