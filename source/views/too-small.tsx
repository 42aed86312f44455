// The screen of a terminal that is too small: its size, the least size, and how to leave.

import { fillRows } from '../format/pane-title.ts';
import { leastSize } from '../format/screen-sizes.ts';
import { fit } from '../format/text.ts';
import type { Theme } from '../theme.ts';
import { Rows } from './rows.tsx';

export type TooSmallProps = { columns: number; rows: number; theme: Theme };

/** The screen as `rows` rows of exactly `columns`. */
const tooSmallRows = ({ columns, rows, theme }: TooSmallProps): string[] => {
	const lines = [
		'Terminal too small',
		'',
		`Width  ${columns}   need ${leastSize.columns}`,
		`Height ${rows}   need ${leastSize.rows}`,
		'',
		'q quit',
	];
	const left = Math.max(0, Math.floor((columns - 20) / 2));
	const top = Math.max(0, Math.floor((rows - lines.length) / 2) - 1);
	const blank = ' '.repeat(columns);
	return fillRows(
		[
			...Array.from({ length: top }, () => blank),
			...lines.map((line) => fit(line === '' ? '' : ' '.repeat(left) + line, columns, theme.glyphs)),
		],
		rows,
		columns,
	);
};

/** See `tooSmallRows`. */
export const TooSmall = (props: TooSmallProps) => <Rows lines={tooSmallRows(props)} />;
