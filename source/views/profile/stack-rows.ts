// Draws the stacks of a text, and the whole stack under the cursor.

import { paneTitle } from '../../format/pane-title.ts';
import { stateText, waitText } from '../../format/stack-text.ts';
import { width as cellsOf, fit, fitMiddle } from '../../format/text.ts';
import type { Call } from '../../model/profile/profile.ts';
import type { StackGroup } from '../../model/profile/stack-groups.ts';
import type { Theme } from '../../theme.ts';
import { shortName } from '../../ui/profile/short-name.ts';
import { stackHere, stackList, tellingName } from '../../ui/profile/stack-list.ts';
import { scrolled } from '../../ui/profile/viewer-layout.ts';
import type { StackSort, ViewerState } from '../../ui/profile/viewer-state.ts';
import { figuresOf } from './figures.ts';

type Size = { width: number; height: number };

const partCells = 7;

/** Cells of the columns: texts that tell states count goroutines, whose figures are short. */
const columnCells = (width: number, hasStates: boolean) => ({
	value: hasStates ? 8 : 11,
	part: hasStates && width < 70 ? 0 : partCells,
	state: width >= 100 ? 20 : width >= 70 ? 17 : 14,
	wait: width >= 100 ? 13 : width >= 70 ? 10 : 7,
});

/** The heaviest state of a stack, and how many others it is in. */
const stateOf = ({ states }: StackGroup, { glyphs }: Theme): string => {
	const [first, ...others] = states;
	if (first === undefined) return glyphs.none;
	return others.length === 0 ? first.state : `${first.state} +${others.length}`;
};

const waitOf = ({ states, most }: StackGroup, { glyphs }: Theme): string => {
	const leasts = states.flatMap(({ least }) => least ?? []);
	return most === undefined ? glyphs.none : waitText({ least: Math.min(...leasts), most });
};

/** The rows of the list, heads of columns first. */
export const stackRows = (state: ViewerState, { width, height }: Size, theme: Theme): string[] => {
	const { glyphs, paint } = theme;
	const list = stackList(state);
	const { cursor, sort, reversed, filter } = state.stacks;
	const figures = figuresOf(state);
	const shown = Math.max(0, height - 1);
	const offset = scrolled(state.stacks.offset, cursor, list.length, shown);
	const hasStates = state.shown.told?.some((told) => told.state !== undefined) === true;
	const cell = columnCells(width, hasStates);
	const head = (name: StackSort, text: string): string =>
		sort === name ? `${text}${reversed ? glyphs.sortUp : glyphs.sortDown}` : text;
	const row = (group: StackGroup, index: number): string => {
		const isHere = index + offset === cursor;
		const states = hasStates
			? `  ${fit(stateOf(group, theme), cell.state, glyphs)}${fit(waitOf(group, theme), cell.wait, glyphs, 'right')}`
			: '';
		const part = cell.part === 0 ? '' : figures.part(group.value).padStart(cell.part);
		const cells = `${figures.value(group.value).padStart(cell.value)}${part}${states}`;
		const start = `${isHere ? '>' : ' '} ${cells}  `;
		const name = fitMiddle(tellingName(group), Math.max(1, width - cellsOf(start)), glyphs);
		const line = fit(start + name, width, glyphs);
		return isHere && state.focus === 'list' ? paint('select', line) : line;
	};
	const columns = hasStates
		? `  ${'STATE'.padEnd(cell.state)}${head('wait', 'WAITS').padStart(cell.wait)}`
		: '';
	const heads = `  ${head('count', 'COUNT').padStart(cell.value)}${cell.part === 0 ? '' : 'COUNT%'.padStart(cell.part)}${columns}  ${head('name', 'FUNCTION')}`;
	const none = filter === '' ? 'No stack weighs anything.' : `No stack matches ${filter}.`;
	return [
		paint('title', fit(heads, width, glyphs)),
		...(list.length === 0 ? [fit(`  ${none}`, width, glyphs)] : list.slice(offset, offset + shown).map(row)),
	].slice(0, height);
};

/** The file of a call without the folders that all share, and its line. */
const shortPlace = ({ place }: Call): string => place.split('/').slice(-2).join('/');

/** A call on one row: the function on the left, its place on the right. */
const callRow = (call: Call, lead: string, width: number, { glyphs }: Theme): string => {
	const place = shortPlace(call);
	const room = Math.max(1, width - 2 - lead.length - cellsOf(place) - 2);
	const name = shortName(call.name);
	const left = lead + (cellsOf(name) <= room ? fit(name, room, glyphs) : fitMiddle(name, room, glyphs));
	return fit(`  ${left}  ${place}`, width, glyphs);
};

/** The rows of the detail: the states of the stack, its labels, and its calls from the innermost on. */
export const stackDetail = (state: ViewerState, { width, height }: Size, theme: Theme): string[] => {
	const group = stackHere(state);
	const title = (right: string): string =>
		paneTitle({ title: 'Stack', right, columns: width, focused: state.focus === 'detail', theme });
	if (group === undefined) return [title('')];
	const { unit = '' } = state.shown.sampleTypes[state.type] ?? {};
	const labels = group.labels.map(({ key, value }) => `${key} ${value}`).join('  ');
	const head = [...group.states.map((one) => stateText(one, unit)), ...(labels === '' ? [] : [labels])].map(
		(line) => theme.paint('info', fit(`  ${line}`, width, theme.glyphs)),
	);
	const calls = [
		...group.calls.map((call) => callRow(call, '', width, theme)),
		...(group.createdBy ? [callRow(group.createdBy, 'created by ', width, theme)] : []),
	];
	const shown = Math.max(0, height - 1 - head.length);
	const from = Math.max(0, Math.min(state.stacks.line, calls.length - shown));
	const range =
		calls.length > shown ? `${from + 1}-${from + shown} of ${calls.length} calls` : `${calls.length} calls`;
	return [title(`${range}  innermost first`), ...head, ...calls.slice(from, from + shown)].slice(0, height);
};
