// Draws the tree of calls.

import { fit, fitMiddle } from '../../format/text.ts';
import type { Theme } from '../../theme.ts';
import { treeCursor } from '../../ui/profile/press-tree.ts';
import { shortName } from '../../ui/profile/short-name.ts';
import { nameTest } from '../../ui/profile/top-list.ts';
import { treeRows as openRows, shownTree, type TreeRow } from '../../ui/profile/tree-list.ts';
import { scrolled } from '../../ui/profile/viewer-layout.ts';
import type { ViewerState } from '../../ui/profile/viewer-state.ts';
import { figuresOf } from './figures.ts';

/** The deepest that rows are indented, cells; deeper ones tell their depth. */
const deepest = 40;

/** The rows of the tree, heads of columns first. */
export const treeRows = (
	state: ViewerState,
	{ width, height }: { width: number; height: number },
	theme: Theme,
): string[] => {
	const rows = openRows(state);
	const cursor = treeCursor(state);
	const tree = shownTree(state);
	const figures = figuresOf(state);
	const shown = Math.max(0, height - 1);
	const offset = scrolled(state.tree.offset, cursor, rows.length, shown);
	const matches = state.search === '' ? () => false : nameTest(state.search);
	const row = ({ call, depth, isOpen, hasBelow }: TreeRow, index: number): string => {
		const isHere = index + offset === cursor;
		const name = state.shown.names[tree.names[call] ?? 0] ?? '';
		const cells = `${figures.value(tree.all[call] ?? 0).padStart(11)}${figures.part(tree.all[call] ?? 0).padStart(7)}${figures.value(tree.own[call] ?? 0).padStart(11)}`;
		const steps = Math.min(depth, Math.min(deepest, Math.floor(width / 4)));
		const indent = `${' '.repeat(steps)}${steps < depth ? `(${depth}) ` : ''}`;
		const sign = hasBelow ? (isOpen ? '-' : '+') : theme.glyphs.dot;
		const start = `${isHere ? '>' : ' '} ${cells}  ${indent}${sign} `;
		const line = fit(
			start + fitMiddle(shortName(name), Math.max(8, width - start.length), theme.glyphs),
			width,
			theme.glyphs,
		);
		if (isHere) return theme.paint('select', line);
		// A match is told by a sign of its own, as colours may be missing.
		return matches(name) ? theme.paint('match', `*${line.slice(1)}`) : line;
	};
	const heads = `  ${'CUM'.padStart(11)}${'CUM%'.padStart(7)}${'FLAT'.padStart(11)}  CALLS`;
	return [
		theme.paint('title', fit(heads, width, theme.glyphs)),
		...rows.slice(offset, offset + shown).map(row),
	].slice(0, height);
};
