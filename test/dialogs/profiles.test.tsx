// One kind of profile of several servers: the picker, and the page while they come and after.

import { expect, test } from 'vitest';
import type { JobState, ProfileMany } from '../../source/model/profile-many.ts';
import { profilesAtOnce } from '../../source/model/profile-many.ts';
import { now } from '../fixtures/fleet.ts';
import { expectApp, sizes } from '../helpers/app-screen.tsx';
import { press, serverNamed } from '../helpers/dialogs.tsx';

const servers = ['east-2', 'east-1', 'east-3', 'west-1'].map((name) => {
	const { key, info } = serverNamed(name);
	return { key, id: info.id, name };
});

const manyIn = (states: readonly JobState[], over: Partial<ProfileMany> = {}): ProfileMany => ({
	request: { kind: 'heap', level: 0 },
	jobs: servers.map((server, index) => ({ server, state: states[index] ?? { step: 'waits' } })),
	...{ stamp: '20260921T120454Z', directory: '/home/ops', startedAt: now - 2100 },
	...over,
});

const saved = (name: string): JobState => ({
	...{ step: 'saved', ms: 900, bytes: 412 * 1024 },
	path: `/home/ops/natstop-${name}-heap-d0-20260921T120454Z.pprof`,
});
const page = { name: 'profiles' } as const;

test('a cpu profile is asked of all servers at once, others of four at a time', () => {
	expect(profilesAtOnce('cpu', 40)).toBe(40);
	expect(profilesAtOnce('heap', 40)).toBe(4);
});

test('the paths of all saved profiles are copied, each on a line', () => {
	const many = manyIn([saved('east-2'), saved('east-1'), { step: 'failed', message: 'no' }]);
	expect(press(page, 'y', { many }).effect).toEqual({
		...{ do: 'copy', what: 'the paths' },
		text: ['east-2', 'east-1']
			.map((name) => `/home/ops/natstop-${name}-heap-d0-20260921T120454Z.pprof`)
			.join('\n'),
	});
	expect(press(page, 's', { many, scpHost: 'bastion-1' }).effect).toMatchObject({
		text: "scp 'bastion-1:/home/ops/natstop-*-heap-d0-20260921T120454Z.pprof' .",
	});
	expect(press(page, 'y', { many: manyIn([]) }).effect).toBeUndefined();
});

test('Escape hides profiles that are captured, and closes those that have ended; P takes another then', () => {
	expect(press(page, 'escape', { many: manyIn([]) })).toEqual({});
	const ended = manyIn([saved('east-2')], { endedAt: now });
	expect(press(page, 'escape', { many: ended })).toEqual({ effect: { do: 'profiles-close' } });
	expect(press(page, 'P', { many: ended })).toEqual({ effect: { do: 'profiles-again' } });
	expect(press(page, 'P', { many: manyIn([]) })).toEqual({ dialog: page });
});

test('Enter opens what was saved once all have ended, several as their sum, and leaves the page open', () => {
	const states = [saved('east-2'), saved('east-1'), { step: 'failed', message: 'no' }] as const;
	const paths = ['east-2', 'east-1'].map(
		(name) => `/home/ops/natstop-${name}-heap-d0-20260921T120454Z.pprof`,
	);
	expect(press(page, 'enter', { many: manyIn(states, { endedAt: now }) })).toEqual({
		dialog: page,
		effect: { do: 'view-profile', paths },
	});
	expect(press(page, 'enter', { many: manyIn(states) })).toEqual({});
	const failed = manyIn([{ step: 'failed', message: 'no' }], { endedAt: now });
	expect(press(page, 'enter', { many: failed })).toEqual({ effect: { do: 'profiles-close' } });
});

const marks = ['m', 'm', 'm', 'm', 'k', 'k', 'k'];

test('the picker of a profile says that it is of several servers', () =>
	expectApp('profile-many-picker', { size: sizes[0] }, [...marks, 'P']));

test.each([...sizes, { columns: 60, rows: 15, ascii: false }])(
	'profiles of several servers are listed with sizes and the words of who failed, at $columns x $rows, ascii $ascii',
	(size) =>
		expectApp(
			'profile-many',
			{
				size,
				config: { dir: '/home/ops' },
				app: {
					scpHost: 'bastion-1',
					capture: async (_, __, request, { stamp }) =>
						request.server === 'east-3'
							? {
									step: 'failed',
									message: 'no responders: east-3 may have gone, or is older than 2.10',
									...request,
								}
							: request.server === 'west-1'
								? new Promise(() => {})
								: {
										...{ step: 'saved', bytes: 412 * 1024, ms: 900, mode: 0o600, ...request },
										path: `/home/ops/natstop-${request.server}-heap-d0-${stamp}.pprof`,
									},
				},
			},
			[...marks, 'P', 'enter'],
		),
);
