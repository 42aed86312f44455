// Keys of the viewer of profiles, on recorded profiles and made ones.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ViewerStore } from '../../../source/hooks/viewer-store.ts';
import { workOnShapes } from '../../../source/model/profile/tree-shape.ts';
import { createTheme } from '../../../source/theme.ts';
import { labelsOf, treeOf } from '../../../source/ui/profile/derived.ts';
import { flameRows, frameOfCall } from '../../../source/ui/profile/flame-layout.ts';
import { rawText } from '../../../source/ui/profile/raw-text.ts';
import { stackList, tellingName } from '../../../source/ui/profile/stack-list.ts';
import { relativesOf, topList, topNode } from '../../../source/ui/profile/top-list.ts';
import { pressViewer } from '../../../source/ui/profile/viewer-keys.ts';
import { openViewer, showing, summed, type ViewerState } from '../../../source/ui/profile/viewer-state.ts';
import { viewerRows } from '../../../source/views/profile/viewer-rows.ts';
import { encode, profileOf, recorded, recordedText } from '../../helpers/profiles.ts';

const size = { columns: 80, rows: 24 };
const cpu = openViewer({ profile: recorded('2.15.3-cpu.before'), name: 'east-2', kind: 'cpu' });

const press = (state: ViewerState, ...keys: readonly string[]): ViewerState =>
	keys.reduce((now, key) => pressViewer(now, key, size).state, state);

test('of two accounts and three streams the ones that are written hardest are first of their labels', () => {
	for (const version of ['2.10.27', '2.15.3']) {
		const labels = labelsOf(recorded(`${version}-hot-cpu`), 1);
		const valuesOf = (wanted: string): readonly string[] =>
			labels.filter(({ key }) => key === wanted).map(({ value }) => value);
		expect(valuesOf('account')).toEqual(['APP', 'BILLING']);
		expect(valuesOf('stream')).toEqual(['ORDERS', 'AUDIT', 'BILLS']);
		expect(labels[0]).toMatchObject({ key: 'account', value: 'APP' });
		expect(labels[0]?.sum ?? 0).toBeGreaterThan(5 * (labels[1]?.sum ?? 0));
	}
});

test('Enter on a label narrows every view to it', () => {
	const narrowed = press(cpu, ']', ']', ']', 'enter');
	expect(narrowed).toMatchObject({ view: 'top', label: { key: 'account', value: 'APP' } });
	const sum = (state: ViewerState): number => topList(state).reduce((all, { flat }) => all + flat, 0);
	expect(sum(narrowed)).toBe(labelsOf(cpu.shown, cpu.type)[0]?.sum);
	expect(sum(narrowed)).toBeLessThan(sum(cpu));
});

test('Enter on a caller goes to it, even where the filter hides it', () => {
	const found = press(cpu, '/', ...'memmove', 'enter');
	expect(topNode(found)?.name).toBe('runtime.memmove');
	const caller = press(found, 'enter', 'enter');
	const node = topNode(caller);
	expect(
		node &&
			relativesOf(caller, node)
				.filter((call) => !call.caller)
				.map(({ name }) => name),
	).toContain('runtime.memmove');
	expect(caller.top.filter).toBe('');
});

test('Space shows the next sample type, and sorting goes through flat, cum and name', () => {
	expect(press(cpu, 'space').type).toBe(0);
	const byCum = topList(press(cpu, '>'));
	expect(byCum[0]?.cum).toBe(Math.max(...byCum.map(({ cum }) => cum)));
	const names = topList(press(cpu, '<')).map(({ name }) => name);
	expect(names).toEqual(names.toSorted());
	expect(topList(press(cpu, '<', 'O')).map(({ name }) => name)).toEqual(names.toReversed());
});

test('the frames of a flame graph lie within their callers and beside each other, at any width', () => {
	for (const flipped of [false, true])
		for (const width of [58, 80, 200]) {
			const rows = flameRows(treeOf(cpu.shown, 1, flipped), 0, width, false);
			for (const frames of rows) {
				let end = 0;
				for (const frame of frames) {
					expect(frame.x).toBeGreaterThanOrEqual(end);
					expect(frame.width).toBeGreaterThan(0);
					end = frame.x + frame.width;
				}
				expect(end).toBeLessThanOrEqual(width);
			}
		}
});

test('a search in the flame graph goes to the match and zooms to where it has a cell', () => {
	const found = press(cpu, ']', ']', '/', ...'hashbody', 'enter', 'n');
	const rows = flameRows(treeOf(cpu.shown, 1), found.flame.root, size.columns, true);
	expect(frameOfCall(rows, found.flame.call)).toBeDefined();
	expect(found.shown.names[treeOf(cpu.shown, 1).names[found.flame.call] ?? 0]).toContain('hashbody');
});

const textOf = (name: string): ViewerState =>
	openViewer({ profile: profileOf(readFileSync(recordedText(name))), name: 'east-2', kind: 'goroutine' });

test('a search says how many matches there are and which one the cursor is on, and Enter goes to the first', () => {
	for (const keys of [[']'], [']', ']']]) {
		const typing = press(cpu, ...keys, '/', ...'processInbound');
		const size120 = { columns: 120, rows: 40 };
		const lines = (state: ViewerState): string =>
			viewerRows(state, size120, createTheme('mono', true)).join('\n');
		expect(lines(typing)).toMatch(/search processInbound: \d+ matches/);
		const first = press(typing, 'enter');
		expect(lines(first)).toMatch(/search processInbound: 1 of \d+/);
		expect(lines(press(first, 'n'))).toMatch(/search processInbound: 2 of \d+/);
		expect(lines(press(first, 'N'))).toMatch(/search processInbound: (\d+) of \1/);
	}
	const filtered = press(cpu, '/', ...'mallocgc', 'enter');
	const row = viewerRows(filtered, size, createTheme('mono', true))[1];
	expect(row).toMatch(new RegExp(`filter mallocgc: ${topList(filtered).length} of ${topList(cpu).length}`));
});

test('a match that has no cell of its own marks what stands for it', () => {
	const stacks = Array.from({ length: 300 }, (_, index) => ({
		calls: ['main', index === 299 ? 'needle' : `f${index}`],
		value: index === 0 ? 3000 : 1,
	}));
	const state = press(openViewer({ profile: profileOf(encode(stacks)), name: 'x' }), ']', ']');
	const searching = press(state, '/', ...'needle');
	expect(viewerRows(searching, size, createTheme('mono', true))[4]).toMatch(/[*]/);
	const found = press(searching, 'enter');
	expect(found.flame.root).not.toBe(0);
});

test('a label that everything is narrowed to stays when a base is chosen and when it ends', () => {
	const narrowed = press(cpu, ']', ']', ']', 'enter');
	const base = { profile: recorded('2.15.3-cpu'), name: 'before' };
	const compared = showing(narrowed, { base, label: narrowed.label });
	expect(compared).toMatchObject({ label: { value: 'APP' }, base: { name: 'before' } });
	const ended = press(compared, 'd');
	expect(ended.label?.value).toBe('APP');
	expect(ended.base).toBeUndefined();
});

test('the stacks of a text come first, are found by state, label, call or place, and Enter leads into one', () => {
	const text = textOf('2.15.3-goroutine-d2');
	expect(text.view).toBe('stacks');
	const waiting = press(text, '/', ...'IO wait', 'enter');
	expect(stackList(waiting).every(({ states }) => states.some(({ state }) => state === 'IO wait'))).toBe(
		true,
	);
	expect(stackList(waiting).length).toBeGreaterThan(0);
	expect(stackList(press(text, '/', ...'client.go:1582')).map(tellingName)).toEqual([
		'server.(*client).readLoop',
	]);
	expect(press(text, 'enter', 'down')).toMatchObject({ focus: 'detail' });
	expect(press(text, 'enter', 'escape')).toMatchObject({ focus: 'list' });
	const waits = stackList(press(text, 'o')).map(({ most = -1 }) => most);
	expect(waits).toEqual(waits.toSorted((a, b) => b - a));
	const labelled = stackList(press(textOf('2.15.3-goroutine-d1'), '/', ...'stream=ORDERS'));
	expect(labelled.length).toBeGreaterThan(0);
});

test('the states of goroutines are labels: Enter on one narrows the stacks to it', () => {
	const labels = press(textOf('2.15.3-goroutine-d2'), '[');
	const narrowed = press(labels, 'enter', '[');
	expect(narrowed).toMatchObject({ view: 'stacks', label: { key: 'state', value: 'select' } });
	expect(stackList(narrowed).every(({ states }) => states.every(({ state }) => state === 'select'))).toBe(
		true,
	);
});

test('several servers open as their sum, s leads to each of them, and b takes their columns away', () => {
	const parts = ['2.15.3-heap', '2.15.3-heap.before'].map((name, index) => ({
		profile: recorded(name),
		name: `east-${index + 1}`,
		kind: 'heap',
	}));
	const both = openViewer(summed(parts));
	const sumOf = (state: ViewerState): number => topList(state).reduce((all, { flat }) => all + flat, 0);
	const each = press(both, 's', 'down', 'enter');
	expect(each.read.name).toBe('east-1');
	expect(sumOf(both)).toBeCloseTo(sumOf(each) + sumOf(press(each, 's', 'down', 'enter')));
	expect(press(each, 's', 'up', 'enter').read.name).toBe('2 servers');
	const rows = (state: ViewerState): string => viewerRows(state, size, createTheme('mono', true)).join('\n');
	expect(rows(both)).toMatch(/east-1 +east-2/);
	expect(rows(press(both, 'b'))).toMatch(/CUM +CUM%/);
	expect(press(cpu, 's').said).toMatch(/one profile/);
	const files = parts.map(({ profile, name }) => ({ profile, name: `${name}.pprof` }));
	expect(summed(files).name).toBe('2 profiles');
	expect(rows(openViewer(summed(files)))).toMatch(/east-1 +east-2/);
});

test('Esc undoes the last that was opened or narrowed, and closes the viewer in the end', () => {
	const narrowed = press(cpu, ']', ']', ']', 'enter', '/', ...'client', 'enter', 'enter');
	expect(narrowed).toMatchObject({ focus: 'detail', top: { filter: 'client' }, label: { value: 'APP' } });
	const list = press(narrowed, 'escape');
	expect(list).toMatchObject({ focus: 'list', top: { filter: 'client' } });
	const all = press(list, 'escape');
	expect(all).toMatchObject({ top: { filter: '' }, label: { value: 'APP' } });
	const whole = press(all, 'escape');
	expect(whole.label).toBeUndefined();
	expect(pressViewer(whole, 'escape', size).effect).toEqual({ do: 'close' });
});

test('Enter zooms the flame graph in, Esc out again, and I flips it', () => {
	const zoomed = press(cpu, ']', ']', 'down', 'down', 'enter');
	expect(zoomed.flame.root).not.toBe(0);
	expect(press(zoomed, 'escape').flame.root).toBe(0);
	expect(press(zoomed, 'I').flame).toMatchObject({ flipped: true, root: 0 });
});

test('a difference has the sum of both signs, and d ends it', () => {
	const later = openViewer({ profile: recorded('2.15.3-heap'), name: 'east-2' });
	const base = { profile: recorded('2.15.3-heap.before'), name: 'before' };
	const compared = showing(later, { base, label: undefined });
	const sumOf = (state: ViewerState): number => topList(state).reduce((all, { flat }) => all + flat, 0);
	const before = openViewer(base);
	expect(sumOf(compared)).toBeCloseTo(sumOf(later) - sumOf(before));
	expect(press(compared, 'd').base).toBeUndefined();
});

test('a stack of ten thousand calls opens in every view', () => {
	const calls = Array.from({ length: 10_000 }, (_, index) => `f${index}`);
	const deep = openViewer({ profile: profileOf(encode([{ calls, value: 1 }])), name: 'deep' });
	for (const keys of [[], [']', 'enter', 'G'], [']', ']', 'z', 'down', 'pagedown', 'I'], [']', ']', ']']])
		expect(() => press(deep, ...keys)).not.toThrow();
});

test('the trees that a store makes between two keys are those that a view makes at once', async () => {
	const warm = recorded('2.15.3-heap');
	const store = new ViewerStore(openViewer({ profile: warm, name: 'east-2' }));
	while (!workOnShapes(warm.stacks, 1)) await new Promise((resolve) => setImmediate(resolve));
	for (const flipped of [false, true]) {
		const [first, second] = [treeOf(warm, 3, flipped), treeOf(recorded('2.15.3-heap'), 3, flipped)];
		expect(first.all).toEqual(second.all);
		expect(first.parents).toEqual(second.parents);
	}
	store.set(undefined);
});

test('v shows the folded stacks of a flame graph, line for line what is exported', () => {
	const raw = press(cpu, ']', ']', 'v');
	const { count, line } = rawText(raw);
	const { effect } = pressViewer(cpu, 'e', size);
	expect(effect).toEqual({ do: 'export', lines: Array.from({ length: count }, (_, index) => line(index)) });
	expect(viewerRows(press(raw, 'G'), size, createTheme('mono', true))[0]).toContain(`of ${count}`);
});

test('what leaves the viewer is told to the monitor: closing, exporting, looking for a base', () => {
	expect(pressViewer(cpu, 'q', size).effect).toEqual({ do: 'close' });
	expect(pressViewer(cpu, 'ctrl+c', size).effect).toEqual({ do: 'quit' });
	expect(pressViewer(cpu, 'd', size).effect).toEqual({ do: 'find-bases' });
	const { effect } = pressViewer(cpu, 'e', size);
	expect(effect?.do === 'export' && effect.lines[0]).toMatch(/^\S+(;.+)* \d+$/);
});

test('the title of a difference names the time of an earlier profile of the server, and another server by its name', () => {
	const read = { profile: recorded('2.15.3-heap'), name: 'east-2' };
	const base = { profile: recorded('2.15.3-heap.before'), name: 'east-2' };
	const titleOf = (name: string): string =>
		viewerRows(
			openViewer(read, { ...base, name }),
			{ columns: 120, rows: 24 },
			createTheme('mono', true),
		)[0] ?? '';
	expect(titleOf('east-2')).toMatch(/east-2 since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/);
	expect(titleOf('west-1')).toContain('east-2 since west-1');
});
