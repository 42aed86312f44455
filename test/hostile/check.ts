// What must hold for whatever reaches a terminal or a file, and how cases are counted.

import fc from 'fast-check';
import stringWidth from 'string-width';
import { afterAll, vi } from 'vitest';
import { toAscii } from '../../source/format/text.ts';
import { createTheme, type Theme } from '../../source/theme.ts';
import { betrayals, runs, seed } from './corpus.ts';

/** What no drawn row may hold. Private use and unassigned characters have no width anybody agrees on. */
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;

const plain = /^[ -~]*$/;

/** Themes that paint nothing, so that every escape in a row is one that came in. */
export const plainThemes: readonly Theme[] = [false, true].map((ascii) => ({
	...createTheme('default', ascii),
	paint: (_token, text) => text,
}));

/** The sizes every view is drawn at. */
export const sizes = [
	{ columns: 60, rows: 15 },
	{ columns: 80, rows: 24 },
	{ columns: 120, rows: 40 },
	{ columns: 200, rows: 60 },
] as const;

const betrayal = new RegExp(betrayals.join('|'));

const shown = (text: string): string => JSON.stringify(text);

let damaged = false;

/** Until the next call: a secret that the case itself has damaged is none, and is not looked for. */
export const secretsAreWhole = (whole: boolean): void => {
	damaged = !whole;
};

/** Fails when a text could betray a secret of the corpus. */
export const checkSecrets = (what: string, text: string): void => {
	const at = damaged ? -1 : text.search(betrayal);
	if (at >= 0) throw new Error(`${what}: a secret in ${shown(text.slice(Math.max(0, at - 60), at + 90))}`);
};

/** Fails when a text holds anything but characters that stand where they are put. */
export const checkText = (what: string, text: string): void => {
	if (!plain.test(text) && unsafe.test(text)) throw new Error(`${what}: not safe to draw: ${shown(text)}`);
};

const checkRow = (what: string, line: string, columns: number, theme: Theme): void => {
	checkText(what, line);
	checkSecrets(what, line);
	const cells = stringWidth(line);
	if (cells !== columns) throw new Error(`${what}: ${cells} cells instead of ${columns}: ${shown(line)}`);
	if (!theme.glyphs.ascii) return;
	const drawn = toAscii(line);
	if (!plain.test(drawn)) throw new Error(`${what}: not ASCII: ${shown(drawn)}`);
	if (drawn.length !== columns) throw new Error(`${what}: ASCII has another width: ${shown(drawn)}`);
};

/** Rows that were found good: most are the same from case to case. */
const good = new Set<string>();
const mostGood = 200_000;

/** Fails unless each row is safe, has exactly its width, and tells no secret. Painted with nothing. */
export const checkRows = (what: string, lines: readonly string[], columns: number, theme: Theme): void => {
	for (const line of lines) {
		const row = `${columns} ${theme.glyphs.ascii} ${damaged} ${line}`;
		if (good.has(row)) continue;
		checkRow(what, line, columns, theme);
		if (good.size < mostGood) good.add(row);
	}
};

/** Fails unless a text is one line of JSON, safe and without secrets. */
export const checkJson = (what: string, value: unknown): void => {
	const text = JSON.stringify(value);
	if (text === undefined) throw new Error(`${what}: nothing`);
	checkText(what, text);
	checkSecrets(what, text);
};

let cases = 0;
let began = 0;

/** Runs a property `count` times, from the seed of this run. Failures name the seed and the smallest case. */
export const always = <T>(count: number, arbitrary: fc.Arbitrary<T>, holds: (value: T) => void): void => {
	began ||= performance.now();
	const numRuns = runs(count);
	fc.assert(
		fc.property(arbitrary, (value) => {
			cases++;
			damaged = false;
			holds(value);
		}),
		{ seed, numRuns, endOnFailure: false },
	);
};

/** Counts a case that was run elsewhere than in `always`. */
export const counted = (count = 1): void => {
	began ||= performance.now();
	cases += count;
};

/** Prints how many cases a file ran and how to repeat them. */
export const reportCases = (file: string): void => {
	// Files share a process, and this one begins here.
	cases = 0;
	began = 0;
	vi.setConfig({ testTimeout: 300_000 });
	afterAll(() => {
		const seconds = ((performance.now() - began) / 1000).toFixed(1);
		console.log(`${file}: ${cases} cases in ${seconds}s, HOSTILE_SEED=${seed}`);
	});
};
