// A short message about what just happened, at the right end above the footer, which stays in sight.

import { Box } from 'ink';
import { cutText, fit, width, wrapText } from '../format/text.ts';
import type { Theme } from '../theme.ts';
import type { Rect } from '../ui/layout.ts';
import type { Toast } from '../ui/ui-state.ts';
import { Rows } from './rows.tsx';

/** Cells around the text: an edge and a blank before it, a blank after it. */
const around = 3;

/** The most rows of a toast, whatever the length of its text. */
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

/** The rectangle of a toast with these lines. */
const rectOf = (lines: readonly string[], columns: number, rows: number): Rect => {
	const wide = width(lines[0] ?? '');
	return { x: columns - wide, y: rows - 1 - lines.length, columns: wide, rows: lines.length };
};

/** The cells that a toast covers, until its time. */
export const toastRect = ({ toast, now, columns, rows, theme }: ToastProps): Rect | undefined =>
	toast === undefined || toast.until <= now
		? undefined
		: rectOf(toastRows(toast, columns, theme), columns, rows);

type ToastProps = { toast: Toast | undefined; now: number; columns: number; rows: number; theme: Theme };

/** The toast until its time. Its parent is as big as the screen. */
export const ToastOver = ({ toast, now, columns, rows, theme }: ToastProps) => {
	if (toast === undefined || toast.until <= now) return null;
	const lines = toastRows(toast, columns, theme);
	const rect = rectOf(lines, columns, rows);
	return (
		<Box position="absolute" top={rect.y} left={rect.x} width={rect.columns} height={rect.rows}>
			<Rows lines={lines} />
		</Box>
	);
};
