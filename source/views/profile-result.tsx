// A capture under way, the file it left and how to open it, or why there is none.

import { bytes } from '../format/number.ts';
import { openLine, scpLine } from '../format/shell.ts';
import { width, wrapText } from '../format/text.ts';
import { duration } from '../format/time.ts';
import type { ProfileState } from '../model/action.ts';
import type { Theme } from '../theme.ts';
import { dialogColumns, dialogInside, dialogKeys, dialogRows, Overlay } from './dialog.tsx';
import { nameInText } from './server-lines.ts';

export type ProfileResultProps = {
	state: ProfileState;
	/** The working directory: files in it are named from it. */
	directory: string;
	/** Where the file can be fetched from with scp; absent when nobody came over ssh. */
	scpHost?: string;
	now: number;
	/** Size of the screen the box lies on. */
	columns: number;
	rows: number;
	theme: Theme;
};

type Of<Step extends ProfileState['step']> = Extract<ProfileState, { step: Step }>;

const amount = ({ kind, level, seconds }: Of<'capturing' | 'saved' | 'failed'>): string =>
	kind === 'cpu' ? `cpu for ${seconds ?? 0}s` : `${kind} level ${level}`;

const capturing = (state: Of<'capturing'>, now: number, columns: number, theme: Theme): string[] => [
	`Capturing ${amount(state)}   ${duration(now - state.startedAt)}`,
	'',
	'It goes on when this is closed and ends in an event.',
	'',
	...dialogKeys([['Esc', 'hide']], columns, theme),
];

/** Wraps what is copied off the screen; it is never cut. */
const whole = (text: string, columns: number): string[] =>
	wrapText(text, columns - 2).map((line) => `  ${line}`);

const saved = (state: Of<'saved'>, props: ProfileResultProps, columns: number): string[] => {
	const { theme, directory, scpHost } = props;
	const { paint, glyphs } = theme;
	const mode = state.mode.toString(8).padStart(4, '0');
	const size = `${amount(state)}   ${bytes(state.bytes, glyphs)}   ${duration(state.ms)}   mode ${mode}`;
	return [
		`${paint('ok', glyphs.ok)} ${size}`,
		'',
		...whole(state.path, columns),
		'',
		paint('muted', 'Open it'),
		...whole(openLine(state.path, directory), columns),
		...(scpHost === undefined
			? []
			: [paint('muted', 'Fetch it'), ...whole(scpLine(state.path, scpHost), columns)]),
		'',
		...dialogKeys(
			[
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

const failed = (state: Of<'failed'>, { theme, rows }: ProfileResultProps, columns: number): string[] => {
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

/** As wide as the longest line that is to be copied, where the screen allows. */
const savedColumns = (state: Of<'saved'>, { directory, scpHost, columns }: ProfileResultProps): number => {
	const texts = [state.path, openLine(state.path, directory), scpHost ? scpLine(state.path, scpHost) : ''];
	return dialogColumns(columns, Math.max(64, ...texts.map((text) => width(text) + 8)));
};

/** The box for a state, in rows of one width; none when idle or hidden. */
export const profileResultRows = (props: ProfileResultProps): string[] => {
	const { state, now, theme, rows } = props;
	if (state.step === 'idle' || (state.step === 'capturing' && state.hidden)) return [];
	if (state.step === 'saved') {
		const columns = savedColumns(state, props);
		const lines = saved(state, props, dialogInside(columns));
		return dialogRows(`Profile saved  ${state.server}`, lines, columns, theme, rows);
	}
	const columns = dialogColumns(props.columns);
	const lines =
		state.step === 'capturing'
			? capturing(state, now, dialogInside(columns), theme)
			: failed(state, props, dialogInside(columns));
	return dialogRows(`Capture profile  ${state.server}`, lines, columns, theme, rows);
};

export const ProfileResult = (props: ProfileResultProps) => {
	const lines = profileResultRows(props);
	return lines.length > 0 ? <Overlay lines={lines} columns={props.columns} rows={props.rows} /> : null;
};
