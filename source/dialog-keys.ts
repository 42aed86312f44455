// Keys in a dialog: what it looks like afterwards, and what is to be done outside.

import { maxProfileSeconds, type ProfileState, profileKinds, type ReloadState } from './model/action.ts';
import { eventGroups } from './model/event-groups.ts';
import type { Dialog, ProfileLevel } from './ui-state.ts';

/** What a dialog wants done; the app does it. */
export type DialogEffect =
	| { do: 'reload'; server: string }
	| { do: 'capture'; server: string; kind: number; level: ProfileLevel; seconds: number }
	| { do: 'hide-capture' }
	| { do: 'another-profile' }
	| { do: 'copy-error' }
	| { do: 'copy-path' }
	| { do: 'copy-scp' }
	| { do: 'sort'; index: number }
	| { do: 'reverse-sort' }
	| { do: 'switch'; off: readonly string[] };

/** The dialog after a key (absent: closed), and an effect if there is one. */
export type DialogStep = { dialog?: Dialog; effect?: DialogEffect };

/** What the keys of a dialog depend on besides itself. */
export type DialogFacts = {
	reload: ReloadState;
	profile: ProfileState;
	/** Nothing may be asked of the server: the dialogs only say why. */
	off: boolean;
	eventsOff: readonly string[];
	sortChoices: number;
};

const closes = (key: string): boolean => key === 'escape' || key === 'q' || key === 'ctrl+c';

const within = (value: number, most: number): number => Math.max(0, Math.min(most, value));

const step = (key: string): number =>
	key === 'down' || key === 'j' ? 1 : key === 'up' || key === 'k' ? -1 : 0;

type Of<Name extends Dialog['name']> = Extract<Dialog, { name: Name }>;

/** Enter is the default button, and the default of a reload is not to reload. */
const reloadKey = (dialog: Of<'reload'>, key: string, { reload, off }: DialogFacts): DialogStep => {
	if (reload.step === 'asked' || reload.step === 'idle') {
		if (key === 'y' && !off) return { dialog, effect: { do: 'reload', server: dialog.server } };
		return closes(key) || key === 'n' || key === 'enter' ? {} : { dialog };
	}
	if (closes(key) || key === 'enter') return {};
	if (reload.step === 'sending') return { dialog };
	if (key === 'y') return { dialog, effect: { do: 'copy-error' } };
	if ((key === 'r' || key === 'R') && !off)
		return { dialog, effect: { do: 'reload', server: dialog.server } };
	return { dialog };
};

const kindAt = (dialog: Of<'profile'>, kind: number): Dialog => ({
	...dialog,
	kind,
	level: profileKinds[kind] === 'goroutine' ? dialog.level : dialog.level === 2 ? 1 : dialog.level,
});

const adjust = (dialog: Of<'profile'>, by: number): Dialog => {
	const kind = profileKinds[dialog.kind];
	if (kind === 'cpu') {
		return { ...dialog, seconds: Math.max(1, Math.min(maxProfileSeconds, dialog.seconds + by)) };
	}
	const levels = [0, 1, 2] as const;
	return { ...dialog, level: levels[within(dialog.level + by, kind === 'goroutine' ? 2 : 1)] ?? 0 };
};

const profileKey = (dialog: Of<'profile'>, key: string, { off }: DialogFacts): DialogStep => {
	if (closes(key)) return {};
	if (off) return key === 'enter' ? {} : { dialog };
	if (key === 'enter') {
		const { server, kind, level, seconds } = dialog;
		return { dialog: { name: 'saved' }, effect: { do: 'capture', server, kind, level, seconds } };
	}
	if (step(key) !== 0)
		return { dialog: kindAt(dialog, within(dialog.kind + step(key), profileKinds.length - 1)) };
	if (key === 'left' || key === '-') return { dialog: adjust(dialog, -1) };
	if (key === 'right' || key === '+' || key === 'l') return { dialog: adjust(dialog, 1) };
	if (/^[012]$/.test(key)) return { dialog: adjust({ ...dialog, level: 0 }, Number(key)) };
	const named = profileKinds.findIndex((kind) => kind.startsWith(key));
	return { dialog: named < 0 ? dialog : kindAt(dialog, named) };
};

const savedKey = (dialog: Of<'saved'>, key: string, { profile }: DialogFacts): DialogStep => {
	if (profile.step === 'capturing') {
		return closes(key) || key === 'enter' ? { effect: { do: 'hide-capture' } } : { dialog };
	}
	if (closes(key) || key === 'enter') return {};
	if (key === 'P') return { effect: { do: 'another-profile' } };
	if (profile.step === 'saved' && key === 'y') return { dialog, effect: { do: 'copy-path' } };
	if (profile.step === 'saved' && key === 's') return { dialog, effect: { do: 'copy-scp' } };
	if (profile.step === 'failed' && key === 'y') return { dialog, effect: { do: 'copy-error' } };
	if (profile.step === 'failed' && key === 'r') return { effect: { do: 'another-profile' } };
	return { dialog };
};

const helpKey = (dialog: Of<'help'>, key: string): DialogStep => {
	if (dialog.searching) {
		if (key === 'escape' || key === 'ctrl+c') return { dialog: { ...dialog, searching: false, search: '' } };
		if (key === 'enter') return { dialog: { ...dialog, searching: false } };
		if (key === 'backspace') return { dialog: { ...dialog, search: dialog.search.slice(0, -1) } };
		const typed = key === 'space' ? ' ' : key;
		return [...typed].length === 1 && dialog.search.length < 32
			? { dialog: { ...dialog, search: dialog.search + typed, scroll: 0 } }
			: { dialog };
	}
	if (key === 'escape' && dialog.search !== '') return { dialog: { ...dialog, search: '' } };
	if (closes(key) || key === '?' || key === 'enter') return {};
	if (key === '/') return { dialog: { ...dialog, searching: true, search: '' } };
	const by = key === 'pagedown' ? 10 : key === 'pageup' ? -10 : step(key);
	return { dialog: { ...dialog, scroll: within(dialog.scroll + by, 60) } };
};

const sortKey = (dialog: Of<'sort'>, key: string, { sortChoices }: DialogFacts): DialogStep => {
	if (closes(key)) return {};
	if (key === 'enter') return { effect: { do: 'sort', index: dialog.cursor } };
	if (key === 'O') return { effect: { do: 'reverse-sort' } };
	return { dialog: { ...dialog, cursor: within(dialog.cursor + step(key), sortChoices - 1) } };
};

const kindsKey = (dialog: Of<'kinds'>, key: string, { eventsOff }: DialogFacts): DialogStep => {
	if (closes(key) || key === 't') return {};
	const group = eventGroups[dialog.cursor];
	if ((key === 'space' || key === 'enter') && group !== undefined) {
		const off = eventsOff.includes(group)
			? eventsOff.filter((other) => other !== group)
			: [...eventsOff, group];
		return { dialog, effect: { do: 'switch', off } };
	}
	return { dialog: { ...dialog, cursor: within(dialog.cursor + step(key), eventGroups.length - 1) } };
};

/** Applies one key to the open dialog. */
export const dialogKey = (dialog: Dialog, key: string, facts: DialogFacts): DialogStep => {
	switch (dialog.name) {
		case 'reload':
			return reloadKey(dialog, key, facts);
		case 'profile':
			return profileKey(dialog, key, facts);
		case 'saved':
			return savedKey(dialog, key, facts);
		case 'help':
			return helpKey(dialog, key);
		case 'sort':
			return sortKey(dialog, key, facts);
		case 'kinds':
			return kindsKey(dialog, key, facts);
	}
};
