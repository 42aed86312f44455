// The dialog of a capture: its keys, and what it says at every size.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type SavedDialog, saved } from '../../source/dialogs/saved.ts';
import type { ProfileState } from '../../source/model/action.ts';
import { createTheme } from '../../source/theme.ts';
import { expectLater, type Recording, sizes } from '../helpers/app-screen.tsx';
import { copied, dialogFacts, expectDialog, overLog, plain, press } from '../helpers/dialogs.tsx';

const dialog: SavedDialog = { name: 'saved' };
const request = { server: 'east-2', kind: 'heap', level: 0 } as const;
const path = '/home/ops/natstop-east-2-heap-d0-20260921T120454Z.pprof';
const done = { step: 'saved', path, bytes: 421_888, ms: 900, mode: 0o600, ...request } as const;
const failed: ProfileState = { step: 'failed', message: 'no', ...request };
const capturing: ProfileState = { step: 'capturing', startedAt: 0, hidden: false, ...request };
const scpHost = 'bastion-1';

test('a capture under way can only be hidden', () => {
	for (const key of ['escape', 'enter', 'q'])
		expect(press(dialog, key, { profile: capturing })).toEqual({ effect: { do: 'hide-capture' } });
	for (const key of ['y', 's', 'P', 'r'])
		expect(press(dialog, key, { profile: capturing })).toEqual({ dialog });
});

test('the path of a saved profile can be copied, and another one taken', () => {
	expect(press(dialog, 'y', { profile: done }).effect).toEqual({ do: 'copy', text: path, what: 'the path' });
	expect(press(dialog, 's', { profile: done }).effect).toEqual({ do: 'copy-scp' });
	expect(press(dialog, 'P', { profile: done })).toEqual({ effect: { do: 'another-profile' } });
	expect(press(dialog, 'r', { profile: done })).toEqual({ dialog });
});

test('Enter opens a saved profile in the viewer, a text of level 2 too', () => {
	const effect = { do: 'view-profile', paths: [path] };
	expect(press(dialog, 'enter', { profile: done })).toEqual({ effect });
	expect(press(dialog, 'enter', { profile: { ...done, kind: 'goroutine', level: 2 } })).toEqual({ effect });
	expect(press(dialog, 'enter', { profile: failed })).toEqual({});
});

test('the error of a failed capture can be copied, and the capture tried again', () => {
	expect(press(dialog, 'y', { profile: failed }).effect).toEqual({
		do: 'copy',
		text: 'no',
		what: 'the error',
	});
	expect(press(dialog, 'r', { profile: failed })).toEqual({ effect: { do: 'another-profile' } });
	expect(press(dialog, 's', { profile: failed })).toEqual({ dialog });
});

test('a capture that is hidden or was never asked for has no box', () => {
	for (const profile of [{ step: 'idle' } as const, { ...capturing, hidden: true }])
		expect(saved.rows(dialog, dialogFacts({ profile }))).toEqual([]);
});

/** The picker's first kind is heap, the selected server east-2. */
const expectCaptured = (
	name: string,
	size: Recording['size'],
	keys: readonly string[],
	app: Recording['app'],
) => expectDialog(name, { size, app: { scpHost, ...app } }, ['P', ...keys, 'enter']);

beforeEach(() => {
	vi.spyOn(process, 'cwd').mockReturnValue('/home/ops');
});
afterEach(() => {
	vi.restoreAllMocks();
});

test.each(sizes)(
	'a saved profile says where it is and how to open and fetch it, at $columns x $rows, ascii $ascii',
	(size) => expectCaptured('profile-saved', size, [], { capture: async () => done }),
);

const [small] = sizes;

test('a capture under way shows how long it runs', () =>
	expectLater(
		'profile-capturing',
		{ size: small, app: { capture: () => new Promise(() => {}) } },
		{ keys: [...overLog, 'P', 'c', 'enter'], ms: 2100, shows: '2.1s' },
	));

test('a failed capture keeps the words of the server', () =>
	expectCaptured('profile-failed', small, ['m'], {
		capture: async () => ({ ...failed, message: 'Profile "mutex" not found', kind: 'mutex' }),
	}));

test('the long path of a profile is wrapped, never cut, on the narrowest screen', () => {
	const long = `/var/lib/a-rather-long-name-of-a-directory/${'x'.repeat(60)}.pprof`;
	const screen = { columns: 60, theme: createTheme('mono', true) };
	const rows = saved.rows(dialog, dialogFacts({ profile: { ...done, path: long }, scpHost, screen }));
	expect(plain(rows).every((row) => row.length === 58)).toBe(true);
	expect(copied(rows)).toContain(long);
	expect(copied(rows)).toContain(`${scpHost}:${long}`);
});
