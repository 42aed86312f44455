// The picker of a profile: its kind, its level or length, and the folder it goes to.

import { wrapText } from '../format/text.ts';
import {
	maxProfileSeconds,
	type ProfileKind,
	type ProfileLevel,
	profileFileName,
	profileKinds,
} from '../model/action.ts';
import type { ProfiledServer } from '../model/profile-many.ts';
import type { ServerInfo } from '../model/server.ts';
import { nameInText } from '../screens/servers/server-lines.ts';
import type { Theme } from '../theme.ts';
import { boxRows, dialogColumns, dialogInside, dialogKeys } from './box.ts';
import { closes, type DialogFacts, type DialogSpec, rowStep, serverAt, within } from './dialog.ts';
import { offLines } from './off-lines.ts';
import type { ProfilesDialog } from './profiles.ts';
import type { SavedDialog } from './saved.ts';

export type ProfileDialog = {
	name: 'profile';
	/** Key of the row it is about; of the first one where it is about several. */
	server: string;
	/** All servers it is about, where it is about several. */
	servers?: readonly ProfiledServer[];
	/** Position in `profileKinds`. */
	kind: number;
	level: ProfileLevel;
	/** Length of a CPU profile, seconds. */
	seconds: number;
};

type Spec = DialogSpec<ProfileDialog, ProfileDialog | SavedDialog | ProfilesDialog>;

/** Why nothing can be asked; of several servers each tells it for itself. */
const offOf = (dialog: ProfileDialog, facts: DialogFacts) =>
	facts.off(dialog.servers ? undefined : serverAt(facts, dialog.server), 'profile');

const kindAt = (dialog: ProfileDialog, kind: number): ProfileDialog => ({
	...dialog,
	kind,
	level: profileKinds[kind] === 'goroutine' ? dialog.level : dialog.level === 2 ? 1 : dialog.level,
});

const adjust = (dialog: ProfileDialog, by: number): ProfileDialog => {
	const kind = profileKinds[dialog.kind];
	if (kind === 'cpu') {
		return { ...dialog, seconds: Math.max(1, Math.min(maxProfileSeconds, dialog.seconds + by)) };
	}
	const levels = [0, 1, 2] as const;
	return { ...dialog, level: levels[within(dialog.level + by, kind === 'goroutine' ? 2 : 1)] ?? 0 };
};

const key: Spec['key'] = (dialog, key, facts) => {
	if (closes(key)) return {};
	if (offOf(dialog, facts) !== undefined) return key === 'enter' ? {} : { dialog };
	if (key === 'enter') {
		const { server, servers, kind, level, seconds } = dialog;
		if (servers)
			return {
				dialog: { name: 'profiles' },
				effect: { do: 'capture-many', servers, kind, level, seconds },
			};
		return { dialog: { name: 'saved' }, effect: { do: 'capture', server, kind, level, seconds } };
	}
	if (rowStep(key) !== 0)
		return { dialog: kindAt(dialog, within(dialog.kind + rowStep(key), profileKinds.length - 1)) };
	if (key === 'left' || key === '-') return { dialog: adjust(dialog, -1) };
	if (key === 'right' || key === '+' || key === 'l') return { dialog: adjust(dialog, 1) };
	if (/^[012]$/.test(key)) return { dialog: adjust({ ...dialog, level: 0 }, Number(key)) };
	const named = profileKinds.findIndex((kind) => kind.startsWith(key));
	return { dialog: named < 0 ? dialog : kindAt(dialog, named) };
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

/** The least height, in rows, that has room for the notes of all kinds. */
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

const pickerLines = (
	{ kind: index, level, seconds, servers }: ProfileDialog,
	info: ServerInfo,
	facts: DialogFacts,
	columns: number,
): string[] => {
	const { theme, rows } = facts.screen;
	const kind = profileKinds[index] ?? 'heap';
	const one = profileFileName({ server: 'NAME', kind, level, seconds }, '', '<time>');
	const name = servers
		? one.replace('NAME', '<server>')
		: profileFileName({ server: info.name, kind, level, seconds }, info.id, '<time>');
	const path = wrapText(`${facts.profile.directory.replace(/\/$/, '')}/${name}`, columns - 10);
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

const rows: Spec['rows'] = (dialog, facts) => {
	const server = serverAt(facts, dialog.server);
	if (server === undefined) return [];
	const { theme, rows } = facts.screen;
	const columns = dialogColumns(facts.screen.columns, 60);
	const inside = dialogInside(columns);
	const { name } = server.info;
	const off = offOf(dialog, facts);
	const lines = off
		? offLines('Profiles are off', off, nameInText(name, theme.glyphs), inside, theme)
		: pickerLines(dialog, server.info, facts, inside);
	const whose = dialog.servers ? `${dialog.servers.length} servers` : name;
	return boxRows(`Capture profile  ${whose}`, lines, columns, theme, rows);
};

/** The picker; Enter captures. */
export const profile: Spec = { key, rows };
