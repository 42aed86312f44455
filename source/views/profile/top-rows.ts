// Draws the list of functions, and the callers and calls of the one under the cursor.

import { paneTitle } from '../../format/pane-title.ts';
import { fit, fitMiddle, wrapText } from '../../format/text.ts';
import type { FunctionSum } from '../../model/profile/functions.ts';
import { percentage } from '../../model/profile/measure.ts';
import type { Theme } from '../../theme.ts';
import { shortName } from '../../ui/profile/short-name.ts';
import { relativesOf, topCursor, topList, topNode } from '../../ui/profile/top-list.ts';
import { scrolled } from '../../ui/profile/viewer-layout.ts';
import type { SortName, ViewerState } from '../../ui/profile/viewer-state.ts';
import { figuresOf } from './figures.ts';
import { partCellsOf, partColumns } from './part-columns.ts';

type Size = { width: number; height: number };

/** Cells of a figure and of a part. */
const valueCells = 11;
const partCells = 7;

const headOf = ({ top }: ViewerState, name: SortName, text: string, { glyphs }: Theme): string =>
	top.sort === name ? `${text}${top.reversed ? glyphs.sortUp : glyphs.sortDown}` : text;

/** The rows of the list, heads of columns first. */
export const topRows = (state: ViewerState, { width, height }: Size, theme: Theme): string[] => {
	const list = topList(state);
	const cursor = topCursor(state);
	const figures = figuresOf(state);
	const shown = Math.max(0, height - 1);
	const offset = scrolled(state.top.offset, cursor, list.length, shown);
	const parts = partColumns(state, width);
	const room = width - 2 - (parts === undefined ? 2 : 1) * (valueCells + partCells) - (parts?.width ?? 0) - 2;
	const head = (name: SortName, text: string, cells: number): string =>
		headOf(state, name, text, theme).padStart(cells);
	const figure = parts?.figure;
	const flatHead = `${head('flat', 'FLAT', valueCells)}${'FLAT%'.padStart(partCells)}`;
	const cumHead = `${head('cum', 'CUM', valueCells)}${'CUM%'.padStart(partCells)}`;
	const figureHeads = `${figure === 'cum' ? '' : flatHead}${figure === 'flat' ? '' : cumHead}`;
	const heads = `  ${figureHeads}${parts?.heads(theme) ?? ''}  ${headOf(state, 'name', 'FUNCTION', theme)}`;
	const row = ({ name, flat, cum }: FunctionSum, index: number): string => {
		const isHere = index + offset === cursor;
		const own = figures.value(flat).padStart(valueCells) + figures.part(flat).padStart(partCells);
		const all = figures.value(cum).padStart(valueCells) + figures.part(cum).padStart(partCells);
		const cells = `${figure === 'cum' ? '' : own}${figure === 'flat' ? '' : all}${parts === undefined ? '' : partCellsOf(state, parts, name)}`;
		const text = `${isHere ? '>' : ' '} ${cells}  ${fitMiddle(shortName(name), Math.max(1, room), theme.glyphs)}`;
		const line = fit(text, width, theme.glyphs);
		return isHere && state.focus === 'list' ? theme.paint('select', line) : line;
	};
	const empty =
		state.top.filter === '' ? 'No function weighs anything.' : `No function matches ${state.top.filter}.`;
	const rows =
		list.length === 0
			? [fit(`  ${empty}`, width, theme.glyphs)]
			: list.slice(offset, offset + shown).map(row);
	return [theme.paint('title', fit(heads, width, theme.glyphs)), ...rows].slice(0, height);
};

/** The rows of the detail: the whole name, its figures, who calls it and what it calls. */
export const callRows = (state: ViewerState, { width, height }: Size, theme: Theme): string[] => {
	const node = topNode(state);
	const isFocused = state.focus === 'detail';
	const title = (text: string, right: string): string =>
		paneTitle({ title: text, right, columns: width, focused: isFocused, theme });
	if (node === undefined) return [title('Callers and calls', '')];
	const figures = figuresOf(state);
	const relatives = relativesOf(state, node);
	const callers = relatives.filter(({ caller }) => caller).length;
	const names = wrapText(node.name, width - 2).slice(0, Math.max(1, Math.min(3, height - 4)));
	const right = `${callers} call it  it calls ${relatives.length - callers}`;
	const shown = Math.max(0, height - 2 - names.length);
	const offset = scrolled(state.calls.offset, state.calls.cursor, relatives.length, shown);
	const rows = relatives.slice(offset, offset + shown).map(({ caller, name, weight, inlined }, index) => {
		const isHere = isFocused && index + offset === state.calls.cursor;
		const { up, down2 } = theme.glyphs;
		const cells = `${caller ? `${up} called by` : `${down2} calls    `} ${figures.value(weight).padStart(valueCells)}${percentage(weight, node.cum).trim().padStart(partCells)}`;
		const end = inlined ? ' (inline)' : '';
		const room = Math.max(1, width - 2 - cells.length - 2 - end.length);
		const text = `${isHere ? '>' : ' '} ${cells}  ${fitMiddle(shortName(name), room, theme.glyphs).trimEnd()}${end}`;
		const line = fit(text, width, theme.glyphs);
		return isHere ? theme.paint('select', line) : line;
	});
	const own = `  itself ${figures.value(node.flat)} ${figures.part(node.flat)}   with all it calls ${figures.value(node.cum)} ${figures.part(node.cum)}`;
	return [
		title('Callers and calls', right),
		...names.map((line) => theme.paint('title', fit(`  ${line}`, width, theme.glyphs))),
		fit(own, width, theme.glyphs),
		...rows,
	].slice(0, height);
};
