// Draws what covers the views: the text of pprof, the keys, and the files to tell a difference to.

import { fillRows, paneTitle } from '../../format/pane-title.ts';
import { fit } from '../../format/text.ts';
import { keyLabel } from '../../keys/keymap.ts';
import type { Theme } from '../../theme.ts';
import { viewerKeys } from '../../ui/profile/key-table.ts';
import { rawText } from '../../ui/profile/raw-text.ts';
import { type ScreenSize, scrolled } from '../../ui/profile/viewer-layout.ts';
import type { Choice, ViewerState } from '../../ui/profile/viewer-state.ts';

const covered = (
	title: string,
	right: string,
	lines: readonly string[],
	keys: string,
	{ columns, rows }: ScreenSize,
	theme: Theme,
): string[] => [
	paneTitle({ title, right, columns, focused: true, theme }),
	...fillRows(lines.slice(0, rows - 2), rows - 2, columns),
	fit(` ${keys}`, columns, theme.glyphs),
];

/** The text of a view in the words of pprof, scrolled. */
export const rawRows = (
	state: ViewerState,
	at: { line: number; column: number },
	size: ScreenSize,
	theme: Theme,
): string[] => {
	const { count, line } = rawText(state);
	const length = Math.max(0, Math.min(count - at.line, size.rows - 2));
	const shown = Array.from({ length }, (_, index) =>
		fit(
			line(at.line + index)
				.replaceAll('\t', ' ')
				.slice(at.column),
			size.columns,
			theme.glyphs,
		),
	);
	const right = `${Math.min(at.line + 1, count)}-${at.line + shown.length} of ${count}`;
	const { arrowUp, arrowDown, arrowLeft, arrowRight } = theme.glyphs;
	const keys = `Esc back  ${arrowUp}${arrowDown} PgUp PgDn g G lines  ${arrowLeft}${arrowRight} scroll`;
	return covered(`Text  ${state.view}`, right, shown, keys, size, theme);
};

/** The keys of the view. */
export const helpRows = ({ view, sum }: ViewerState, size: ScreenSize, theme: Theme): string[] => {
	const here = viewerKeys.filter(
		({ where, several }) =>
			(where === undefined || where.includes(view)) && (several !== true || sum !== undefined),
	);
	const lines = here.map(({ keys, label }) => {
		const names = keys.map((key) => keyLabel(key, theme.glyphs)).join(' ');
		return fit(`  ${names.padEnd(12)}  ${label}`, size.columns, theme.glyphs);
	});
	return covered(`Keys of ${view}`, '', lines, 'any key: back', size, theme);
};

/** The files, or the servers, to choose from. */
export const choiceRows = ({ of, rows: all, cursor }: Choice, size: ScreenSize, theme: Theme): string[] => {
	const height = size.rows - 2;
	const offset = scrolled(0, cursor, all.length, height);
	const lines = all.slice(offset, offset + height).map((path, index) => {
		const isHere = index + offset === cursor;
		const line = fit(`${isHere ? '>' : ' '} ${path.split('/').at(-1) ?? path}`, size.columns, theme.glyphs);
		return isHere ? theme.paint('select', line) : line;
	});
	const { enter, arrowUp, arrowDown } = theme.glyphs;
	return covered(
		of === 'base' ? 'Difference to' : 'Profile of',
		of === 'base' ? `${all.length} files` : `${all.length - 1} profiles`,
		lines,
		`${enter} ${of === 'base' ? 'what came since' : 'show'}  ${arrowUp}${arrowDown} choose  Esc back`,
		size,
		theme,
	);
};
