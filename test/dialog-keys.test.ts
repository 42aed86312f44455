// Keys in dialogs: what they change, and what they have done outside.

import { describe, expect, test } from 'vitest';
import { type DialogFacts, type DialogStep, dialogKey } from '../source/dialog-keys.ts';
import type { ProfileState, ReloadState } from '../source/model/action.ts';
import { profileKinds } from '../source/model/action.ts';
import type { Dialog } from '../source/ui-state.ts';

const facts = (over: Partial<DialogFacts> = {}): DialogFacts => ({
	reload: { step: 'asked' },
	profile: { step: 'idle' },
	off: false,
	eventsOff: [],
	sortChoices: 5,
	...over,
});

const press = (dialog: Dialog, key: string, over: Partial<DialogFacts> = {}): DialogStep =>
	dialogKey(dialog, key, facts(over));

describe('the question before a reload', () => {
	const dialog: Dialog = { name: 'reload', server: 'N1' };

	test('is answered by y alone', () => {
		expect(press(dialog, 'y')).toEqual({ dialog, effect: { do: 'reload', server: 'N1' } });
		for (const key of ['Y', 'r', 'R', 'space', 'j', 'x']) expect(press(dialog, key)).toEqual({ dialog });
	});

	test('is no for everything that closes, Enter too', () => {
		for (const key of ['n', 'enter', 'escape', 'q', 'ctrl+c']) expect(press(dialog, key)).toEqual({});
	});

	test('cannot be answered yes where reloading is off', () => {
		expect(press(dialog, 'y', { off: true })).toEqual({ dialog });
		expect(press(dialog, 'escape', { off: true })).toEqual({});
	});

	test('sends nothing twice while one is under way', () => {
		const reload: ReloadState = { step: 'sending', at: 0 };
		for (const key of ['y', 'r', 'R']) expect(press(dialog, key, { reload })).toEqual({ dialog });
		expect(press(dialog, 'escape', { reload })).toEqual({});
	});

	test('after a refusal copies the words or tries again', () => {
		const reload: ReloadState = { step: 'refused', code: 500, description: 'no' };
		expect(press(dialog, 'y', { reload }).effect).toEqual({ do: 'copy-error' });
		expect(press(dialog, 'r', { reload }).effect).toEqual({ do: 'reload', server: 'N1' });
		expect(press(dialog, 'enter', { reload })).toEqual({});
	});

	test('after a refusal does not try again where reloading has gone off meanwhile', () => {
		const reload: ReloadState = { step: 'refused', code: 500, description: 'no' };
		for (const key of ['r', 'R']) expect(press(dialog, key, { reload, off: true })).toEqual({ dialog });
	});
});

describe('the picker of a profile', () => {
	const picker = (over: Partial<Extract<Dialog, { name: 'profile' }>> = {}): Dialog => ({
		name: 'profile',
		server: 'N1',
		kind: profileKinds.indexOf('heap'),
		level: 0,
		seconds: 5,
		...over,
	});
	const kindOf = ({ dialog }: DialogStep) => dialog?.name === 'profile' && profileKinds[dialog.kind];

	test('moves through the kinds and stops at the ends', () => {
		expect(kindOf(press(picker(), 'j'))).toBe('mutex');
		expect(kindOf(press(picker(), 'up'))).toBe('goroutine');
		expect(kindOf(press(picker({ kind: 0 }), 'k'))).toBe('allocs');
		expect(kindOf(press(picker({ kind: profileKinds.length - 1 }), 'down'))).toBe('threadcreate');
	});

	test('goes to a kind by its letter', () => {
		const letters = {
			a: 'allocs',
			b: 'block',
			c: 'cpu',
			g: 'goroutine',
			h: 'heap',
			m: 'mutex',
			t: 'threadcreate',
		};
		for (const [key, kind] of Object.entries(letters)) expect(kindOf(press(picker(), key))).toBe(kind);
		expect(press(picker(), 'x')).toEqual({ dialog: picker() });
	});

	test('changes the level within what the kind has', () => {
		expect(press(picker(), '1').dialog).toMatchObject({ level: 1 });
		expect(press(picker(), '2').dialog).toMatchObject({ level: 1 });
		const goroutine = picker({ kind: profileKinds.indexOf('goroutine') });
		expect(press(goroutine, '2').dialog).toMatchObject({ level: 2 });
		expect(press(picker({ level: 1 }), '0').dialog).toMatchObject({ level: 0 });
		expect(press(picker(), 'left').dialog).toMatchObject({ level: 0 });
		expect(press(picker(), 'right').dialog).toMatchObject({ level: 1 });
	});

	test('leaves a level behind that the next kind does not have', () => {
		const stacks = picker({ kind: profileKinds.indexOf('goroutine'), level: 2 });
		expect(press(stacks, 'j').dialog).toMatchObject({ level: 1 });
	});

	test('changes the seconds of cpu between 1 and 15', () => {
		const cpu = (seconds: number) => picker({ kind: profileKinds.indexOf('cpu'), seconds });
		expect(press(cpu(5), '+').dialog).toMatchObject({ seconds: 6 });
		expect(press(cpu(15), 'right').dialog).toMatchObject({ seconds: 15 });
		expect(press(cpu(1), '-').dialog).toMatchObject({ seconds: 1 });
	});

	test('captures by Enter, and the next dialog is about that', () => {
		expect(press(picker({ level: 1 }), 'enter')).toEqual({
			dialog: { name: 'saved' },
			effect: { do: 'capture', server: 'N1', kind: profileKinds.indexOf('heap'), level: 1, seconds: 5 },
		});
	});

	test('captures nothing where that is off', () => {
		expect(press(picker(), 'enter', { off: true })).toEqual({});
		expect(press(picker(), 'j', { off: true })).toEqual({ dialog: picker() });
	});
});

describe('a capture', () => {
	const dialog: Dialog = { name: 'saved' };
	const request = { server: 'n1', kind: 'heap', level: 0 } as const;
	const saved: ProfileState = { step: 'saved', path: '/p', bytes: 1, ms: 1, mode: 0o600, ...request };
	const failed: ProfileState = { step: 'failed', message: 'no', ...request };
	const capturing: ProfileState = { step: 'capturing', startedAt: 0, hidden: false, ...request };

	test('under way can only be hidden', () => {
		for (const key of ['escape', 'enter', 'q'])
			expect(press(dialog, key, { profile: capturing })).toEqual({ effect: { do: 'hide-capture' } });
		for (const key of ['y', 's', 'P', 'r'])
			expect(press(dialog, key, { profile: capturing })).toEqual({ dialog });
	});

	test('that is saved can be copied, and another one taken', () => {
		expect(press(dialog, 'y', { profile: saved }).effect).toEqual({ do: 'copy-path' });
		expect(press(dialog, 's', { profile: saved }).effect).toEqual({ do: 'copy-scp' });
		expect(press(dialog, 'P', { profile: saved })).toEqual({ effect: { do: 'another-profile' } });
		expect(press(dialog, 'r', { profile: saved })).toEqual({ dialog });
		expect(press(dialog, 'enter', { profile: saved })).toEqual({});
	});

	test('that failed can be copied and tried again', () => {
		expect(press(dialog, 'y', { profile: failed }).effect).toEqual({ do: 'copy-error' });
		expect(press(dialog, 'r', { profile: failed })).toEqual({ effect: { do: 'another-profile' } });
		expect(press(dialog, 's', { profile: failed })).toEqual({ dialog });
	});
});

describe('the other dialogs', () => {
	const help: Dialog = { name: 'help', scroll: 0, search: '', searching: false };

	test('help scrolls, and closes by what opened it', () => {
		expect(press(help, 'j').dialog).toMatchObject({ scroll: 1 });
		expect(press(help, 'pagedown').dialog).toMatchObject({ scroll: 10 });
		expect(press(help, 'up').dialog).toMatchObject({ scroll: 0 });
		for (const key of ['?', 'escape', 'q', 'enter']) expect(press(help, key)).toEqual({});
	});

	test('help is searched as it is typed, with letters that are keys elsewhere', () => {
		const searching = press(help, '/').dialog ?? help;
		let now = searching;
		for (const key of ['q', 'j', 'space', 'k']) now = press(now, key).dialog ?? now;
		expect(now).toMatchObject({ search: 'qj k', searching: true });
		now = press(now, 'backspace').dialog ?? now;
		expect(now).toMatchObject({ search: 'qj ' });
		const kept = press(now, 'enter').dialog ?? now;
		expect(kept).toMatchObject({ search: 'qj ', searching: false });
		expect(press(kept, 'escape').dialog).toMatchObject({ search: '' });
		expect(press(now, 'escape').dialog).toMatchObject({ search: '', searching: false });
	});

	test('sorting is chosen by Enter and turned by O', () => {
		const sort = (cursor: number): Dialog => ({ name: 'sort', cursor });
		expect(press(sort(2), 'j').dialog).toEqual(sort(3));
		expect(press(sort(4), 'j').dialog).toEqual(sort(4));
		expect(press(sort(0), 'k').dialog).toEqual(sort(0));
		expect(press(sort(2), 'enter')).toEqual({ effect: { do: 'sort', index: 2 } });
		expect(press(sort(2), 'O')).toEqual({ effect: { do: 'reverse-sort' } });
		expect(press(sort(2), 'escape')).toEqual({});
	});

	test('kinds are switched off and on one by one, and the dialog stays', () => {
		const kinds: Dialog = { name: 'kinds', cursor: 0 };
		const off = press(kinds, 'space');
		expect(off).toEqual({ dialog: kinds, effect: { do: 'switch', off: ['connect'] } });
		expect(press(kinds, 'space', { eventsOff: ['connect', 'statsz'] }).effect).toEqual({
			do: 'switch',
			off: ['statsz'],
		});
		expect(press(kinds, 'j').dialog).toEqual({ name: 'kinds', cursor: 1 });
		for (const key of ['t', 'escape', 'q']) expect(press(kinds, key)).toEqual({});
	});
});
