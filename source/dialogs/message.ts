// Shows the last message of a subject: when it came, its headers, and what it says, cut.

import { bytes } from '../format/number.ts';
import { cutText, fit } from '../format/text.ts';
import { dateTime } from '../format/time.ts';
import { withCommas } from '../model/count-words.ts';
import type { LastMessage, MessageState, MessageTarget } from '../model/last-message.ts';
import type { Theme } from '../theme.ts';
import { boxRows, dialogColumns, dialogInside, dialogKeys, placeText } from './box.ts';
import { closes, type DialogFacts, type DialogSpec, rowStep, within } from './dialog.ts';

/** `scroll` is how many lines of it are above. */
export type MessageDialog = {
	name: 'message';
	target: MessageTarget;
	state: MessageState;
	scroll: number;
};

type Spec = DialogSpec<MessageDialog>;

/** Columns that the box wants. */
const wanted = 100;

const linesOf = (message: LastMessage, columns: number, theme: Theme): string[] => {
	const { paint, glyphs } = theme;
	const { seq, time, size, headers, text, isCut } = message;
	const parts = [
		...(seq === undefined ? [] : [`seq ${withCommas(seq)}`]),
		dateTime(time, glyphs),
		`${bytes(size, glyphs)}${isCut ? ', the first 4K shown' : ''}`,
	];
	const said = text.split('\n').flatMap((line) => (line === '' ? [''] : cutText(line, columns)));
	return [
		paint('muted', fit(parts.join('   '), columns, glyphs).trimEnd()),
		...headers.flatMap((line) => cutText(line, columns)).map((line) => paint('muted', line)),
		'',
		...said,
	];
};

/** The lines, and how many of them have room. */
const partsOf = ({ state }: MessageDialog, { screen: { columns, rows, theme } }: DialogFacts) => {
	const inside = dialogInside(dialogColumns(columns, wanted));
	const lines =
		state.step === 'there'
			? linesOf(state.message, inside, theme)
			: state.step === 'asking'
				? ['Asking for its last message']
				: cutText(`There is none: ${state.words}.`, inside);
	return { lines, inside, room: Math.max(1, rows - 6) };
};

const key: Spec['key'] = (dialog, key, facts) => {
	if (closes(key) || key === 'enter' || key === 'L') return {};
	const { lines, room } = partsOf(dialog, facts);
	const most = Math.max(0, lines.length - room);
	return { dialog: { ...dialog, scroll: within(dialog.scroll + rowStep(key), most) } };
};

const rows: Spec['rows'] = (dialog, facts) => {
	const { theme, columns: screen, rows: height } = facts.screen;
	const { lines, inside, room } = partsOf(dialog, facts);
	const from = within(dialog.scroll, Math.max(0, lines.length - room));
	const shown = lines.slice(from, from + room);
	const place = placeText(from, shown.length, lines.length, theme.glyphs);
	const keys = dialogKeys([['Esc', 'close']], inside, theme);
	const title = `Last message of ${dialog.target.name}`;
	return boxRows(title, [...shown, '', ...keys], dialogColumns(screen, wanted), theme, height, place);
};

/** The dialog of a message: Escape closes it, and nothing of it is left. */
export const message: Spec = { key, rows };
