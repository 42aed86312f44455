// The picker of a profile: which kind, how much of it, and where it goes.

import { wrapText } from '../format/text.ts';
import {
	type ActionsOff,
	maxProfileSeconds,
	type ProfileKind,
	profileFileName,
	profileKinds,
} from '../model/action.ts';
import type { Theme } from '../theme.ts';
import type { ProfileLevel } from '../ui-state.ts';
import { offLines } from './actions-off.ts';
import { dialogColumns, dialogInside, dialogKeys, dialogRows, Overlay } from './dialog.tsx';
import { nameInText } from './server-lines.ts';

export type ProfileDialogProps = {
	/** Name of the server, and its id. */
	server: string;
	id: string;
	/** Position in `profileKinds`. */
	kind: number;
	level: ProfileLevel;
	/** Length of a CPU profile. */
	seconds: number;
	/** Where the file goes, as it is shown: `.` for the working directory. */
	directory: string;
	/** Set where no profile can be asked for now. */
	off?: ActionsOff;
	/** Size of the screen the box lies on. */
	columns: number;
	rows: number;
	theme: Theme;
};

const words: Record<ProfileKind, string> = {
	allocs: 'every allocation since start',
	block: 'waits on locks and channels  (1)',
	cpu: 'where the processor time goes',
	goroutine: 'all goroutine stacks',
	heap: 'live objects on the heap',
	mutex: 'holders of contended mutexes  (2)',
	threadcreate: 'what made new OS threads',
};

const notes: Partial<Record<ProfileKind, string>> = {
	block: '(1) empty unless prof_block_rate is set',
	mutex: '(2) empty: the server never turns mutex sampling on',
};

const levels = ['0 binary', '1 text', '2 stacks'] as const;

/** Below this height only the note of the chosen kind is shown. */
const roomForNotes = 20;

const kindRows = (chosen: ProfileKind, { paint }: Theme): string[] => [
	paint('title', '  KIND           WHAT IT SHOWS'),
	...profileKinds.map((kind) => {
		const text = `${kind.padEnd(14)} ${words[kind]}`;
		return kind === chosen ? paint('select', `> ${text.padEnd(50)}`) : `  ${text}`;
	}),
];

const amountRow = (kind: ProfileKind, level: ProfileLevel, seconds: number, { paint }: Theme): string => {
	if (kind === 'cpu') return `  Length  ${paint('key', `[${seconds}s]`)}    up to ${maxProfileSeconds}s`;
	const shown = levels.map((text, index) => {
		if (index === level) return paint('key', `[${text}]`);
		return index === 2 && kind !== 'goroutine' ? paint('muted', `(${text}: goroutine)`) : text;
	});
	return `  Level   ${shown.join('   ')}`;
};

const pickerLines = (props: ProfileDialogProps, columns: number): string[] => {
	const { theme, level, seconds, rows } = props;
	const kind = profileKinds[props.kind] ?? 'heap';
	const name = profileFileName({ server: props.server, kind, level, seconds }, props.id, '<time>');
	const path = wrapText(`${props.directory.replace(/\/$/, '')}/${name}`, columns - 10);
	const shownNotes = rows < roomForNotes ? [notes[kind]] : [notes.block, notes.mutex];
	const { glyphs } = theme;
	return [
		...kindRows(kind, theme),
		'',
		amountRow(kind, level, seconds, theme),
		...path.map((part, index) => `${index === 0 ? '  Save    ' : ' '.repeat(10)}${part}`),
		'',
		...shownNotes.filter((note) => note !== undefined).map((note) => theme.paint('muted', `  ${note}`)),
		'',
		...dialogKeys(
			[
				[glyphs.enter, 'capture'],
				[glyphs.arrowUp + glyphs.arrowDown, 'kind'],
				[glyphs.arrowLeft + glyphs.arrowRight, kind === 'cpu' ? 'length' : 'level'],
				['Esc', 'cancel'],
			],
			columns,
			theme,
		),
	];
};

/** The picker, in rows of one width. */
export const profileDialogRows = (props: ProfileDialogProps): string[] => {
	const columns = dialogColumns(props.columns, 60);
	const inside = dialogInside(columns);
	const lines = props.off
		? offLines(
				'Profiles are off',
				props.off,
				nameInText(props.server, props.theme.glyphs),
				inside,
				props.theme,
			)
		: pickerLines(props, inside);
	return dialogRows(`Capture profile  ${props.server}`, lines, columns, props.theme, props.rows);
};

export const ProfileDialog = (props: ProfileDialogProps) => (
	<Overlay lines={profileDialogRows(props)} columns={props.columns} rows={props.rows} />
);
