// The picker of a profile: its keys, and what it says at every size.

import { expect, test } from 'vitest';
import type { DialogStep } from '../../source/dialogs/dialog.ts';
import type { Dialog } from '../../source/dialogs/dialog-state.ts';
import type { ProfileDialog } from '../../source/dialogs/profile.ts';
import { profileKinds } from '../../source/model/action.ts';
import { sizes } from '../helpers/app-screen.tsx';
import { expectDialog, press, serverNamed } from '../helpers/dialogs.tsx';

const server = serverNamed('east-2');
const picker = (over: Partial<ProfileDialog> = {}): ProfileDialog => ({
	name: 'profile',
	server: server.key,
	kind: profileKinds.indexOf('heap'),
	level: 0,
	seconds: 5,
	...over,
});
const kindOf = ({ dialog }: DialogStep<Dialog>) => dialog?.name === 'profile' && profileKinds[dialog.kind];

test('the picker of a profile moves through the kinds and stops at the ends', () => {
	expect(kindOf(press(picker(), 'j'))).toBe('mutex');
	expect(kindOf(press(picker(), 'up'))).toBe('goroutine');
	expect(kindOf(press(picker({ kind: 0 }), 'k'))).toBe('allocs');
	expect(kindOf(press(picker({ kind: profileKinds.length - 1 }), 'down'))).toBe('threadcreate');
});

test('the picker of a profile goes to a kind by its letter', () => {
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

test('the level of a profile changes within what its kind has', () => {
	expect(press(picker(), '1').dialog).toMatchObject({ level: 1 });
	expect(press(picker(), '2').dialog).toMatchObject({ level: 1 });
	const goroutine = picker({ kind: profileKinds.indexOf('goroutine') });
	expect(press(goroutine, '2').dialog).toMatchObject({ level: 2 });
	expect(press(picker({ level: 1 }), '0').dialog).toMatchObject({ level: 0 });
	expect(press(picker(), 'left').dialog).toMatchObject({ level: 0 });
	expect(press(picker(), 'right').dialog).toMatchObject({ level: 1 });
});

test('the picker of a profile leaves a level behind that the next kind does not have', () => {
	const stacks = picker({ kind: profileKinds.indexOf('goroutine'), level: 2 });
	expect(press(stacks, 'j').dialog).toMatchObject({ level: 1 });
});

test('the seconds of a cpu profile stay between 1 and 15', () => {
	const cpu = (seconds: number) => picker({ kind: profileKinds.indexOf('cpu'), seconds });
	expect(press(cpu(5), '+').dialog).toMatchObject({ seconds: 6 });
	expect(press(cpu(15), 'right').dialog).toMatchObject({ seconds: 15 });
	expect(press(cpu(1), '-').dialog).toMatchObject({ seconds: 1 });
});

test('the picker of a profile captures by Enter, and the next dialog is about that', () => {
	const kind = profileKinds.indexOf('heap');
	expect(press(picker({ level: 1 }), 'enter')).toEqual({
		dialog: { name: 'saved' },
		effect: { do: 'capture', server: server.key, kind, level: 1, seconds: 5 },
	});
});

test('the picker of a profile captures nothing where that is off', () => {
	expect(press(picker(), 'enter', { off: 'disconnected' })).toEqual({});
	expect(press(picker(), 'j', { off: 'disconnected' })).toEqual({ dialog: picker() });
});

test.each(sizes)('a profile is picked by kind and level, at $columns x $rows, ascii $ascii', (size) =>
	expectDialog('profile-picker', { size }, ['P']),
);

const [small] = sizes;

test('a cpu profile is picked by length instead of level', () =>
	expectDialog('profile-picker-cpu', { size: small }, ['P', 'c']));

test('a goroutine profile alone has a second level', () =>
	expectDialog('profile-picker-goroutine', { size: small }, ['P', 'g', '2']));
