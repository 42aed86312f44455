// Draws the screen of a terminal emulator as an SVG: text stays text, rules and blocks are shapes, as terminals draw them.

import type { IBufferCell, Terminal } from '@xterm/headless';

/** Size of a cell in the picture; most monospaced fonts are about 0.6 as wide as high. */
const cell = { width: 8.4, height: 18, font: 14, baseline: 13.5 };
const margin = 14;

/** The ground of every picture. */
export const background = '#14181f';
/** The colour of text that has none of its own. */
export const foreground = '#d5dae1';
/** The first eight are the usual colours, the others their bright forms. */
const palette = [
	...['#3b4252', '#ff7b72', '#57c46a', '#e3b341', '#6cb6ff', '#d2a8ff', '#4cc9d8', '#d5dae1'],
	...['#6b7280', '#ff938a', '#7ee08f', '#f2cc60', '#8ec7ff', '#e2c5ff', '#7fdfea', '#ffffff'],
];

/** How a cell looks; cells that look the same are drawn together. */
type Look = { fill: string; back?: string; bold: boolean; dim: boolean; underline: boolean };

type Run = { column: number; text: string; look: Look };

const colourOf = (isDefault: boolean, isRgb: boolean, value: number, usual: string): string => {
	if (isDefault) return usual;
	if (isRgb) return `#${value.toString(16).padStart(6, '0')}`;
	if (value < 16) return palette[value] ?? usual;
	if (value >= 232) return `#${(8 + (value - 232) * 10).toString(16).padStart(2, '0').repeat(3)}`;
	const level = (part: number): string => (part === 0 ? 0 : 55 + part * 40).toString(16).padStart(2, '0');
	const code = value - 16;
	return `#${level(Math.floor(code / 36))}${level(Math.floor(code / 6) % 6)}${level(code % 6)}`;
};

const lookOf = (it: IBufferCell): Look => {
	const fore = colourOf(it.isFgDefault(), it.isFgRGB(), it.getFgColor(), foreground);
	const back = colourOf(it.isBgDefault(), it.isBgRGB(), it.getBgColor(), background);
	const isInverse = it.isInverse() !== 0;
	const [fill, under] = isInverse ? [back, fore] : [fore, back];
	return {
		fill,
		...(under !== background && { back: under }),
		bold: it.isBold() !== 0,
		dim: it.isDim() !== 0,
		underline: it.isUnderline() !== 0,
	};
};

const sameLook = (a: Look, b: Look): boolean =>
	a.fill === b.fill &&
	a.back === b.back &&
	a.bold === b.bold &&
	a.dim === b.dim &&
	a.underline === b.underline;

/** One row as runs of cells that look the same. */
const runsOf = (terminal: Terminal, row: number): Run[] => {
	const buffer = terminal.buffer.active;
	const line = buffer.getLine(buffer.viewportY + row);
	const runs: Run[] = [];
	for (let column = 0; column < terminal.cols; column++) {
		const it = line?.getCell(column);
		if (it === undefined || it.getWidth() === 0) continue;
		const look = lookOf(it);
		const text = it.getChars() || ' ';
		const last = runs.at(-1);
		if (last !== undefined && sameLook(last.look, look)) last.text += text;
		else runs.push({ column, text, look });
	}
	return runs;
};

const round = (value: number): string => String(Math.round(value * 100) / 100);

const rect = (x: number, y: number, width: number, height: number, rest = ''): string =>
	`<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"${rest}/>`;

const light = 1.2;
const heavy = 2.4;

/** Which arms of a rule a character has: left, right, up, down. */
const arms: Readonly<Record<string, { arms: string; thick: number }>> = {
	'─': { arms: 'lr', thick: light },
	'━': { arms: 'lr', thick: heavy },
	'│': { arms: 'ud', thick: light },
	'┃': { arms: 'ud', thick: heavy },
	'┏': { arms: 'rd', thick: heavy },
	'┓': { arms: 'ld', thick: heavy },
	'┗': { arms: 'ru', thick: heavy },
	'┛': { arms: 'lu', thick: heavy },
};

const blocks = '▁▂▃▄▅▆▇█';

/** Bars side by side as one outline, so that no seam shows between them; a hair stays free above and below. */
const bars = (text: string, x: number, y: number): string => {
	const bottom = y + cell.height - 1;
	const steps = Array.from(text, (character, index) => {
		const height = ((cell.height - 2) * (blocks.indexOf(character) + 1)) / 8;
		return `V${round(bottom - height)}H${round(x + (index + 1) * cell.width)}`;
	});
	return `<path d="M${round(x)} ${round(bottom)}${steps.join('')}V${round(bottom)}Z"/>`;
};

/** Rules and blocks as shapes; nothing for all other characters, which a font draws. */
const shape = (text: string, x: number, y: number): string | undefined => {
	const character = text.charAt(0);
	const count = text.length;
	if (blocks.includes(character)) return bars(text, x, y);
	const width = cell.width * count;
	if (character === '░') return rect(x, y + 1, width, cell.height - 2, ' opacity=".22"');
	const rule = arms[character];
	if (rule === undefined) return undefined;
	const half = rule.thick / 2;
	const [middleX, middleY] = [x + cell.width / 2, y + cell.height / 2];
	const across = rule.arms.includes('l') || rule.arms.includes('r');
	const down = rule.arms.includes('u') || rule.arms.includes('d');
	const left = rule.arms.includes('l') ? x : middleX - half;
	const right = rule.arms.includes('r') ? x + width : middleX + half;
	const top = rule.arms.includes('u') ? y : middleY - half;
	const bottom = rule.arms.includes('d') ? y + cell.height : middleY + half;
	return [
		across ? rect(left, middleY - half, right - left, rule.thick) : '',
		down ? rect(middleX - half, top, rule.thick, bottom - top) : '',
	].join('');
};

/** Text as it may stand between tags. */
export const escapeXml = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const signs = /[●○◐✗▼▲↵⇧←-↓→]/u;

/** Pieces of a run: bars, one repeated shape, one sign of another font, or words no more than one blank apart. */
const pieces =
	/[▁-█]+|([─━│┃┏┓┗┛░])\1*|[●○◐✗▼▲↵⇧←-↓→]|(?:(?![─━│┃┏┓┗┛▁-█░●○◐✗▼▲↵⇧←-↓→])\S| (?=[!-~–…·×]))+/gu;

/** Each piece has its place and its width, so that no font can move what follows it. */
const drawRun = ({ column, text, look }: Run, row: number): string => {
	const y = margin + row * cell.height;
	const xOf = (index: number): number => margin + (column + index) * cell.width;
	const under = look.back
		? rect(xOf(0), y, text.length * cell.width, cell.height, ` fill="${look.back}"`)
		: '';
	const drawn = [...text.matchAll(pieces)].map(({ 0: piece, index }) => {
		const lead = piece.length - piece.trimStart().length;
		const words = piece.trim();
		const x = xOf(index + lead);
		const form = shape(words, x, y);
		if (form !== undefined) return form;
		const length = round(words.length * cell.width);
		// Signs come from whatever font has them, and may be wider than a cell; words only need their distance.
		const adjust = signs.test(words) ? ' lengthAdjust="spacingAndGlyphs"' : '';
		return `<text x="${round(x)}" y="${round(y + cell.baseline)}" textLength="${length}"${adjust}>${escapeXml(words)}</text>`;
	});
	if (drawn.length === 0) return under;
	const classes = [look.bold ? 'b' : '', look.dim ? 'd' : '', look.underline ? 'u' : ''].filter(Boolean);
	const attributes = [
		classes.length > 0 ? ` class="${classes.join(' ')}"` : '',
		look.fill === foreground ? '' : ` fill="${look.fill}"`,
	].join('');
	return attributes === '' ? under + drawn.join('') : `${under}<g${attributes}>${drawn.join('')}</g>`;
};

/** How text looks in every picture. */
export const style = `text{font:${cell.font}px ui-monospace,SFMono-Regular,"DejaVu Sans Mono",Menlo,Consolas,monospace;white-space:pre}.b,.b text{font-weight:bold}.d{opacity:.6}.u{text-decoration:underline}`;

/** The present screen of the terminal, a piece of SVG for each row; an empty row is an empty text. */
export const rowsOf = (terminal: Terminal): string[] =>
	Array.from({ length: terminal.rows }, (_, row) =>
		runsOf(terminal, row)
			.map((run) => drawRun(run, row))
			.join(''),
	);

/** The size of a picture of so many cells, and where a line of words below them stands. */
export const place = (columns: number, rows: number) => ({
	width: round(columns * cell.width + 2 * margin),
	height: round((rows + 2) * cell.height + 2 * margin),
	captionX: round(margin + cell.width),
	captionY: round(margin + (rows + 1) * cell.height + cell.baseline),
});

/** The whole screen with its colours on a dark ground; `title` is for screen readers. */
export const terminalSvg = (terminal: Terminal, title: string): string => {
	const width = round(terminal.cols * cell.width + 2 * margin);
	const height = round(terminal.rows * cell.height + 2 * margin);
	return `${[
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
		`<title>${escapeXml(title)}</title>`,
		`<style>${style}</style>`,
		`<rect width="${width}" height="${height}" rx="8" fill="${background}"/>`,
		`<g fill="${foreground}">`,
		...rowsOf(terminal).filter((row) => row !== ''),
		'</g>',
		'</svg>',
	].join('\n')}\n`;
};
