// Asks before an export writes a second file within a minute, and names the file.

import { cutText } from '../format/text.ts';
import { boxRows, dialogColumns, dialogInside } from './box.ts';
import { closes, type DialogSpec } from './dialog.ts';

/** `path` is where the new file goes, with `<time>` in it; `last` is the file before it. */
export type ExportDialog = { name: 'export'; path: string; last: string };

type Spec = DialogSpec<ExportDialog>;

const key: Spec['key'] = (dialog, key) => {
	if (key === 'y') return { effect: { do: 'export' } };
	return closes(key) || key === 'n' || key === 'enter' ? {} : { dialog };
};

const rows: Spec['rows'] = ({ path, last }, { screen: { columns, rows, theme } }) => {
	const boxColumns = dialogColumns(columns);
	const inside = dialogInside(boxColumns);
	const { paint } = theme;
	const lines = [
		'A file was written less than a minute ago:',
		...cutText(last, inside),
		'',
		'Another one goes to',
		...cutText(path, inside),
		'',
		`  ${paint('key', 'y')}  write another          ${paint('key', '[ n / Esc  cancel ]')}`,
	];
	return boxRows('Export again', lines, boxColumns, theme, rows);
};

/** The question whether to write a further file. */
export const exporting: Spec = { key, rows };
