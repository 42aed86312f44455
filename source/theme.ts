// The theme: colour tokens, blocks for contexts, and two glyph sets; the only place that knows an escape sequence for colour.

import styles from 'ansi-styles';

/** What a piece of text means; views colour by meaning only. */
export type Token =
	| 'text'
	| 'muted'
	| 'title'
	| 'focus'
	| 'rule'
	| 'select'
	| 'match'
	| 'ok'
	| 'warn'
	| 'crit'
	| 'info'
	| 'key'
	| 'spark'
	/** The block in the header while an earlier moment is looked at. */
	| 'past'
	/** Frames of a flame graph, by the package of their function. */
	| 'flameServer'
	| 'flameRuntime'
	| 'flameNetwork'
	| 'flameEncoding'
	| 'flameOther'
	| ContextToken;

/** The colours that a context may have in the header. */
export const contextColors = ['red', 'yellow', 'green', 'blue', 'magenta', 'cyan'] as const;

export type ContextColor = (typeof contextColors)[number];

/** A block of a context's colour; without colours it is inverse. */
type ContextToken = `context-${ContextColor}`;

export const paletteNames = ['default', 'light', 'mono'] as const;

export type PaletteName = (typeof paletteNames)[number];

type Paint = { open: string; close: string };

const none: Paint = { open: '', close: '' };
const join = (...parts: Paint[]): Paint => ({
	open: parts.map((part) => part.open).join(''),
	close: parts
		.map((part) => part.close)
		.reverse()
		.join(''),
});
const ansi256 = (code: number): Paint => ({ open: styles.color.ansi256(code), close: styles.color.close });

/** Black on a colour, for areas that lie side by side. */
const area = (code: number): Paint =>
	join({ open: styles.bgColor.ansi256(code), close: styles.bgColor.close }, styles.black);
const dark = join(styles.black, styles.bold);
const bright = join(styles.whiteBright, styles.bold);

const contextBlocks: Record<ContextToken, Paint> = {
	'context-red': join(styles.bgRed, bright),
	'context-yellow': join(styles.bgYellow, dark),
	'context-green': join(styles.bgGreen, dark),
	'context-blue': join(styles.bgBlue, bright),
	'context-magenta': join(styles.bgMagenta, bright),
	'context-cyan': join(styles.bgCyan, dark),
};

const plainBlock = join(styles.inverse, styles.bold);

const plainBlocks: Record<ContextToken, Paint> = {
	...{ 'context-red': plainBlock, 'context-yellow': plainBlock, 'context-green': plainBlock },
	...{ 'context-blue': plainBlock, 'context-magenta': plainBlock, 'context-cyan': plainBlock },
};

const palettes: Record<PaletteName, Record<Token, Paint>> = {
	default: {
		text: none,
		muted: styles.dim,
		title: styles.bold,
		focus: styles.cyan,
		rule: styles.dim,
		select: styles.inverse,
		match: join(styles.bgYellow, styles.black),
		ok: styles.green,
		warn: join(styles.yellow, styles.bold),
		crit: join(styles.red, styles.bold),
		info: styles.cyan,
		key: styles.bold,
		spark: styles.dim,
		past: join(styles.bgMagenta, bright),
		flameServer: area(110),
		flameRuntime: area(180),
		flameNetwork: area(115),
		flameEncoding: area(182),
		flameOther: area(250),
		...contextBlocks,
	},
	light: {
		text: none,
		muted: styles.dim,
		title: styles.bold,
		focus: styles.cyan,
		rule: styles.dim,
		select: styles.inverse,
		match: join(styles.bgYellow, styles.black),
		ok: ansi256(28),
		warn: join(ansi256(130), styles.bold),
		crit: join(ansi256(160), styles.bold),
		info: ansi256(25),
		key: styles.bold,
		spark: styles.dim,
		past: join(styles.bgMagenta, bright),
		flameServer: area(110),
		flameRuntime: area(180),
		flameNetwork: area(115),
		flameEncoding: area(182),
		flameOther: area(250),
		...contextBlocks,
	},
	mono: {
		text: none,
		muted: none,
		title: styles.bold,
		focus: styles.bold,
		rule: none,
		select: styles.inverse,
		match: join(styles.bold, styles.underline),
		ok: none,
		warn: styles.bold,
		crit: join(styles.bold, styles.inverse),
		info: styles.underline,
		key: styles.bold,
		spark: none,
		past: plainBlock,
		flameServer: none,
		flameRuntime: none,
		flameNetwork: none,
		flameEncoding: none,
		flameOther: none,
		...plainBlocks,
	},
};

/** The signs a screen is drawn with; the ASCII set holds single-byte characters only. */
export type Glyphs = {
	ascii: boolean;
	ok: string;
	stale: string;
	lameduck: string;
	down: string;
	unknown: string;
	/** Stands before the state of a marked server. */
	marked: string;
	/** Light and heavy rules, and the line between two columns of panes. */
	light: string;
	heavy: string;
	column: string;
	topLeft: string;
	topRight: string;
	bottomLeft: string;
	bottomRight: string;
	side: string;
	dot: string;
	ellipsis: string;
	none: string;
	up: string;
	down2: string;
	times: string;
	minus: string;
	/** Before a figure that has risen, or fallen, and before a time since which it has. */
	rise: string;
	fall: string;
	change: string;
	changed: string;
	play: string;
	halt: string;
	arrow: string;
	sortDown: string;
	sortUp: string;
	enter: string;
	shift: string;
	arrowUp: string;
	arrowDown: string;
	arrowLeft: string;
	arrowRight: string;
	range: string;
	barFull: string;
	barEmpty: string;
	/** From lowest to highest. */
	spark: readonly string[];
};

const unicode: Glyphs = {
	ascii: false,
	ok: '●',
	stale: '○',
	lameduck: '◐',
	down: '✗',
	unknown: '?',
	marked: '▪',
	light: '─',
	heavy: '━',
	column: '│',
	topLeft: '┏',
	topRight: '┓',
	bottomLeft: '┗',
	bottomRight: '┛',
	side: '┃',
	dot: '·',
	ellipsis: '…',
	none: '–',
	up: '↑',
	down2: '↓',
	times: '×',
	minus: '−',
	rise: '▲',
	fall: '▼',
	change: 'Δ',
	changed: 'Δ',
	play: '▶',
	halt: '■',
	arrow: '→',
	sortDown: '▼',
	sortUp: '▲',
	enter: '↵',
	shift: '⇧',
	arrowUp: '↑',
	arrowDown: '↓',
	arrowLeft: '←',
	arrowRight: '→',
	range: '–',
	barFull: '█',
	barEmpty: '░',
	spark: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
};

const ascii: Glyphs = {
	ascii: true,
	ok: '+',
	stale: 'o',
	lameduck: '~',
	down: 'x',
	unknown: '?',
	marked: '#',
	light: '-',
	heavy: '=',
	column: '|',
	topLeft: '+',
	topRight: '+',
	bottomLeft: '+',
	bottomRight: '+',
	side: '|',
	dot: '-',
	ellipsis: '~',
	none: '-',
	up: '^',
	down2: 'v',
	times: 'x',
	minus: '-',
	rise: '+',
	fall: '-',
	change: 'change',
	changed: '~',
	play: '>',
	halt: '|',
	arrow: '>',
	sortDown: 'v',
	sortUp: '^',
	enter: 'Enter',
	shift: 'S-',
	arrowUp: 'Up',
	arrowDown: 'Down',
	arrowLeft: 'Left',
	arrowRight: 'Right',
	range: '-',
	barFull: '#',
	barEmpty: '.',
	spark: ['.', '-', '-', '=', '=', '+', '*', '#'],
};

/** The colours and glyphs that a screen is painted with. */
export type Theme = {
	palette: PaletteName;
	glyphs: Glyphs;
	/** Wraps text in the escape sequences of a token; text comes back unchanged where the token has none. */
	paint: (token: Token, text: string) => string;
};

/** A theme from a palette and a glyph set. */
export const createTheme = (palette: PaletteName, asciiOnly: boolean): Theme => ({
	palette,
	glyphs: asciiOnly ? ascii : unicode,
	paint(token, text) {
		const { open, close } = palettes[palette][token];
		if (open === '' || text === '') return text;
		// Inverse text within the selected row must not end the bar.
		return open + (token === 'select' ? text.replaceAll(close, close + open) : text) + close;
	},
});
