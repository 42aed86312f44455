// Makes one moving SVG from the screens of a terminal; a row that does not change is drawn once.

import { background, escapeXml, foreground, place, style } from './terminal-svg.ts';

/** What a terminal shows from a moment on: `at` in seconds, `rows` as SVG, and words that stand below it. */
export type Frame = { at: number; rows: readonly string[]; caption: string };

export type FilmOptions = {
	title: string;
	/** Length of the film in seconds; then it begins again. */
	seconds: number;
	columns: number;
	/** The largest SVG, bytes; frames that follow each other soon are left out until it fits. */
	maxBytes: number;
};

/** The lifetimes of a row, in seconds: from, to, from, to. */
type Lifetime = number[];

/** The gaps tried to make a film smaller, in seconds: frames that are shown for less are left out. */
const gaps = Array.from({ length: 41 }, (_, index) => index / 20);

/** Leaves out the frames that are shown for less than `gap` seconds; the first of every scene stays. */
export const thinned = (frames: readonly Frame[], gap: number): Frame[] =>
	frames.filter((frame, index) => {
		const next = frames[index + 1];
		const isFirst = frames[index - 1]?.caption !== frame.caption;
		return isFirst || next === undefined || next.caption !== frame.caption || next.at - frame.at >= gap;
	});

/** The forms of one row of the picture in order, each with its lifetime; one that comes again is one form. */
const formsOf = (frames: readonly Frame[], seconds: number, rowOf: (frame: Frame) => string) => {
	const forms = new Map<string, Lifetime>();
	frames.forEach((frame, index) => {
		const end = frames[index + 1]?.at ?? seconds;
		const form = rowOf(frame);
		const lifetime = forms.get(form) ?? [];
		if (lifetime.at(-1) === frame.at) lifetime[lifetime.length - 1] = end;
		else lifetime.push(frame.at, end);
		forms.set(form, lifetime);
	});
	return forms;
};

const percent = (at: number, seconds: number): string => `${Math.round((at / seconds) * 10_000) / 100}%`;

/** Keyframes that show a row for its lifetimes, and hide it before, between and after. */
const keyframes = (name: string, lifetime: Lifetime, seconds: number): string => {
	const steps = lifetime.map(
		(at, index) => `${percent(at, seconds)}{visibility:${index % 2 ? 'hidden' : 'visible'}}`,
	);
	const before = lifetime[0] === 0 ? '' : '0%{visibility:hidden}';
	const last = lifetime.at(-1) === seconds ? steps.slice(0, -1) : steps;
	return `@keyframes ${name}{${before}${last.join('')}}.${name}{animation-name:${name}}`;
};

const draw = (frames: readonly Frame[], { title, seconds, columns }: FilmOptions): string => {
	const rowCount = frames[0]?.rows.length ?? 0;
	const { width, height, captionX, captionY } = place(columns, rowCount);
	const names = new Map<string, { name: string; lifetime: Lifetime }>();
	const group = (form: string, lifetime: Lifetime): string => {
		if (form === '') return '';
		if (lifetime[0] === 0 && lifetime[1] === seconds) return form;
		const key = lifetime.join(' ');
		const known = names.get(key) ?? { name: `t${names.size}`, lifetime };
		names.set(key, known);
		return `<g class="${known.name}${lifetime[0] === 0 ? '' : ' l'}">${form}</g>`;
	};
	const drawn = (rowOf: (frame: Frame) => string): string =>
		[...formsOf(frames, seconds, rowOf)].map(([form, lifetime]) => group(form, lifetime)).join('');
	const rows = Array.from({ length: rowCount }, (_, index) => drawn((frame) => frame.rows[index] ?? ''));
	const captions = drawn(
		({ caption }) => `<text class="b" x="${captionX}" y="${captionY}">${escapeXml(caption)}</text>`,
	);
	const lifetimes = [...names.values()].map(({ name, lifetime }) => keyframes(name, lifetime, seconds));
	return `${[
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
		`<title>${escapeXml(title)}</title>`,
		`<style>${style}.l{visibility:hidden}`,
		// Without motion the first picture stays.
		`@media (prefers-reduced-motion:no-preference){[class^=t]{animation-duration:${seconds}s;animation-timing-function:step-end;animation-iteration-count:infinite}`,
		...lifetimes,
		'}</style>',
		`<rect width="${width}" height="${height}" rx="8" fill="${background}"/>`,
		`<g fill="${foreground}">`,
		...[...rows, captions].filter((row) => row !== ''),
		'</g>',
		'</svg>',
	].join('\n')}\n`;
};

/** The film as an SVG no heavier than it may be. Fails when even two seconds a frame are too many. */
export const movingSvg = (frames: readonly Frame[], options: FilmOptions): string => {
	for (const gap of gaps) {
		const svg = draw(thinned(frames, gap), options);
		if (Buffer.byteLength(svg) <= options.maxBytes) return svg;
	}
	throw new Error(`the film weighs more than ${options.maxBytes} bytes, with few frames too`);
};
