// What was changed on screen, as settings: only that, in the words of the configuration file.

import { describe, expect, test } from 'vitest';
import { changedSettings, type Settings } from '../../source/config/changed-settings.ts';
import { type GivenList, givenLists } from '../../source/screens/given-lists.ts';
import { screens } from '../../source/screens/registry.ts';
import { initialUi } from '../../source/ui/ui-state.ts';

const settings = (
	given: Readonly<Record<string, GivenList>> = {},
	more: Partial<Settings> = {},
): Settings => ({
	...{ interval: 2000, theme: 'default' },
	lists: initialUi(screens, givenLists(screens, given)).lists,
	...more,
});

const changes = (before: Settings, now: Settings) => changedSettings(screens, before, now);

describe('changed settings', () => {
	test('are none where nothing has changed', () => {
		expect(changes(settings(), settings())).toEqual([]);
		expect(changes(settings(), settings({ servers: { columns: [] } }))).toEqual([]);
	});

	test('are an interval, in the shortest words, and a theme', () => {
		expect(changes(settings(), settings({}, { interval: 1500, theme: 'light' }))).toEqual([
			{ name: 'interval', from: '2s', to: '1.5s', values: [{ path: ['interval'], value: '1.5s' }] },
			{ name: 'theme', from: 'default', to: 'light', values: [{ path: ['theme'], value: 'light' }] },
		]);
		expect(changes(settings(), settings({}, { interval: 300 }))[0]?.to).toBe('300ms');
	});

	test('are columns; none of them are as many as there is room for', () => {
		expect(changes(settings({ servers: { columns: ['name', 'mem'] } }), settings())).toEqual([
			{
				name: 'servers columns',
				...{ from: 'name mem', to: 'as there is room' },
				values: [{ path: ['screens', 'servers', 'columns'], value: [] }],
			},
		]);
	});

	test('are a sort with its way, also where a flag chose the column', () => {
		const path = ['screens', 'servers'];
		const [mem, reversed] = [{ sort: 'mem' }, { sort: 'mem', reverse: true }];
		expect(changes(settings(), settings({ servers: mem }))).toEqual([
			{
				name: 'servers sort',
				...{ from: 'trouble', to: 'mem' },
				values: [{ path: [...path, 'sort'], value: 'mem' }],
			},
		]);
		expect(changes(settings({ servers: mem }), settings({ servers: reversed }))[0]?.values).toEqual([
			{ path: [...path, 'sort'], value: 'mem' },
			{ path: [...path, 'reverse'], value: true },
		]);
		expect(changes(settings({ servers: reversed }), settings({ servers: mem }))[0]).toMatchObject({
			...{ from: 'mem reversed', to: 'mem' },
			values: [{ value: 'mem' }, { path: [...path, 'reverse'], value: false }],
		});
	});

	test('of a log are its filter alone', () => {
		const now = settings({ events: { filter: 'kind:auth', sort: 'kind' } });
		expect(changes(settings(), now)).toEqual([
			{
				name: 'events filter',
				...{ from: 'none', to: 'kind:auth' },
				values: [{ path: ['screens', 'events', 'filter'], value: 'kind:auth' }],
			},
		]);
	});

	test('of every screen are written so that natstop starts with them again', () => {
		for (const screen of screens) {
			const [, second] = screen.columns;
			const wanted: GivenList =
				screen.list === 'table' && second
					? { columns: ['name', second.id], sort: second.id, reverse: true, filter: 'x' }
					: { filter: 'x' };
			const values = changes(settings(), settings({ [screen.id]: wanted })).flatMap((one) => one.values);
			const written = Object.fromEntries(values.map(({ path, value }) => [path.at(-1), value]));
			expect(settings({ [screen.id]: written })).toEqual(settings({ [screen.id]: wanted }));
		}
	});
});
