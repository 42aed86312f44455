// The last row: which keys work here, or a prompt that is typed in, or what just happened.

import type { Action, Context } from '../keymap.ts';
import { roomyColumns, wideColumns } from '../layout.ts';
import type { ActionsOff } from '../model/action.ts';
import type { Theme } from '../theme.ts';
import type { Prompt, Toast } from '../ui-state.ts';
import { offWords } from './actions-off.ts';
import { firstKeys, type KeyHint, keyHints } from './key-hints.ts';
import { type Piece, pieceRow } from './pieces.ts';
import { promptRow } from './prompt.ts';
import { Rows } from './rows.tsx';

export type FooterProps = {
	/** With the keys the configuration gives them. */
	actions: readonly Action[];
	context: Context;
	/** Set where nothing can be asked of servers now. */
	off?: ActionsOff;
	prompt?: Prompt;
	toast?: Toast;
	/** For the toast, which ends at its time. */
	now: number;
	columns: number;
	theme: Theme;
};

/** In the order of the row; the number is how much each is missed: the lowest leaves first. */
const main = {
	help: 99,
	filter: 9,
	command: 4,
	open: 8,
	'pane.next': 7,
	'pane.zoom': 1,
	'table.sort.next': 6,
	'table.sort.reverse': 3,
	'live.pause': 5,
	'live.refresh': 2,
	'server.reload': 99,
	'server.profile': 99,
	copy: 2.5,
	export: 1,
	quit: 99,
};

const events = {
	help: 99,
	filter: 9,
	command: 1,
	open: 7,
	'pane.next': 5.5,
	'move.last': 8,
	'events.kinds': 5,
	'live.pause': 6,
	'show.raw': 1.5,
	copy: 4,
	export: 1,
	'server.reload': 3,
	'server.profile': 3,
	quit: 99,
};

const hinted: Record<Context, Readonly<Record<string, number>>> = {
	servers: main,
	detail: main,
	events,
	server: {
		back: 99,
		'move.left': 5,
		'pane.next': 4,
		'server.next': 6,
		'show.raw': 3,
		'live.pause': 2,
		'live.refresh': 1,
		'server.reload': 99,
		'server.profile': 99,
		copy: 4,
		export: 1,
		help: 99,
		quit: 10,
	},
	'events-screen': {
		back: 99,
		filter: 9,
		'events.kinds': 5,
		'move.last': 8,
		'match.next': 2,
		open: 7,
		'show.raw': 6,
		copy: 4,
		export: 3,
		help: 99,
		quit: 1,
	},
};

/** `?help` and `Tab pane` where room is short, `? help` and `Tab next pane` where it is not. */
const pieceOf = (hint: KeyHint, keep: number, { columns, theme }: FooterProps): Piece[] => {
	const roomy = columns >= roomyColumns;
	const keys = firstKeys(hint, theme.glyphs);
	const keyText = keys.join(roomy ? ' ' : '');
	const glued = !roomy && /^[^A-Za-z0-9^]+$/.test(keyText);
	const words = columns >= wideColumns ? hint.label : (hint.hint ?? hint.label);
	const gap = columns >= wideColumns ? '   ' : '  ';
	return [
		{ text: keyText, token: 'key', keep },
		{ text: `${glued ? '' : ' '}${words}${gap}`, keep },
	];
};

/** The keys that ask something of a server, as one hint that says why they are off. */
const offPieces = (hints: readonly KeyHint[], off: ActionsOff, theme: Theme): Piece[] => [
	{ text: hints.flatMap((hint) => firstKeys(hint, theme.glyphs)).join(' '), token: 'muted' },
	{ text: ` off: ${offWords[off]}  `, token: 'warn' },
];

const hintRow = (props: FooterProps): string => {
	const { columns, theme, off } = props;
	const ranks = hinted[props.context];
	const hints = keyHints(props.actions.filter((action) => action.where.includes(props.context)));
	const shown = Object.entries(ranks).flatMap(([id, keep]) => {
		const hint = hints.find(({ ids }) => ids.includes(id));
		return hint ? [{ hint, keep }] : [];
	});
	const acting = shown.filter(({ hint }) => hint.acts).map(({ hint }) => hint);
	const pieces = shown.flatMap(({ hint, keep }): Piece[] => {
		if (!off || !hint.acts) return pieceOf(hint, keep, props);
		return hint === acting[0] ? offPieces(acting, off, theme) : [];
	});
	return pieceRow([' ', ...pieces], columns, theme);
};

const toastSigns = { ok: 'ok', warn: '!', crit: 'down', info: undefined } as const;

const toastRow = ({ text, token }: Toast, columns: number, theme: Theme): string => {
	const sign = toastSigns[token];
	const glyph = sign === 'ok' || sign === 'down' ? theme.glyphs[sign] : sign;
	return pieceRow([' ', { text: glyph ? `${glyph} ${text}` : text, token }], columns, theme);
};

/** One row of exactly `columns`: the prompt where one is open, else the toast until its time, else the keys. */
export const footerRow = (props: FooterProps): string => {
	const { prompt, toast, now, columns, theme } = props;
	if (prompt) return promptRow(prompt, columns, theme);
	if (toast && toast.until > now) return toastRow(toast, columns, theme);
	return hintRow(props);
};

export const Footer = (props: FooterProps) => <Rows lines={[footerRow(props)]} />;
