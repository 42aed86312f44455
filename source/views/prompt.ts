// The line of the prompt: its sign, the text around the caret, and the error where it does not parse.

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

/** The sign of a prompt, which tells what is typed. */
const signOf = ({ target, search }: Prompt): string =>
	target === commandTarget ? ':' : search ? 'search ' : '/';

/** Cells before the typed text: a blank and the sign. */
const leadOf = (prompt: Prompt): number => 1 + width(signOf(prompt));

/** The parts of the row: the words at its right end, and as much of the text as has room. */
const parts = (prompt: Prompt, columns: number, theme: Theme) => {
	const { glyphs } = theme;
	const lead = leadOf(prompt);
	const enter = prompt.target === commandTarget ? 'run' : prompt.search ? 'find' : 'keep';
	const leave = prompt.target === commandTarget ? 'cancel' : prompt.search ? 'end' : 'clear';
	const wanted = prompt.error === undefined ? `${glyphs.enter} ${enter}  Esc ${leave}` : `! ${prompt.error}`;
	const typed = width(prompt.text) + 1;
	const free = columns - lead - Math.min(typed, columns - 3);
	const rightColumns = Math.min(
		width(wanted),
		prompt.error === undefined ? free - 4 : Math.max(free - 4, columns - leastText - 6),
	);
	const right =
		prompt.error === undefined && rightColumns < width(wanted) ? '' : fit(wanted, rightColumns, glyphs);
	const room = columns - lead - (right === '' ? 1 : width(right) + 4);
	return { right, ...around(prompt.text, prompt.caret, room) };
};

/** The cell of a prompt's row that the terminal's cursor stands in. */
export const promptCaret = (prompt: Prompt, columns: number, theme: Theme): number =>
	leadOf(prompt) + width(parts(prompt, columns, theme).before);

/** The prompt in exactly `columns` cells: ` /cpu>200`, at the right the error or the keys. The terminal shows the caret. */
export const promptRow = (prompt: Prompt, columns: number, theme: Theme): string => {
	const { paint } = theme;
	const { right, before, at, after } = parts(prompt, columns, theme);
	const pad = ' '.repeat(
		Math.max(
			0,
			columns - leadOf(prompt) - width(before + at + after) - width(right) - (right === '' ? 0 : 1),
		),
	);
	const end = right === '' ? '' : `${paint(prompt.error === undefined ? 'muted' : 'warn', right)} `;
	return ` ${paint('key', signOf(prompt))}${before}${at}${after}${pad}${end}`;
};
