// Joins pieces of text, some of them coloured, to a row of exact width.

import type { Theme, Token } from '../theme.ts';
import { fit, width } from './text.ts';

/** Text with its own spacing; the piece with the lowest `keep` leaves first when room runs out, one without stays. */
export type Piece = string | { text: string; token?: Token; keep?: number };

type Part = { text: string; token?: Token; keep?: number };

const total = (parts: readonly Part[]): number => parts.reduce((sum, part) => sum + width(part.text), 0);

/** Shortens double spaces, piece by piece from the left, until the row fits or none is left. */
const tighten = (parts: readonly Part[], columns: number): Part[] => {
	let over = total(parts) - columns;
	return parts.map((part) => {
		if (over <= 0) return part;
		const text = part.text.replace(/ {2,}/g, ' ');
		over -= width(part.text) - width(text);
		return { ...part, text };
	});
};

/** Leaves out the pieces of least `keep`, the rightmost among equals, until the rest fits or no piece may leave. */
const dropSome = (parts: readonly Part[], columns: number): readonly Part[] => {
	if (total(parts) <= columns) return parts;
	const least = Math.min(...parts.map((part) => part.keep ?? Number.POSITIVE_INFINITY));
	const at = parts.findLastIndex((part) => part.keep === least);
	if (at < 0) return parts;
	return dropSome(
		parts.filter((_, index) => index !== at),
		columns,
	);
};

const toPart = (piece: Piece): Part => (typeof piece === 'string' ? { text: piece } : piece);

/** Leaves out the least important pieces before any spacing is given up: for rows whose columns line up. */
export const dropPieces = (pieces: readonly Piece[], columns: number): Piece[] => [
	...dropSome(pieces.map(toPart), columns),
];

/**
 * Pieces in a row, as they are where they fit; else with fewer double spaces, then without the least important ones,
 * then cut at the end. Always exactly `columns` wide. `faded` gives up all colours and mutes the row: old numbers.
 */
export const pieceRow = (pieces: readonly Piece[], columns: number, theme: Theme, faded = false): string => {
	const loose = pieces.map(toPart);
	const parts = dropSome(tighten(loose, columns), columns);
	let left = columns;
	let row = '';
	for (const part of parts) {
		if (left <= 0) break;
		const text = width(part.text) > left ? fit(part.text, left, theme.glyphs) : part.text;
		left -= width(text);
		row += part.token && !faded ? theme.paint(part.token, text) : text;
	}
	row += ' '.repeat(Math.max(0, left));
	return faded ? theme.paint('muted', row) : row;
};

/** True where all pieces fit, if need be with single spaces between them. */
export const fitsRow = (pieces: readonly Piece[], columns: number): boolean =>
	total(tighten(pieces.map(toPart), columns)) <= columns;

/** Display cells of all pieces together. */
export const pieceWidth = (pieces: readonly Piece[]): number => total(pieces.map(toPart));

/** Display cells of all pieces together, with single spaces between them. */
export const tightWidth = (pieces: readonly Piece[]): number => total(tighten(pieces.map(toPart), 0));
