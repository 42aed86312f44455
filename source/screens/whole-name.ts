// Shows a long name, which the title of a pane cuts, whole in rows of its own.

import { stripVTControlCharacters } from 'node:util';
import { width as cellsOf, cutText, fit } from '../format/text.ts';
import type { OpenedView } from '../table/list-state.ts';
import type { Glyphs } from '../theme.ts';
import type { Size } from './screen.ts';

/** The longest name that no pane cuts, in cells. */
const neverCut = 20;

/** The rows that say a name whole; none where some row says it already. At least one other row stays beside them. */
const nameRows = (
	name: string,
	rows: readonly string[],
	{ width, height }: Size,
	glyphs: Pick<Glyphs, 'ellipsis'>,
): string[] => {
	const isSaid = (): boolean => rows.some((row) => stripVTControlCharacters(row).includes(name));
	if (cellsOf(name) <= neverCut || isSaid()) return [];
	return cutText(name, width - 2)
		.slice(0, Math.max(0, height - 2))
		.map((line) => fit(` ${line}`, width, glyphs));
};

/** The detail of a row, with the name whole under its title; `draw` decides what gives way to the name. */
export const detailWithName = (
	name: string,
	size: Size,
	glyphs: Pick<Glyphs, 'ellipsis'>,
	draw: (size: Size) => readonly string[],
): readonly string[] => {
	const rows = draw(size);
	const said = nameRows(name, rows, size, glyphs);
	if (said.length === 0) return rows;
	const [title = '', ...rest] = draw({ ...size, height: size.height - said.length });
	return [title, ...said, ...rest];
};

/** An opened object, with its name whole in the last rows. */
export const openedWithName = (
	name: string,
	size: Size,
	glyphs: Pick<Glyphs, 'ellipsis'>,
	draw: (size: Size) => OpenedView,
): OpenedView => {
	const view = draw(size);
	const said = nameRows(name, view.rows, size, glyphs);
	if (said.length === 0) return view;
	const smaller = draw({ ...size, height: size.height - said.length });
	return { ...smaller, rows: [...smaller.rows, ...said] };
};
