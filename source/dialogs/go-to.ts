// Asks for the time to go to.

import { parseTime, type TimeSpan, timeExample } from '../format/parse-time.ts';
import { wrapText } from '../format/text.ts';
import { clock, zonedClock } from '../format/time.ts';
import { boxRows, dialogColumns, dialogInside, dialogKeys } from './box.ts';
import type { DialogSpec } from './dialog.ts';

/** `error` says why the text is no time to go to. */
export type GoToDialog = { name: 'go-to'; text: string; error?: string };

type Spec = DialogSpec<GoToDialog>;

/** The longest text, in characters. */
const longest = 40;

const errorOf = (text: string, span: TimeSpan | undefined): string | undefined => {
	if (span === undefined) return 'nothing is kept to look back on';
	return parseTime(text, span) === undefined ? timeExample : undefined;
};

const key: Spec['key'] = (dialog, key, { time }) => {
	const { text } = dialog;
	if (key === 'escape' || key === 'ctrl+c') return {};
	if (key === 'enter') {
		const error = errorOf(text, time);
		const at = time && parseTime(text, time);
		return at === undefined ? { dialog: { ...dialog, error } } : { effect: { do: 'go-to', at } };
	}
	if (key === 'ctrl+u') return { dialog: { name: 'go-to', text: '' } };
	if (key === 'backspace') return text === '' ? {} : { dialog: { name: 'go-to', text: text.slice(0, -1) } };
	const typed = key === 'space' ? ' ' : key;
	return [...typed].length === 1 && text.length < longest
		? { dialog: { name: 'go-to', text: text + typed } }
		: { dialog };
};

const rows: Spec['rows'] = ({ text, error }, { time, screen: { columns, rows, theme } }) => {
	const box = dialogColumns(columns);
	const inside = dialogInside(box);
	const { glyphs, paint } = theme;
	const span = time ? `${clock(time.from)}${glyphs.range}${zonedClock(time.to)}` : '';
	const lines = [
		`> ${text}${glyphs.ascii ? '_' : glyphs.barFull}`,
		'',
		...wrapText(error ?? `12:04  12:04:51  -3m before the end  +90s after the start`, inside).map((line) =>
			error === undefined ? line : paint('warn', line),
		),
		'',
		...dialogKeys(
			[
				[glyphs.enter, 'go'],
				['Esc', 'cancel'],
			],
			inside,
			theme,
		),
	];
	return boxRows('Go to', lines, box, theme, rows, span);
};

/** What is typed is a time; Enter goes there. */
export const goTo: Spec = { key, rows };
