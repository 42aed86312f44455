// The question before a rolling reload, and its page in every state.

import { expect, test } from 'vitest';
import { rollReport } from '../../source/dialogs/roll-page.ts';
import { type Roll, type RollState, rollOf, rollServers } from '../../source/model/rolling-reload.ts';
import { now } from '../fixtures/fleet.ts';
import { expectApp, openApp, sizes } from '../helpers/app-screen.tsx';
import { boxText, press, serverNamed } from '../helpers/dialogs.tsx';
import { waitFor } from '../helpers/wait-for.ts';

const servers = rollServers(['east-2', 'east-1', 'east-3', 'west-1'].map((name) => serverNamed(name)));

const rollIn = (states: readonly RollState[], over: Partial<Roll> = {}): Roll => {
	const roll = rollOf(servers, now - 18_000, 120_000);
	const entries = roll.entries.map((entry, index) => ({ ...entry, state: states[index] ?? entry.state }));
	return { ...roll, entries, ...over };
};

const done = (text = 'digest 3fa1… → 9c02…'): RollState => ({
	...{ step: 'done', ms: 1200, healthyMs: 1100, text, isNew: true },
});
const running = rollIn([
	done(),
	done(),
	{ step: 'checking', at: now - 14_000, text: "JetStream stream 'APP > A' is not current" },
]);
const refused = rollIn(
	[
		done(),
		done(),
		{
			...{ step: 'stopped', ms: 8, word: 'refused', keeps: true },
			text: '500 config reload not supported for jetstream storage directory',
		},
		{ step: 'not asked' },
	],
	{ endedAt: now + 3000 },
);

const ask = { name: 'roll-ask', servers } as const;

test('the leader of the meta group is asked last, whatever the order of the table', () => {
	expect(servers.map(({ name }) => name)).toEqual(['east-2', 'east-3', 'west-1', 'east-1']);
});

test('the question before a rolling reload is answered by y alone', () => {
	expect(press(ask, 'y')).toEqual({ dialog: { name: 'roll' }, effect: { do: 'roll', servers } });
	for (const key of ['Y', 'r', 'R', 'space']) expect(press(ask, key)).toEqual({ dialog: ask });
	for (const key of ['n', 'enter', 'escape', 'q']) expect(press(ask, key)).toEqual({});
	expect(press(ask, 'y', { off: 'read-only' })).toEqual({ dialog: ask });
});

test('a server that is too old or down is named as not asked, and cannot be the only one', () => {
	const old = serverNamed('west-2');
	const rows = [{ ...old, info: { ...old.info, version: '2.9.10' } }];
	const dialog = { name: 'roll-ask', servers: rollServers(rows) } as const;
	expect(boxText(dialog, { servers: rows })).toContain('too old: 2.9.10, not asked');
	expect(press(dialog, 'y')).toEqual({ dialog });
});

test('Escape hides a rolling reload that runs, and closes the result of one that has ended', () => {
	const dialog = { name: 'roll' } as const;
	expect(press(dialog, 'escape', { roll: running })).toEqual({});
	expect(press(dialog, 'escape', { roll: refused })).toEqual({ effect: { do: 'roll-close' } });
});

test('s stops a rolling reload after the running server, and goes on without the one that stopped it', () => {
	const dialog = { name: 'roll' } as const;
	expect(press(dialog, 's', { roll: running }).effect).toEqual({ do: 'roll-stop' });
	expect(press(dialog, 's', { roll: refused }).effect).toEqual({ do: 'roll-go-on', again: false });
	expect(press(dialog, 'r', { roll: refused }).effect).toEqual({ do: 'roll-go-on', again: true });
	expect(press(dialog, 'r', { roll: running }).effect).toBeUndefined();
	expect(press(dialog, 'r', { roll: refused, off: 'disconnected' }).effect).toBeUndefined();
});

test('the report of a rolling reload has a line for each server', () => {
	expect(rollReport(refused).split('\n').slice(1)).toEqual([
		'east-2  done  1.2s  digest 3fa1… → 9c02…, healthy in 1.1s',
		'east-3  done  1.2s  digest 3fa1… → 9c02…, healthy in 1.1s',
		'west-1  refused  8ms  500 config reload not supported for jetstream storage directory',
		'east-1  not asked',
	]);
	expect(press({ name: 'roll' }, 'y', { roll: refused }).effect).toMatchObject({
		do: 'copy',
		what: 'the report',
	});
	expect(press({ name: 'roll' }, 'e', { roll: refused }).effect).toEqual({ do: 'roll-export' });
});

const marks = ['m', 'm', 'm', 'm', 'k', 'k', 'k'];

test.each(sizes)(
	'marked servers are listed before they are reloaded, at $columns x $rows, ascii $ascii',
	(size) => expectApp('marked-reload-confirm', { size }, [...marks, 'R']),
);

test.each([...sizes, { columns: 60, rows: 15, ascii: false }])(
	'a rolling reload that a server refuses says what is true of each, at $columns x $rows, ascii $ascii',
	(size) => {
		const outcomes = new Map<string, 'refused'>();
		return expectApp(
			'rolling-refused',
			{
				size,
				app: {
					sendReload: async (_, id) => {
						outcomes.set(id, 'refused');
						return {
							state: {
								...{ step: 'refused', code: 500 },
								description: 'config reload not supported for jetstream storage directory',
							},
						};
					},
				},
			},
			[...marks, 'R', 'y'],
		);
	},
);

test('a rolling reload that runs is in the header while its page is hidden, and R shows it again', async () => {
	const screen = await openApp({
		size: { columns: 120, rows: 40 },
		app: { sendReload: () => new Promise(() => {}) },
	});
	try {
		await screen.press(...marks, 'R', 'y');
		expect(screen.text()).toContain('Rolling reload');
		await screen.press('\x1b');
		await waitFor(() => !screen.text().includes('Rolling reload'), { what: 'the page to be hidden' });
		expect(screen.text()).toContain('reload 0/4');
		await screen.press('R');
		expect(screen.text()).toContain('Rolling reload');
		await screen.press('enter', 'q');
		expect(screen.text()).toContain('A rolling reload is under way.');
		await screen.press('n');
		expect(screen.text()).not.toContain('Leave natstop');
	} finally {
		screen.close();
	}
});
