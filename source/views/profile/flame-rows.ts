// Draws the flame graph: frames as wide as their part of the whole, each below its caller.

import { width as cellsOf, fit, fitMiddle } from '../../format/text.ts';
import { label } from '../../model/profile/measure.ts';
import type { Theme, Token } from '../../theme.ts';
import { type Frame, frameOfCall } from '../../ui/profile/flame-layout.ts';
import { flameFrames, flameTree } from '../../ui/profile/press-flame.ts';
import { codeKind, shortName } from '../../ui/profile/short-name.ts';
import { nameTest } from '../../ui/profile/top-list.ts';
import { leadsToMatch, matchText } from '../../ui/profile/tree-list.ts';
import type { ViewerState } from '../../ui/profile/viewer-state.ts';
import { figuresOf } from './figures.ts';

type Size = { width: number; height: number };

const tokens = {
	server: 'flameServer',
	runtime: 'flameRuntime',
	network: 'flameNetwork',
	encoding: 'flameEncoding',
	other: 'flameOther',
} as const satisfies Record<string, Token>;

/** The last part of a name, which tells most in a narrow frame: `(*client).parse`. */
const lastPart = (name: string): string => shortName(name).replace(/^[\w\-~]+\./, '');

/** Draws the frames of what the state shows. */
const painter = (state: ViewerState, theme: Theme) => {
	const tree = flameTree(state);
	const { unit = '' } = state.shown.sampleTypes[state.type] ?? {};
	const nameOf = (call: number): string =>
		call === 0 ? 'all' : (state.shown.names[tree.names[call] ?? 0] ?? '');
	const matches = state.search === '' ? undefined : nameTest(state.search);
	const leads = matches === undefined ? () => false : leadsToMatch(state, tree);
	const { glyphs, paint } = theme;
	const textOf = ({ call = 0, run, width }: Frame): string => {
		const change = tree.all[call] ?? 0;
		const sign = state.base === undefined ? '' : `${change > 0 ? '+' : ''}${label(change, unit)} `;
		const folded = run.length > 1 ? `${run.length}${glyphs.times} ` : '';
		const room = width - 1 - sign.length - folded.length;
		const whole = shortName(nameOf(call));
		const name = cellsOf(whole) <= room ? whole : lastPart(nameOf(call));
		return room < 3 ? '' : `${sign}${folded}${cellsOf(name) <= room ? name : fitMiddle(name, room, glyphs)}`;
	};
	return (frame: Frame, isHere: boolean): string => {
		const { call, run, width, smaller } = frame;
		if (call === undefined) {
			const hasMatch = smaller.some(leads);
			const text = `${hasMatch ? '*' : glyphs.barEmpty}${smaller.length} smaller`;
			return paint(
				hasMatch ? 'match' : 'muted',
				text.length <= width
					? text.padEnd(width, glyphs.barEmpty)
					: text.slice(0, 1) + glyphs.barEmpty.repeat(width - 1),
			);
		}
		const isMatch = matches !== undefined && run.some((each) => each !== 0 && matches(nameOf(each)));
		// The first cell tells frames apart, the one under the cursor and matches, whatever the colours.
		const edge = isHere ? '>' : isMatch ? '*' : glyphs.column;
		const text = fit(edge + textOf(frame), width, { ellipsis: '' });
		if (isHere) return paint('select', text);
		if (isMatch) return paint('match', text);
		if (state.base !== undefined) {
			const change = tree.all[call] ?? 0;
			return change === 0 ? text : paint(change > 0 ? 'crit' : 'ok', text);
		}
		return call === 0 ? text : paint(tokens[codeKind(nameOf(call))], text);
	};
};

/** The rows of the graph. */
export const flameRows = (state: ViewerState, { width, height }: Size, theme: Theme): string[] => {
	const rows = flameFrames(state, width);
	const draw = painter(state, theme);
	const here = frameOfCall(rows, state.flame.call)?.frame ?? rows[0]?.[0];
	// The end of a frame has a line of its own where no other follows: colours may be missing.
	const gap = (from: number, to: number): string => {
		if (to <= from) return '';
		const line = from === 0 ? ' ' : theme.paint('rule', theme.glyphs.column);
		return line + ' '.repeat(to - from - 1);
	};
	return rows.slice(state.flame.offset, state.flame.offset + height).map((frames) => {
		let line = '';
		let at = 0;
		for (const frame of frames) {
			line += gap(at, frame.x) + draw(frame, frame === here);
			at = frame.x + frame.width;
		}
		return line + gap(at, width);
	});
};

/**
 * The rows below: the whole name of the frame under the cursor with its figures, and what is searched for. `shown` is how
 * many rows of the graph are in view.
 */
export const frameDetail = (
	state: ViewerState,
	{ width, height }: Size,
	theme: Theme,
	shown: number,
): string[] => {
	const tree = flameTree(state);
	const rows = flameFrames(state, width);
	const frame = frameOfCall(rows, state.flame.call)?.frame ?? rows[0]?.[0];
	const figures = figuresOf(state);
	const call = frame?.call ?? 0;
	const nameOf = (each: number): string =>
		each === 0 ? 'all' : (state.shown.names[tree.names[each] ?? 0] ?? '');
	// A match within calls that are folded is the one that is named.
	const run = frame?.run ?? [0];
	const at = state.search === '' ? -1 : run.indexOf(state.flame.call);
	const names = (at < 0 ? run : run.slice(0, at + 1)).map(nameOf).reverse();
	const all = tree.all[call] ?? 0;
	const own = tree.own[call] ?? 0;
	const direction = state.flame.flipped ? 'innermost first' : 'outermost first';
	const { offset } = state.flame;
	const last = Math.min(rows.length, offset + shown);
	const depth = rows.length > shown ? `  rows ${offset + 1}-${last} of ${rows.length}` : '';
	const searched =
		state.search === '' ? '' : `  search ${state.search}: ${matchText(state, tree, state.flame.call)}`;
	const first = `  ${figures.value(all)} ${figures.part(all)}  itself ${figures.value(own)}  ${direction}${depth}${searched}`;
	const [name = '', ...callers] = names;
	const from =
		callers.length === 0 ? '' : `  from ${callers.map(shortName).join(` ${theme.glyphs.arrowLeft} `)}`;
	return [
		theme.paint('title', fit(`  ${name}`, width, theme.glyphs)),
		...(height > 2 ? [fit(from, width, theme.glyphs)] : []),
		fit(first, width, theme.glyphs),
	].slice(0, height);
};
