// What just happened, for a moment: over the right end of the rows above the keys, which stay in sight.

import { Box } from 'ink';
import { cutText, fit, width, wrapText } from '../format/text.ts';
import type { Theme } from '../theme.ts';
import type { Toast } from '../ui/ui-state.ts';
import { Rows } from './rows.tsx';

/** Cells around the text: an edge and a blank before it, a blank after it. */
const around = 3;

/** A text of any length goes on in the next row; it never covers more than so many. */
const mostRows = 4;

/** The rows of a toast, all as wide as the longest; the text is not cut, as it may be a path. */
export const toastRows = ({ text, token }: Toast, columns: number, theme: Theme): string[] => {
	const { glyphs, paint } = theme;
	const sign = { ok: `${glyphs.ok} `, warn: '! ', crit: `${glyphs.down} `, info: '' }[token];
	const room = columns - around;
	const whole = sign + text;
	const lines = (
		width(whole) <= room ? [whole] : wrapText(whole, room).flatMap((line) => cutText(line, room))
	).slice(0, mostRows);
	const widest = Math.max(...lines.map(width));
	return lines.map((line) => paint(token, `${glyphs.side} ${fit(line, widest, glyphs)} `));
};

type ToastProps = { toast: Toast | undefined; now: number; columns: number; rows: number; theme: Theme };

/** The toast until its time. Its parent is as big as the screen. */
export const ToastOver = ({ toast, now, columns, rows, theme }: ToastProps) => {
	if (toast === undefined || toast.until <= now) return null;
	const lines = toastRows(toast, columns, theme);
	const boxColumns = width(lines[0] ?? '');
	return (
		<Box
			position="absolute"
			top={rows - 1 - lines.length}
			left={columns - boxColumns}
			width={boxColumns}
			height={lines.length}
		>
			<Rows lines={lines} />
		</Box>
	);
};
