// Keys through the controller: what they change on screen, and what they have done outside.

import { beforeEach, describe, expect, test } from 'vitest';
import type { ControllerFacts, Effects } from '../../source/app/controls.ts';
import { Controller } from '../../source/app/press-key.ts';
import { bindKeys } from '../../source/keys/keymap.ts';
import type { ActionsOff, ProfileState, ReloadState } from '../../source/model/action.ts';
import { profileKinds } from '../../source/model/action.ts';
import { systemScreens as screens } from '../../source/screens/registry.ts';
import { createTheme } from '../../source/theme.ts';
import { initialUi, isMain, listOf, topPlace, type UiState, withList } from '../../source/ui/ui-state.ts';
import { fleetSnapshot } from '../fixtures/fleet.ts';
import { dialogFacts } from '../helpers/dialogs.tsx';
import { lookOf, shownOf } from '../helpers/drawn.tsx';

let state: UiState;
let done: string[];
let history: ControllerFacts['history'];
let reload: ReloadState;
let profile: ProfileState;
let off: ActionsOff | undefined;
let interval: number;
let exports: ControllerFacts['exports'];
beforeEach(() => {
	state = initialUi(screens, { servers: { sort: { column: 'name', descending: false } } });
	done = [];
	history = {};
	reload = { step: 'asked' };
	profile = { step: 'idle' };
	off = undefined;
	interval = 2000;
	exports = {};
});

/** Effects that only say that they were asked for. */
const effects: Effects = {
	program: {
		quit: () => void done.push('quit'),
		suspend: () => void done.push('suspend'),
		repaint: () => void done.push('repaint'),
		refresh: () => void done.push('refresh'),
	},
	messages: { show: (target) => void done.push(`message ${target?.subject}`) },
	settings: {
		setInterval: (change) => void done.push(`interval ${change(interval)}`),
		setTheme: (name) => void done.push(`theme ${name}`),
		askSave: () => void done.push('ask save'),
		save: () => void done.push('save'),
		reset: () => void done.push('reset'),
	},
	output: {
		copyable: () => ({ text: 'x', what: 'it' }),
		copy: (text, what) => void done.push(`copy ${what}: ${text}`),
		export: () => void done.push('export'),
		exportPath: () => '/tmp/natstop-servers-<time>.json',
	},
	servers: {
		askReload: () => void done.push('ask reload'),
		reload: ({ name }) => void done.push(`reload ${name}`),
		askAct: () => void done.push('ask act'),
		act: (act, { cid, server }) => void done.push(`${act} ${cid} ${server.name}`),
	},
	rolls: {
		start: (servers) => void done.push(`roll ${servers.map(({ name }) => name).join(' ')}`),
		stop: () => void done.push('stop roll'),
		goOn: (again) => void done.push(`go on ${again}`),
		close: () => void done.push('close roll'),
		export: () => void done.push('export roll'),
	},
	tap: {
		hindrance: () => undefined,
		isOn: () => false,
		start: (subject) => void done.push(`tap ${subject}`),
		stop: () => void done.push('stop tap'),
		deeper: (by) => void done.push(`deeper ${by}`),
	},
	recording: {
		toggle: () => void done.push('record'),
		saveRing: (path) => void done.push(`save ring ${path}`),
	},
	time: {
		isBack: () => false,
		isReplay: () => false,
		span: () => undefined,
		step: (by) => void done.push(`step ${by}`),
		skip: (ms) => void done.push(`skip ${ms}`),
		goTo: (at) => void done.push(`go to ${at}`),
		toStart: () => void done.push('start'),
		toEnd: () => void done.push('end'),
		toEvent: (by) => void done.push(`event ${by}`),
		play: () => void done.push('play'),
		changeSpeed: (by) => void done.push(`speed ${by}`),
		compare: () => void done.push('compare'),
	},
	contexts: {
		names: () => ['prod', 'stage'],
		list: () => void done.push('list contexts'),
		watch: (name) => void done.push(`watch ${name}`),
	},
	profiles: {
		capture: ({ name }, { kind, level, seconds }) =>
			void done.push(`capture ${name} ${kind} ${level} ${seconds ?? '-'}`),
		captureMany: (servers, { kind }) =>
			void done.push(`capture ${servers.map(({ name }) => name).join(' ')} ${kind}`),
		closeMany: () => void done.push('close many'),
		hide: () => void done.push('hide'),
		view: (path) => void done.push(`view ${path}`),
		scpLine: () => 'scp x',
	},
};

/** Presses keys one after the other, each on the state the last one left. */
const press = (...keys: string[]): void => {
	const fleet = fleetSnapshot();
	const ui = {
		get: () => state,
		now: Date.now,
		change: (step: (before: UiState) => UiState) => {
			state = step(state);
		},
	};
	for (const key of keys) {
		new Controller(
			ui,
			{
				bound: bindKeys({}),
				screens,
				select: () => shownOf({ size: { columns: 120, rows: 40 }, fleet, ui: () => state }).selection,
				profile,
				look: () => lookOf(createTheme('mono', false), 120),
				lastProfile: { kind: profileKinds.indexOf('heap'), level: 0, seconds: 5 },
				history,
				exports,
				allServers: () => fleet.rows,
				dialogs: () =>
					dialogFacts({ servers: fleet.rows, off, reload, profile, eventsOff: listOf(state, 'events').off }),
			},
			effects,
		).press(key);
	}
};

const type = (text: string): void => press(...Array.from(text, (key) => (key === ' ' ? 'space' : key)));
const command = (line: string): void => {
	press(':');
	type(line);
	press('enter');
};

const names = fleetSnapshot()
	.rows.map(({ info }) => info.name)
	.sort();
const [first = '', second = ''] = names;

describe('a key', () => {
	test('has the effect of its action', () => {
		press('r', '+', '-', 'e', 'y', 'ctrl+l', 'ctrl+z', 'ctrl+c');
		expect(done).toEqual([
			...['refresh', 'interval 1000', 'interval 4000', 'export', 'copy it: x'],
			...['repaint', 'suspend', 'quit'],
		]);
	});

	test('q goes back before it quits', () => {
		press('enter', 'q');
		expect(isMain(state)).toBe(true);
		expect(done).toEqual([]);
		press('q');
		expect(done).toEqual(['quit']);
	});

	test('without a meaning does nothing', () => {
		const before = state;
		press('F', 'ctrl+x', 'é');
		expect(state).toBe(before);
	});
});

describe('a filter', () => {
	test('applies as it is typed and stays when it is kept', () => {
		press('/');
		type('east');
		expect(listOf(state, 'servers').filter).toBe('east');
		press('enter');
		expect(state.prompt).toBeUndefined();
		expect(listOf(state, 'servers').filter).toBe('east');
		expect(history.servers).toEqual(['east']);
	});

	test('that does not parse leaves the last good one in force, with the reason', () => {
		press('/');
		type('cpu>5 mem>');
		expect(listOf(state, 'servers').filter).toBe('cpu>5 mem');
		expect(state.prompt?.error).toBeDefined();
	});

	test('is gone when its prompt is left by Escape', () => {
		press('/');
		type('east');
		press('escape');
		expect(state.prompt).toBeUndefined();
		expect(listOf(state, 'servers').filter).toBe('');
	});

	test('comes back out of what was typed before', () => {
		history.servers = ['one', 'two'];
		press('/', 'up');
		expect(state.prompt?.text).toBe('two');
		press('up', 'up');
		expect(state.prompt?.text).toBe('one');
		press('down');
		expect(listOf(state, 'servers').filter).toBe('two');
	});

	test('takes letters that are keys elsewhere', () => {
		press('/');
		type('qRP');
		expect(state.prompt?.text).toBe('qRP');
		expect(done).toEqual([]);
	});
});

describe('a reload', () => {
	test('is asked about and sent by y', () => {
		press('R');
		expect(state.dialog?.name).toBe('reload');
		expect(done).toEqual(['ask reload']);
		press('y');
		expect(done).toEqual(['ask reload', `reload ${first}`]);
	});

	test('is not sent where it is off', () => {
		off = 'read-only';
		press('R', 'y', 'escape');
		expect(done).toEqual(['ask reload']);
		expect(state.dialog).toBeUndefined();
	});

	test('is sent to the server the dialog is about, wherever the cursor is by then', () => {
		press('R');
		state = withList(state, 'servers', { cursor: 'elsewhere' });
		press('y');
		expect(done.at(-1)).toBe(`reload ${first}`);
	});

	test('that was refused gives the words of the server to the clipboard', () => {
		press('R');
		reload = { step: 'refused', code: 500, description: 'no' };
		press('y');
		expect(done.at(-1)).toBe('copy the error: 500 no');
	});

	test('that was not answered has no error to copy', () => {
		press('R');
		reload = { step: 'no-answer', ms: 5000 };
		press('y');
		expect(done.filter((what) => what.startsWith('copy'))).toEqual([]);
	});
});

describe('a profile', () => {
	test('is picked with its level and captured by Enter', () => {
		press('P', 'g', '2', 'enter');
		expect(done).toEqual([`capture ${first} goroutine 2 -`]);
		expect(state.dialog).toEqual({ name: 'saved' });
	});

	test('of the cpu has seconds and no level', () => {
		press('P', '1', 'c', '+', 'enter');
		expect(done).toEqual([`capture ${first} cpu 0 6`]);
	});

	test('is not taken while another is under way', () => {
		profile = { step: 'capturing', startedAt: 0, hidden: true, server: first, kind: 'cpu', level: 0 };
		press('P');
		expect(state.dialog).toBeUndefined();
		expect(state.toast?.text).toBe('a capture is under way');
	});

	test('that failed gives its own error to the clipboard, also after a reload that was refused', () => {
		state = { ...state, dialog: { name: 'saved' } };
		reload = { step: 'refused', code: 500, description: 'no' };
		profile = { step: 'failed', message: 'no such file', server: second, kind: 'heap', level: 0 };
		press('y');
		expect(done.at(-1)).toBe('copy the error: no such file');
	});

	test('that failed is tried again on its own server', () => {
		state = { ...state, dialog: { name: 'saved' } };
		profile = { step: 'failed', message: 'no', server: second, kind: 'heap', level: 0 };
		press('r');
		const row = fleetSnapshot().rows.find(({ info }) => info.name === second);
		expect(state.dialog).toMatchObject({ name: 'profile', server: row?.key });
	});
});

describe('the command line', () => {
	test('opens, reloads and profiles servers by name', () => {
		command(`open ${second}`);
		expect(topPlace(state)).toMatchObject({ screen: 'servers', open: { tab: 'overview' } });
		command(`reload ${second}`);
		expect(state.dialog).toMatchObject({ name: 'reload' });
		press('y', 'escape');
		expect(done).toContain(`reload ${second}`);
		command(`profile ${second} threadcount`);
		expect(state.dialog).toMatchObject({ name: 'profile', kind: profileKinds.indexOf('threadcreate') });
	});

	test('opens a screen for one server, account or filter', () => {
		const scopeOf = (line: string) => {
			command(line);
			return topPlace(state);
		};
		expect(scopeOf('connections')).toEqual({ screen: 'connections' });
		expect(scopeOf('connections east-2')).toEqual({ screen: 'connections', scope: 'server=east-2' });
		expect(scopeOf('closed APP')).toEqual({ screen: 'closed', scope: 'acc=APP' });
		expect(scopeOf('connections acc=IOT in>10')).toEqual({
			...{ screen: 'connections', scope: 'acc=IOT in>10' },
		});
		const before = state;
		for (const wrong of ['closed subject=x', 'connections subject=x', 'accounts foo>bar']) {
			expect(scopeOf(wrong)).toEqual(topPlace(before));
			expect(state.toast?.token).toBe('warn');
		}
	});

	test('opens a screen for the account of a name that only begins that of a server', () => {
		command('connections east');
		expect(topPlace(state)).toEqual({ screen: 'connections', scope: 'acc=east' });
	});

	test('opens a screen whole, and a part of it without what was filtered before', () => {
		command('connections');
		press('/', ...'name:web', 'enter');
		command('connections east-2');
		expect(listOf(state, 'connections').filter).toBe('');
		command('connections');
		expect(topPlace(state)).toEqual({ screen: 'connections' });
	});

	test('and the tabs of its number key keep to what it is narrowed to, where they know the terms', () => {
		const placeAfter = (line: string, ...keys: string[]) => {
			command(line);
			press(...keys);
			return topPlace(state);
		};
		expect(placeAfter('connections APP', 'tab')).toEqual({ screen: 'closed', scope: 'acc=APP' });
		expect(placeAfter('connections APP', 'tab', 'tab')).toEqual({ screen: 'connections', scope: 'acc=APP' });
		expect(placeAfter('closed east-2', 'tab')).toEqual({ screen: 'connections', scope: 'server=east-2' });
		// What somebody listens to is not known of who has gone.
		expect(placeAfter('connections acc=APP subject=x', 'tab')).toEqual({ screen: 'closed' });
		expect(placeAfter('connections', 'tab')).toEqual({ screen: 'closed' });
	});

	test('asks before it kicks or moves a connection by its number', () => {
		command('kick 4711@east-2');
		const target = { cid: 4711, server: { name: 'east-2' }, name: '' };
		expect(state.dialog).toMatchObject({ name: 'act', act: 'kick', target });
		expect(done).toEqual(['ask act']);
		press('y', 'escape');
		expect(done).toEqual(['ask act', 'kick 4711 east-2']);
		command('move 4711@east-9');
		expect(state.prompt?.error).toMatch(/^no server "east-9"/);
	});

	test('says which server it does not know', () => {
		command('reload nobody');
		expect(state.prompt?.error).toMatch(/^no server "nobody": \S+\?$/);
		press('escape');
		command('open eat-2');
		expect(state.prompt?.error).toBe('no server "eat-2": east-2?');
		expect(done).toEqual([]);
	});

	test('takes no server for another that only begins as it was typed', () => {
		for (const line of ['reload east', 'profile east heap', 'open east']) {
			command(line);
			expect(state.toast?.text).toBe('"east" is ambiguous: east-1, east-2, east-3');
			expect(state.dialog).toBeUndefined();
			expect(isMain(state)).toBe(true);
		}
	});

	test('filters what has the focus', () => {
		press('3');
		command('filter kind:auth');
		expect(listOf(state, 'events').filter).toBe('kind:auth');
		expect(listOf(state, 'servers').filter).toBe('');
	});

	test('sorts, filters, and changes the pace and the colours', () => {
		command('sort mem asc');
		expect(listOf(state, 'servers').sort).toEqual({ column: 'mem', descending: false });
		command('filter east');
		expect(listOf(state, 'servers').filter).toBe('east');
		expect(state.prompt).toBeUndefined();
		command('interval 500ms');
		command('theme mono');
		command('refresh');
		command('quit');
		expect(done).toEqual(['interval 500', 'theme mono', 'refresh', 'quit']);
	});

	test('asks before it saves settings, and puts them back', () => {
		command('save');
		command('reset');
		expect(done).toEqual(['ask save', 'reset']);
		state = { ...state, dialog: { name: 'save', path: '/c', changes: [], scroll: 0 } };
		press('y');
		expect(done.at(-1)).toBe('save');
		expect(state.dialog).toBeUndefined();
	});

	test('stays open with the reason when it is wrong', () => {
		command('reloat');
		expect(state.prompt).toMatchObject({ text: 'reloat', error: 'no command "reloat": reload?' });
		press('escape');
		command('filter cpu>');
		expect(state.prompt?.error).toBeDefined();
	});

	test('completes names by Tab', () => {
		press(':');
		type('rel');
		press('tab');
		expect(state.prompt?.text).toBe('reload ');
		type(second);
		press('tab', 'enter');
		expect(state.dialog).toMatchObject({ name: 'reload' });
	});
});

describe('other dialogs', () => {
	test('sort by the column that was chosen', () => {
		press('o', 'down', 'enter');
		expect(state.dialog).toBeUndefined();
		expect(listOf(state, 'servers').sort.column).not.toBe('name');
		const { descending } = listOf(state, 'servers').sort;
		press('o', 'O');
		expect(listOf(state, 'servers').sort.descending).toBe(!descending);
	});

	test('switch kinds of events off', () => {
		press('t', 'space', 'escape');
		expect(listOf(state, 'events').off).toContain('connect');
		expect(state.dialog).toBeUndefined();
	});
});

describe('guards', () => {
	test('the key for faster stops at a second, and does not slow down what was typed to be faster', () => {
		press('+');
		interval = 1500;
		press('+');
		interval = 1000;
		press('+');
		interval = 500;
		press('+');
		expect(done).toEqual(['interval 1000', 'interval 1000', 'interval 1000', 'interval 500']);
	});

	test('a second export within a minute is asked about, and a key that is held down writes one file', () => {
		exports = { path: '/tmp/natstop-servers-1.json', at: Date.now() - 30_000 };
		press('e', 'e', 'e', 'enter');
		expect(done).toEqual([]);
		expect(state.dialog).toBeUndefined();
		press('e');
		expect(state.dialog).toEqual({
			name: 'export',
			path: '/tmp/natstop-servers-<time>.json',
			last: '/tmp/natstop-servers-1.json',
		});
		press('y');
		expect(done).toEqual(['export']);
		expect(state.dialog).toBeUndefined();
		exports = { path: '/tmp/natstop-servers-1.json', at: Date.now() - 61_000 };
		press('e');
		expect(done).toEqual(['export', 'export']);
	});
});

test('S begins and ends a recording, and :save-ring needs the name of a file', () => {
	press('S');
	command('save-ring last.natstop.gz');
	expect(done).toEqual(['record', 'save ring last.natstop.gz']);
	command('save-ring');
	expect(state.prompt?.error).toBe('to which file? save-ring FILE');
});
