// Chooses the column that a list is sorted by.

import { fit } from '../format/text.ts';
import { boxRows, dialogColumns, dialogInside, dialogKeys } from './box.ts';
import { closes, type DialogSpec, rowStep, within } from './dialog.ts';

/** `cursor` is a position in the columns of the list. */
export type SortDialog = { name: 'sort'; cursor: number };

type Spec = DialogSpec<SortDialog>;

const key: Spec['key'] = (dialog, key, { list: { columns } }) => {
	if (closes(key)) return {};
	if (key === 'enter') {
		const column = columns[dialog.cursor];
		return column === undefined ? {} : { effect: { do: 'sort', column: column.id } };
	}
	if (key === 'O') return { effect: { do: 'reverse-sort' } };
	return { dialog: { ...dialog, cursor: within(dialog.cursor + rowStep(key), columns.length - 1) } };
};

/** The list scrolls with its cursor where the screen is low. */
const rows: Spec['rows'] = ({ cursor }, { list: { columns, sort }, screen }) => {
	const { rows, theme } = screen;
	const { glyphs, paint } = theme;
	const boxColumns = dialogColumns(screen.columns, 48);
	const inside = dialogInside(boxColumns);
	const room = Math.max(1, rows - 4);
	const start = Math.max(0, Math.min(cursor - Math.floor(room / 2), columns.length - room));
	const lines = columns.slice(start, start + room).map(({ id, title, about }, index) => {
		const mark = id !== sort.column ? ' ' : sort.descending ? glyphs.sortDown : glyphs.sortUp;
		const selected = start + index === cursor;
		const text = fit(`${selected ? '>' : ' '} ${title.padEnd(9)}${mark} ${about}`, inside, glyphs);
		return selected ? paint('select', text) : text;
	});
	const keys = dialogKeys(
		[
			[glyphs.enter, 'sort'],
			['O', 'reverse'],
			['Esc', 'cancel'],
		],
		inside,
		theme,
	);
	return boxRows('Sort by', [...lines, '', ...keys], boxColumns, theme, rows);
};

/** Enter sorts, `O` reverses the sort in force. */
export const sort: Spec = { key, rows };
