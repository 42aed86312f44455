// Marks parts of texts, and paints the marks once the line is put together and coloured.

import styles from 'ansi-styles';
import type { Theme } from '../theme.ts';

/** The control characters that stand for marks: decoding has taken them out of every text from the network. */
const [open, close] = ['\x01', '\x02'];

type Span = readonly [from: number, to: number];

const sequence = /\x1b\[([\d;]*)m/g;

/** Marks that join a character stay with it. */
const joined = /^(?:\p{M}|\u200d)+/u;

/** Parts in order, none of which overlaps another; a part ends behind the marks of its last character. */
const apart = (text: string, spans: readonly Span[]): Span[] => {
	const merged: [number, number][] = [];
	for (const [from, to] of spans.toSorted(([a], [b]) => a - b)) {
		const end = to + (joined.exec(text.slice(to))?.[0].length ?? 0);
		const last = merged.at(-1);
		if (last && from <= last[1]) last[1] = Math.max(last[1], end);
		else merged.push([from, end]);
	}
	return merged;
};

/** A text, which may be coloured, with marks around the parts that are found in it without its colours. */
export const markParts = (line: string, find: (text: string) => readonly Span[]): string => {
	const text = line.replace(sequence, '');
	const spans = apart(text, find(text));
	if (spans.length === 0) return line;
	const opens = new Set(spans.map(([from]) => from));
	const closes = new Set(spans.map(([, to]) => to));
	let at = 0;
	return line.replace(/\x1b\[[\d;]*m|[\s\S]/g, (part) =>
		part.length > 1 ? part : (opens.has(at++) ? open : '') + part + (closes.has(at) ? close : ''),
	);
};

const endings = new Set(styles.codes.values());

/** The code that ends what a sequence begins. */
const endOf = (parameters: string): number | undefined => {
	const code = Number.parseInt(parameters, 10);
	if (code === 38) return 39;
	return code === 48 ? 49 : styles.codes.get(code);
};

/** Paints the marked parts. Behind a mark the former colour goes on; an inverse line stays inverse. */
export const paintMarks = (line: string, theme: Theme): string => {
	if (!line.includes(open)) return line;
	const on: { end: number; text: string }[] = [];
	let result = '';
	let marking: string | undefined;
	for (const [part, parameters] of line.matchAll(/\x1b\[([\d;]*)m|[\x01\x02]|[^\x01\x02\x1b]+/g)) {
		if (part === open) marking = '';
		else if (part === close) {
			const others = on.filter(({ end }) => end !== 27);
			const ends = others.map(({ end }) => `\x1b[${end}m`).join('');
			result += ends + theme.paint('match', marking ?? '') + others.map(({ text }) => text).join('');
			marking = undefined;
		} else if (parameters === undefined) {
			if (marking === undefined) result += part;
			else marking += part;
		} else {
			result += part;
			const code = Number.parseInt(parameters, 10);
			const end = endOf(parameters);
			if (endings.has(code)) on.splice(0, on.length, ...on.filter((each) => each.end !== code));
			else if (end !== undefined) on.push({ end, text: part });
		}
	}
	return result;
};
