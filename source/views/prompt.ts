// The line a filter or a command is typed in: its sign, the text around the caret, why it does not parse.

import { fit, width } from '../format/text.ts';
import type { Theme } from '../theme.ts';
import { commandTarget, type Prompt } from '../ui/ui-state.ts';

const segmenter = new Intl.Segmenter();

/** Cells kept for the text when an error wants the rest. */
const leastText = 20;

/** The part of a text that shows its caret, in at most `columns` cells, the caret's included. */
const around = (
	text: string,
	caret: number,
	columns: number,
): { before: string; at: string; after: string } => {
	const parts = [...segmenter.segment(text)];
	const at = parts.find(({ index }) => index >= caret);
	const before = parts
		.filter(({ index }) => index < (at?.index ?? text.length))
		.map(({ segment }) => segment);
	const after = parts.filter(({ index }) => at && index > at.index).map(({ segment }) => segment);
	const caretText = at?.segment ?? ' ';
	let room = columns - width(caretText);
	let start = before.length;
	while (start > 0 && width(before[start - 1] ?? '') <= room) room -= width(before[--start] ?? '');
	let end = 0;
	while (end < after.length && width(after[end] ?? '') <= room) room -= width(after[end++] ?? '');
	return { before: before.slice(start).join(''), at: caretText, after: after.slice(0, end).join('') };
};

/** The prompt in exactly `columns` cells: ` /cpu>200█`, the caret inverse, at the right the error or the keys. */
export const promptRow = (prompt: Prompt, columns: number, theme: Theme): string => {
	const { paint, glyphs } = theme;
	const sign = prompt.target === commandTarget ? ':' : '/';
	const enter = prompt.target === commandTarget ? 'run' : 'keep';
	const leave = prompt.target === commandTarget ? 'cancel' : 'clear';
	const wanted = prompt.error === undefined ? `${glyphs.enter} ${enter}  Esc ${leave}` : `! ${prompt.error}`;
	const typed = width(prompt.text) + 1;
	const free = columns - 2 - Math.min(typed, columns - 3);
	const rightColumns = Math.min(
		width(wanted),
		prompt.error === undefined ? free - 4 : Math.max(free - 4, columns - leastText - 6),
	);
	const right =
		prompt.error === undefined && rightColumns < width(wanted) ? '' : fit(wanted, rightColumns, glyphs);
	const room = columns - 2 - (right === '' ? 1 : width(right) + 4);
	const { before, at, after } = around(prompt.text, prompt.caret, room);
	const pad = ' '.repeat(
		Math.max(0, columns - 2 - width(before + at + after) - width(right) - (right === '' ? 0 : 1)),
	);
	const end = right === '' ? '' : `${paint(prompt.error === undefined ? 'muted' : 'warn', right)} `;
	return ` ${paint('key', sign)}${before}${paint('select', at)}${after}${pad}${end}`;
};
