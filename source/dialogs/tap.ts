// Asks before a tap, with what it costs everybody.

import { fit, wrapText } from '../format/text.ts';
import { withCommas } from '../model/count-words.ts';
import { longest, mostMessages, tapPrice, tapRefusal } from '../model/subjects/tap.ts';
import { boxRows, dialogColumns, dialogInside, dialogKeys } from './box.ts';
import { closes, type DialogSpec } from './dialog.ts';
import { offLines } from './off-lines.ts';

export type TapDialog = { name: 'tap'; subject: string };

type Spec = DialogSpec<TapDialog>;

/** The command of the nats CLI that listens in the same way. */
const commandOf = ({ subject }: TapDialog): string => `nats sub '${subject}' --count ${mostMessages}`;

/** Enter is the default button, and the default is to do nothing. */
const key: Spec['key'] = (dialog, key, facts) => {
	const may = tapRefusal(dialog.subject) === undefined && facts.off(undefined, 'act') === undefined;
	if (key === 'y' && may) return { effect: { do: 'tap', subject: dialog.subject } };
	if (key === 'c') return { dialog, effect: { do: 'copy', text: commandOf(dialog), what: 'the command' } };
	return closes(key) || key === 'n' || key === 'enter' ? {} : { dialog };
};

const rows: Spec['rows'] = (dialog, facts) => {
	const { theme, rows } = facts.screen;
	const { paint, glyphs } = theme;
	const columns = dialogColumns(facts.screen.columns, 70);
	const inside = dialogInside(columns);
	const { subject } = dialog;
	const off = facts.off(undefined, 'act');
	const refusal = tapRefusal(subject);
	const title = 'Tap';
	if (off !== undefined)
		return boxRows(
			title,
			offLines('Taps are off', off, subject, inside, theme),
			columns,
			theme,
			rows,
			subject,
		);
	if (refusal !== undefined) {
		const lines = wrapText(`${refusal}.`, inside).map((line) => paint('warn', line));
		return boxRows(
			title,
			[...lines, '', ...dialogKeys([['Esc', 'close']], inside, theme)],
			columns,
			theme,
			rows,
		);
	}
	const price = tapPrice.flatMap((sentence) =>
		wrapText(sentence, inside - 2).map((line, index) => `${index === 0 ? paint('warn', '!') : ' '} ${line}`),
	);
	const end = `It is over after ${longest / 1000}s or ${withCommas(mostMessages)} messages, whichever comes first, and T stops it before. It has a connection of its own, natstop-tap, and keeps no payload.`;
	const lines = [
		`${paint('muted', 'Listens to'.padEnd(11))}${fit(subject, inside - 11, glyphs).trimEnd()}`,
		'',
		...price,
		'',
		...wrapText(end, inside),
		'',
		`${paint('muted', 'c copies'.padEnd(11))}${fit(commandOf(dialog), inside - 11, glyphs).trimEnd()}`,
		'',
		`  ${paint('key', 'y')}  tap it       ${paint('key', '[ n / Esc  cancel ]')}`,
	];
	return boxRows(title, lines, columns, theme, rows);
};

/** The question before a tap. */
export const tap: Spec = { key, rows };
