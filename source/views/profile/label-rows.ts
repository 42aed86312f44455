// Draws what is labelled: how much of the profile is of which account, stream or consumer.

import { fit } from '../../format/text.ts';
import type { Theme } from '../../theme.ts';
import { labelsOf, wholeOf } from '../../ui/profile/derived.ts';
import { scrolled } from '../../ui/profile/viewer-layout.ts';
import type { ViewerState } from '../../ui/profile/viewer-state.ts';
import { figuresOf } from './figures.ts';

const barCells = 20;

const none = [
	'No stack of it has a label.',
	'nats-server labels cpu and goroutine profiles with accounts, streams, consumers',
	'and groups, from 2.10 on.',
];

/** The rows of the labels, heads of columns first. */
export const labelRows = (
	state: ViewerState,
	{ width, height }: { width: number; height: number },
	theme: Theme,
): string[] => {
	const { glyphs, paint } = theme;
	const labels = labelsOf(state.shown, state.type);
	const figures = figuresOf(state);
	const whole = wholeOf(state.shown, state.type);
	if (labels.length === 0) return none.map((line) => fit(`  ${line}`, width, glyphs)).slice(0, height);
	const { cursor } = state.labels;
	const shown = Math.max(0, height - 1);
	const offset = scrolled(state.labels.offset, cursor, labels.length, shown);
	const keyCells = Math.min(16, Math.max(8, ...labels.map(({ key }) => key.length)));
	const hasBar = width >= 100;
	const room = Math.max(8, width - 2 - keyCells - 2 - 11 - 7 - 8 - (hasBar ? barCells + 2 : 0));
	const cells = (key: string, value: string, sum: string, part: string, stacks: string): string =>
		`${fit(key, keyCells, glyphs)}  ${fit(value, room, glyphs)}${sum.padStart(11)}${part.padStart(7)}${stacks.padStart(8)}`;
	const row = ({ key, value, sum, stacks }: (typeof labels)[number], index: number): string => {
		const isHere = index + offset === cursor;
		const filled = whole === 0 ? 0 : Math.min(barCells, Math.round((Math.abs(sum) / whole) * barCells));
		const bar = hasBar ? `  ${glyphs.barFull.repeat(filled)}${' '.repeat(barCells - filled)}` : '';
		const text = `${isHere ? '>' : ' '} ${cells(key, value, figures.value(sum), figures.part(sum), String(stacks))}${bar}`;
		const line = fit(text, width, glyphs);
		return isHere ? paint('select', line) : line;
	};
	return [
		paint('title', fit(`  ${cells('LABEL', 'VALUE', 'SUM', 'SUM%', 'STACKS')}`, width, glyphs)),
		...labels.slice(offset, offset + shown).map(row),
	].slice(0, height);
};
