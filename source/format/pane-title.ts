// The line that heads a pane: its title on the left, its state on the right, heavy when it has the focus.

import type { Theme, Token } from '../theme.ts';
import { fit, width } from './text.ts';

type PaneTitleProps = {
	title: string;
	/** Shown at the right end; the title is cut before it. */
	right?: string;
	/** One coloured piece of `right`, or of the title, by its text: a state, a warning. */
	mark?: { text: string; token: Token };
	columns: number;
	focused: boolean;
	theme: Theme;
};

/** The shortest rule kept at an end and between title and state. */
const end = 2;

/** Paints a text, its marked piece in a colour of its own. */
const withMark = (text: string, mark: PaneTitleProps['mark'], rest: Token, theme: Theme): string => {
	const at = mark === undefined || mark.text === '' ? -1 : text.indexOf(mark.text);
	if (mark === undefined || at < 0) return theme.paint(rest, text);
	const after = text.slice(at + mark.text.length);
	return theme.paint(rest, text.slice(0, at)) + theme.paint(mark.token, mark.text) + theme.paint(rest, after);
};

/** `━━ 1 Servers ━━━━━━━━ 8  sort CPU%▼ ━━`, exactly `columns` wide. */
export const paneTitle = ({ title, right = '', mark, columns, focused, theme }: PaneTitleProps): string => {
	const { glyphs, paint } = theme;
	const token: Token = focused ? 'focus' : 'rule';
	const line = focused ? glyphs.heavy : glyphs.light;
	const rightText = width(right) > columns - 12 ? fit(right, Math.max(0, columns - 12), glyphs) : right;
	const rightCells = rightText === '' ? 0 : width(rightText) + 2 + end;
	const room = columns - end - 2 - rightCells - 1;
	const titleText = width(title) > room ? fit(title, Math.max(1, room), glyphs) : title;
	const between = columns - end - 2 - width(titleText) - rightCells;
	const head = `${paint(token, line.repeat(end))} ${withMark(titleText, mark, 'title', theme)} `;
	if (rightText === '') return head + paint(token, line.repeat(Math.max(0, between)));
	return `${head}${paint(token, line.repeat(Math.max(0, between)))} ${withMark(rightText, mark, 'text', theme)} ${paint(token, line.repeat(end))}`;
};

/** Rows cut or filled with blank lines to exactly `rows`. */
export const fillRows = (lines: readonly string[], rows: number, columns: number): string[] => {
	const blank = ' '.repeat(columns);
	return Array.from({ length: Math.max(0, rows) }, (_, index) => lines[index] ?? blank);
};

/** A pane about nothing: its title, exactly of the size. */
export const emptyPane = (
	title: string,
	{ width, height }: { width: number; height: number },
	focused: boolean,
	theme: Theme,
): string[] => fillRows([paneTitle({ title, columns: width, focused, theme })], height, width);
