// The screens of checks that pass, with the room that is left, and of those that are not known, with why.

import { emptyPane, fillRows, paneTitle } from '../../format/pane-title.ts';
import { width as cellsOf, fit, wrapText } from '../../format/text.ts';
import type { CheckState } from '../../model/health/finding.ts';
import { guideOf } from '../../model/health/guide.ts';
import { figureText, limitText, ruleText } from '../../model/health/rule-text.ts';
import { modes } from '../../model/mode.ts';
import { defineScreen } from '../define-screen.ts';
import type { Screen, ScreenLook, ScreenSpec, Size } from '../screen.ts';
import { type StateColumn, stateKey } from './facts.ts';
import { stateJson } from './json.ts';
import { kindCount, kinds } from './kinds.ts';
import { byVerdict, type HealthShot, healthHonesty, healthSiblings } from './snapshot.ts';
import { openHealth } from './source.ts';

const text = (
	column: Pick<StateColumn, 'id' | 'title' | 'about' | 'width' | 'most' | 'priority' | 'json'>,
	textOf: (state: CheckState) => string,
): StateColumn => ({
	...{ ...column, align: 'left', value: textOf },
	nameWidth: (state) => cellsOf(textOf(state)),
	stays: true,
	cell: (state, room, { glyphs }) => ({ text: fit(textOf(state), room, glyphs) }),
});

/** `8 servers`; `no account` where there is nothing to judge. */
const onText = ({ kind, judged }: CheckState): string =>
	judged === 0 ? `no ${kinds[kind].noun[0]}` : kindCount(kind, judged);

/** `east-2 78%`; where no figure is judged, that all is well. */
const nearestText = ({ nearest, check, judged }: CheckState): string => {
	if (nearest !== undefined) return `${nearest.name} ${figureText(nearest.value, check.unit)}`;
	return judged === 0 ? 'nothing to judge' : 'all are well';
};

const checkColumn = text(
	{ id: 'check', title: 'CHECK', about: 'what was checked', width: 13, most: 16, priority: 1, json: 'check' },
	({ check }) => check.id,
);

const passedColumns: readonly StateColumn[] = [
	checkColumn,
	text(
		{
			id: 'on',
			title: 'ON',
			about: 'how many were judged',
			width: 10,
			most: 14,
			priority: 2,
			json: 'judged',
		},
		onText,
	),
	text(
		{
			...{ id: 'nearest', title: 'NEAREST', width: 16, most: 60, priority: 3, json: 'value' },
			about: 'the one that is nearest to the limit, and its figure',
		},
		nearestText,
	),
	text(
		{ id: 'limit', title: 'LIMIT', about: 'from where on it fails', width: 16, priority: 4, json: 'warn' },
		({ check, thresholds }) => limitText(check, thresholds),
	),
];

const unknownColumns: readonly StateColumn[] = [
	checkColumn,
	text(
		{ id: 'on', title: 'OF', about: 'what is not judged', width: 10, most: 12, priority: 2, json: 'kind' },
		({ kind }) => kinds[kind].noun[1],
	),
	text(
		{
			id: 'why',
			title: 'WHY',
			about: 'why it is not known',
			width: 24,
			most: 110,
			priority: 3,
			json: 'why_unknown',
		},
		({ unknown = '' }) => unknown,
	),
];

const stateDetail = (
	state: CheckState | undefined,
	{ width, height }: Size,
	{ theme, glyphs }: ScreenLook<object>,
	focused: boolean,
): string[] => {
	const pane = { columns: width, focused, theme };
	if (state === undefined) return emptyPane('Nothing is selected', { width, height }, focused, theme);
	const { check, thresholds, unknown, kind } = state;
	const { means } = guideOf(check.id);
	const right = unknown === undefined ? `passes on ${onText(state)}` : 'not known';
	const said = [
		...(unknown === undefined ? [] : [unknown]),
		ruleText(check, thresholds),
		...(means === '' ? [] : [`If it fails: ${means}`]),
	];
	return fillRows(
		[
			paneTitle({ ...pane, title: `${check.id}   ${kinds[kind].noun[1]}`, right }),
			...said.flatMap((line) => wrapText(line, width - 2)).map((line) => fit(` ${line}`, width, glyphs)),
		],
		height,
		width,
	);
};

/** Both screens, over these lists. */
export const stateScreens = (lists: readonly Screen[]): readonly Screen[] => {
	const common: Omit<
		ScreenSpec<CheckState, HealthShot, object>,
		'id' | 'tab' | 'title' | 'about' | 'rows' | 'columns' | 'empty'
	> = {
		...{ key: '8', list: 'table', noun: ['check', 'checks'] },
		source: { asked: 'while visible', open: (watching) => openHealth(watching, lists) },
		honesty: healthHonesty,
		heading: (shot) => ({ siblings: healthSiblings(shot) }),
		facts: () => ({}),
		keyOf: stateKey,
		namesOf: ({ check, kind }) => [check.id, kind],
		sort: { column: 'check', descending: false },
		anywhere: ({ check, kind, unknown }) => [check.id, kind, unknown],
		detail: stateDetail,
		json: stateJson,
		copy: (state) => ({
			text: `${state.check.id} ${state.unknown ?? nearestText(state)}`,
			what: state.check.id,
		}),
	};
	return [
		defineScreen({
			...common,
			...{ id: 'passed', title: 'Passed checks', tab: 'Passed', modes },
			about: 'checks that pass, and how much room is left',
			empty: () => 'No check passes.',
			rows: (shot) => byVerdict(shot).passed,
			columns: passedColumns,
		}),
		defineScreen({
			...common,
			...{ id: 'unknown', title: 'Unknown checks', tab: 'Unknown', modes },
			about: 'checks that nobody can answer now, and why',
			empty: () => 'Every check is known.',
			rows: (shot) => byVerdict(shot).unknown,
			columns: unknownColumns,
		}),
	];
};
