// Asks before settings are written, with the path of the file and every change.

import { cutText, fit, width, wrapText } from '../format/text.ts';
import type { Glyphs } from '../theme.ts';
import { boxRows, dialogColumns, dialogInside, dialogKeys } from './box.ts';
import { closes, type DialogFacts, type DialogSpec, rowStep, within } from './dialog.ts';

/** One changed setting, with its old and its new value in words. */
type Change = { name: string; from: string; to: string };

/** `path` is that of the configuration file, `scroll` the lines of changes that are scrolled away. */
export type SaveDialog = { name: 'save'; path: string; changes: readonly Change[]; scroll: number };

type Spec = DialogSpec<SaveDialog>;

const boxColumns = ({ screen }: DialogFacts): number => dialogColumns(screen.columns, 76);

/** A change on one line or, where it is long, on some below each other. */
const changeLines = (changes: readonly Change[], columns: number, glyphs: Glyphs): string[] => {
	const names = Math.max(...changes.map(({ name }) => width(name)));
	const room = columns - names - 2;
	const under = ' '.repeat(names + 2);
	const rest = (text: string): string[] => wrapText(text, room).flatMap((line) => cutText(line, room));
	return changes.flatMap(({ name, from, to }) => {
		const head = `${fit(name, names, glyphs)}  `;
		const whole = `${from} ${glyphs.arrow} ${to}`;
		const [first = '', ...more] =
			width(whole) <= room ? [whole] : [...rest(from), ...rest(`${glyphs.arrow} ${to}`)];
		return [head + first, ...more.map((line) => under + line)];
	});
};

/** The changes in lines, how many of them have room, and the lines above and below. */
const partsOf = ({ path, changes }: SaveDialog, facts: DialogFacts) => {
	const { rows, theme } = facts.screen;
	const columns = dialogInside(boxColumns(facts));
	const above = [...cutText(path, columns), ''];
	const lines = changeLines(changes, columns, theme.glyphs);
	const most = (below: readonly string[]): number => Math.max(1, rows - 2 - above.length - below.length);
	const keysWith = (...more: (readonly [string, string])[]): string[] => [
		'',
		...dialogKeys([['y', 'write'], ...more, ['n Esc', 'cancel']], columns, theme),
	];
	const plain = keysWith();
	const below = lines.length > most(plain) ? keysWith(['j k', 'scroll']) : plain;
	return { above, lines, below, room: most(below) };
};

const key: Spec['key'] = (dialog, key, facts) => {
	if (key === 'y') return { effect: { do: 'save' } };
	if (closes(key) || key === 'n' || key === 'enter') return {};
	const { lines, room } = partsOf(dialog, facts);
	const most = Math.max(0, lines.length - room);
	return { dialog: { ...dialog, scroll: within(dialog.scroll + rowStep(key), most) } };
};

const rows: Spec['rows'] = (dialog, facts) => {
	const { rows, theme } = facts.screen;
	const { above, lines, below, room } = partsOf(dialog, facts);
	const from = within(dialog.scroll, Math.max(0, lines.length - room));
	const shown = lines.slice(from, from + room);
	const part =
		lines.length > room ? `${from + 1}${theme.glyphs.range}${from + shown.length} of ${lines.length}` : '';
	return boxRows('Save settings to', [...above, ...shown, ...below], boxColumns(facts), theme, rows, part);
};

/** `y` writes. */
export const save: Spec = { key, rows };
