// Chooses the column the server table is sorted by.

import { fit } from '../format/text.ts';
import type { Theme } from '../theme.ts';
import { dialogColumns, dialogInside, dialogKeys, dialogRows, Overlay } from './dialog.tsx';

/** A column that can be sorted by: its head in the table, and what it holds in words. */
export type SortChoice = { id: string; title: string; about: string };

export type SortDialogProps = {
	choices: readonly SortChoice[];
	cursor: number;
	/** The sort in force. */
	sort: { column: string; descending: boolean };
	/** Size of the screen the box lies on. */
	columns: number;
	rows: number;
	theme: Theme;
};

/** The box, in rows of one width; the list scrolls with its cursor where the screen is low. */
export const sortDialogRows = (props: SortDialogProps): string[] => {
	const { choices, cursor, sort, columns, rows, theme } = props;
	const { glyphs, paint } = theme;
	const boxColumns = dialogColumns(columns, 48);
	const inside = dialogInside(boxColumns);
	const room = Math.max(1, rows - 4);
	const start = Math.max(0, Math.min(cursor - Math.floor(room / 2), choices.length - room));
	const lines = choices.slice(start, start + room).map(({ id, title, about }, index) => {
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
	return dialogRows('Sort by', [...lines, '', ...keys], boxColumns, theme, rows);
};

export const SortDialog = (props: SortDialogProps) => (
	<Overlay lines={sortDialogRows(props)} columns={props.columns} rows={props.rows} />
);
