// Shows a capture under way, then the saved file and how to open it, or why there is none.

import { bytes } from '../format/number.ts';
import { openLine, scpLine } from '../format/shell.ts';
import { width, wrapText } from '../format/text.ts';
import { duration } from '../format/time.ts';
import type { ProfileState } from '../model/action.ts';
import { nameInText } from '../screens/servers/server-lines.ts';
import type { Theme } from '../theme.ts';
import { boxRows, dialogColumns, dialogInside, dialogKeys } from './box.ts';
import { closes, type DialogFacts, type DialogSpec } from './dialog.ts';

/** The dialog has no state of its own: the capture has it. */
export type SavedDialog = { name: 'saved' };

type Spec = DialogSpec<SavedDialog>;

const key: Spec['key'] = (dialog, key, facts) => {
	const profile = facts.profile.state;
	if (profile.step === 'capturing') {
		return closes(key) || key === 'enter' ? { effect: { do: 'hide-capture' } } : { dialog };
	}
	if (key === 'enter' && profile.step === 'saved')
		return { effect: { do: 'view-profile', paths: [profile.path] } };
	if (closes(key) || key === 'enter') return {};
	if (key === 'P') return { effect: { do: 'another-profile' } };
	if (profile.step === 'saved' && key === 'y')
		return { dialog, effect: { do: 'copy', text: profile.path, what: 'the path' } };
	if (profile.step === 'saved' && key === 's') return { dialog, effect: { do: 'copy-scp' } };
	if (profile.step === 'failed' && key === 'y')
		return { dialog, effect: { do: 'copy', text: profile.message, what: 'the error' } };
	if (profile.step === 'failed' && key === 'r') return { effect: { do: 'another-profile' } };
	return { dialog };
};

type Of<Step extends ProfileState['step']> = Extract<ProfileState, { step: Step }>;

const amount = ({ kind, level, seconds }: Of<'capturing' | 'saved' | 'failed'>): string =>
	kind === 'cpu' ? `cpu for ${seconds ?? 0}s` : `${kind} level ${level}`;

const capturingLines = (state: Of<'capturing'>, now: number, columns: number, theme: Theme): string[] => [
	`Capturing ${amount(state)}   ${duration(now - state.startedAt)}`,
	'',
	'It goes on when this is closed and ends in an event.',
	'',
	...dialogKeys([['Esc', 'hide']], columns, theme),
];

/** Wraps a text that people copy off the screen; such a text is never cut. */
const whole = (text: string, columns: number): string[] =>
	wrapText(text, columns - 2).map((line) => `  ${line}`);

const savedLines = (
	state: Of<'saved'>,
	{ screen: { theme }, profile: { cwd, scpHost } }: DialogFacts,
	columns: number,
): string[] => {
	const { paint, glyphs } = theme;
	const mode = state.mode.toString(8).padStart(4, '0');
	const size = `${amount(state)}   ${bytes(state.bytes, glyphs)}   ${duration(state.ms)}   mode ${mode}`;
	return [
		`${paint('ok', glyphs.ok)} ${size}`,
		'',
		...whole(state.path, columns),
		'',
		paint('muted', 'Open it'),
		...whole(openLine(state.path, cwd), columns),
		...(scpHost === undefined
			? []
			: [paint('muted', 'Fetch it'), ...whole(scpLine(state.path, scpHost), columns)]),
		'',
		...dialogKeys(
			[
				[glyphs.enter, 'read it'],
				['y', 'copy path'],
				...(scpHost === undefined ? [] : [['s', 'copy scp line'] as const]),
				['P', 'another'],
				['Esc', 'close'],
			],
			columns,
			theme,
		),
	];
};

const failedLines = (
	state: Of<'failed'>,
	{ screen: { theme, rows } }: DialogFacts,
	columns: number,
): string[] => {
	const lines = whole(state.message, columns);
	const most = Math.max(2, rows - 7);
	return [
		theme.paint(
			'crit',
			`${theme.glyphs.down} No ${state.kind} profile from ${nameInText(state.server, theme.glyphs)}`,
		),
		'',
		...(lines.length > most ? [...lines.slice(0, most - 1), `  ${theme.glyphs.ellipsis}`] : lines),
		'',
		...dialogKeys(
			[
				['y', 'copy error'],
				['r', 'retry'],
				['P', 'another'],
				['Esc', 'close'],
			],
			columns,
			theme,
		),
	];
};

/** The width of the box: the longest line to copy, as far as the screen allows. */
const savedColumns = (
	state: Of<'saved'>,
	{ screen: { columns }, profile: { cwd, scpHost } }: DialogFacts,
): number => {
	const texts = [state.path, openLine(state.path, cwd), scpHost ? scpLine(state.path, scpHost) : ''];
	return dialogColumns(columns, Math.max(64, ...texts.map((text) => width(text) + 8)));
};

/** The rows of the box; none when the capture is idle or hidden. */
const rows: Spec['rows'] = (_, facts) => {
	const { state } = facts.profile;
	const { now, theme, rows } = facts.screen;
	if (state.step === 'idle' || (state.step === 'capturing' && state.hidden)) return [];
	if (state.step === 'saved') {
		const columns = savedColumns(state, facts);
		const lines = savedLines(state, facts, dialogInside(columns));
		return boxRows(`Profile saved  ${state.server}`, lines, columns, theme, rows);
	}
	const columns = dialogColumns(facts.screen.columns);
	const inside = dialogInside(columns);
	const lines =
		state.step === 'capturing'
			? capturingLines(state, now, inside, theme)
			: failedLines(state, facts, inside);
	return boxRows(`Capture profile  ${state.server}`, lines, columns, theme, rows);
};

/** The dialog of a capture. */
export const saved: Spec = { key, rows };
