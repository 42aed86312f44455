// Writes counts, bytes and shares as short text, so that a column can be compared at a glance.

import { withCommas } from '../model/count-words.ts';
import type { Glyphs } from '../theme.ts';

type None = Pick<Glyphs, 'none'>;

const decimalUnits = ['', 'K', 'M', 'G', 'T', 'P', 'E', 'Z', 'Y'];
const binaryUnits = ['B', ...decimalUnits.slice(1)];

const known = (n: number | undefined): n is number => n !== undefined && Number.isFinite(n);

/** A number with one decimal below ten, unless the decimal is zero: `0.4`, `9`, `312`. */
const small = (n: number): string => (n < 9.95 ? n.toFixed(1).replace('.0', '') : withCommas(n));

/** A number in a unit that keeps it below 1000, with one decimal below 100 of a unit. */
const scaled = (n: number, base: number, units: readonly string[], decimals: 0 | 1): string => {
	let rest = n;
	let unit = 0;
	while (rest >= 999.5 && unit < units.length - 1) {
		rest /= base;
		unit++;
	}
	if (rest >= 999.5) return n.toExponential(0);
	const digits = unit === 0 || rest >= 99.95 ? 0 : decimals;
	return rest.toFixed(digits) + units[unit];
};

const withSign = (n: number, format: (positive: number) => string): string => {
	const text = format(Math.abs(n));
	return n < 0 && /[1-9]/.test(text) ? `-${text}` : text;
};

const shortCount = (n: number, decimals: 0 | 1 = 1): string =>
	withSign(n, (value) => (value < 9999.5 ? small(value) : scaled(value, 1000, decimalUnits, decimals)));

const shortBytes = (n: number, decimals: 0 | 1 = 1): string =>
	withSign(n, (value) => scaled(value, 1024, binaryUnits, decimals));

const full = (n: number): string => withSign(n, (value) => withCommas(value));

/** A count: `2,410` below 10,000, else `88.1K`, `241K`; rates below ten keep one decimal. Exact: every digit. */
export const count = (n: number | undefined, glyphs: None, exact = false): string => {
	if (!known(n)) return glyphs.none;
	return exact && Math.abs(n) >= 9.95 ? full(n) : shortCount(n);
};

/** Bytes in binary units: `512B`, `78.3M`, `3.9G`, `410M`. Exact: every digit, `82,102,457B`. */
export const bytes = (n: number | undefined, glyphs: None, exact = false): string => {
	if (!known(n)) return glyphs.none;
	return exact ? `${full(n)}B` : shortBytes(n);
};

/** The first text that fits into the columns; the last text when none does. */
const firstThatFits = (columns: number, texts: readonly string[]): string =>
	texts.find((text) => text.length <= columns) ?? texts.at(-1) ?? '';

/** As `count`, at most `columns` wide where that can be: exact falls back to short, short drops its decimal or comma. */
export const countIn = (n: number | undefined, columns: number, glyphs: None, exact = false): string =>
	known(n)
		? firstThatFits(columns, [
				count(n, glyphs, exact),
				shortCount(n),
				shortCount(n, 0),
				shortCount(n).replace(',', ''),
				withSign(n, (value) => scaled(value, 1000, decimalUnits, 0)),
			])
		: glyphs.none;

/** As `bytes`, at most `columns` wide where that can be. */
export const bytesIn = (n: number | undefined, columns: number, glyphs: None, exact = false): string =>
	known(n) ? firstThatFits(columns, [bytes(n, glyphs, exact), shortBytes(n), shortBytes(n, 0)]) : glyphs.none;

/** CPU in percent of one core: `147`, `0.4`. */
export const cpu = (n: number | undefined, glyphs: None): string => (known(n) ? shortCount(n) : glyphs.none);

/** A share: `71%`; unknown when the whole is unknown or nothing. */
export const percent = (part: number | undefined, whole: number | undefined, glyphs: None): string =>
	known(part) && known(whole) && whole > 0 ? `${shortCount(Math.round((part / whole) * 100))}%` : glyphs.none;

/** A change: `+3`, `-12`, `0`. */
export const signed = (n: number | undefined, glyphs: None): string => {
	if (!known(n)) return glyphs.none;
	const text = shortCount(n);
	return n > 0 && text !== '0' ? `+${text}` : text;
};
