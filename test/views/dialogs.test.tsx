// The boxes that ask and tell, over a screen, at every size.

import type { ReactNode } from 'react';
import { describe, expect, test } from 'vitest';
import { width } from '../../source/format/text.ts';
import { actions } from '../../source/keymap.ts';
import type { ActionsOff, ProfileState, ReloadState } from '../../source/model/action.ts';
import { serverColumns as tableColumns } from '../../source/screens/servers/columns.ts';
import { createTheme, type Theme } from '../../source/theme.ts';
import { Help, helpRows } from '../../source/views/help.tsx';
import { keyHints } from '../../source/views/key-hints.ts';
import { KindsDialog, kindsDialogRows } from '../../source/views/kinds-dialog.tsx';
import { ProfileDialog, profileDialogRows } from '../../source/views/profile-dialog.tsx';
import { ProfileResult, profileResultRows } from '../../source/views/profile-result.tsx';
import { ReloadDialog, reloadDialogRows } from '../../source/views/reload-dialog.tsx';
import { SortDialog, sortDialogRows } from '../../source/views/sort-dialog.tsx';
import { fleetRows, now } from '../fixtures/fleet.ts';
import { expectScreen, Shell, type Size, sizes } from '../helpers/screen-file.tsx';

type Common = { theme: Theme; columns: number; rows: number };

const over = (name: string, size: Size, box: (common: Common) => ReactNode) =>
	expectScreen(name, size, (theme) => (
		<Shell size={size} theme={theme} context="servers">
			{box({ columns: size.columns, rows: size.rows, theme })}
		</Shell>
	));

const rowOf = (name: string) => {
	const row = fleetRows().find(({ info }) => info.name === name);
	if (!row) throw new Error(`no ${name} in the fixtures`);
	return row;
};

const east = rowOf('east-1');
const subject = `$SYS.REQ.SERVER.${east.info.id}.RELOAD`;

const reload = (state: ReloadState, common: Common, off?: ActionsOff) => ({
	state,
	server: east,
	subject,
	now,
	...common,
	...(off ? { off } : {}),
});

const picker = { server: 'east-2', id: 'NABC', seconds: 5, directory: '.' };

const request = { server: 'east-2', kind: 'heap', level: 0 } as const;
const path = '/home/ops/natstop-east-2-heap-d0-20260921T120454Z.pprof';
const saved = {
	step: 'saved',
	path,
	bytes: 421_888,
	ms: 900,
	mode: 0o600,
	...request,
} as const satisfies ProfileState;
const ssh = { directory: '/home/ops', scpHost: 'bastion-1', now };

describe.each(sizes)('at $columns x $rows, ascii $ascii', (size) => {
	test('a reload asks first and says what it does', () =>
		over('reload-confirm', size, (common) => <ReloadDialog {...reload({ step: 'asked' }, common)} />));

	test('a refused reload keeps the words of the server', () =>
		over('reload-refused', size, (common) => (
			<ReloadDialog
				{...reload(
					{
						step: 'refused',
						code: 500,
						description: 'config reload not supported for jetstream storage directory',
					},
					common,
				)}
			/>
		)));

	test('a profile is picked by kind and level', () =>
		over('profile-picker', size, (common) => <ProfileDialog {...picker} kind={4} level={0} {...common} />));

	test('a saved profile says where it is and how to open and fetch it', () =>
		over('profile-saved', size, (common) => <ProfileResult state={saved} {...ssh} {...common} />));

	test('help shows every key without scrolling', () =>
		over('help', size, (common) => (
			<Help actions={actions} scroll={0} search="" searching={false} {...common} />
		)));
});

const [small] = sizes;

describe('at 80 x 24', () => {
	const states: Record<string, ReloadState> = {
		sending: { step: 'sending', at: now - 1400 },
		'no-answer': { step: 'no-answer', ms: 10_000 },
		unsupported: { step: 'unsupported' },
		'cut-off': { step: 'cut-off' },
		denied: { step: 'denied', subject },
		failed: { step: 'failed', message: 'the answer is not JSON' },
	};

	test.each(Object.entries(states))('a reload that ends as %s says what stays true', (name, state) =>
		over(`reload-${name}`, small, (common) => <ReloadDialog {...reload(state, common)} />),
	);

	test.each(['read-only', 'disconnected'] as const)('a reload is off when %s', (off) =>
		over(`reload-off-${off}`, small, (common) => (
			<ReloadDialog {...reload({ step: 'asked' }, common, off)} />
		)),
	);

	test('cpu is picked by length instead of level', () =>
		over('profile-picker-cpu', small, (common) => (
			<ProfileDialog {...picker} kind={2} level={0} {...common} />
		)));

	test('goroutine alone has a second level', () =>
		over('profile-picker-goroutine', small, (common) => (
			<ProfileDialog {...picker} kind={3} level={2} {...common} />
		)));

	test('a capture under way shows how long it runs', () =>
		over('profile-capturing', small, (common) => (
			<ProfileResult
				state={{
					step: 'capturing',
					server: 'east-2',
					kind: 'cpu',
					level: 0,
					seconds: 5,
					startedAt: now - 2100,
					hidden: false,
				}}
				{...ssh}
				{...common}
			/>
		)));

	test('a failed capture keeps the words of the server', () =>
		over('profile-failed', small, (common) => (
			<ProfileResult
				state={{ step: 'failed', message: 'Profile "mutex" not found', ...request, kind: 'mutex' }}
				{...ssh}
				{...common}
			/>
		)));

	test('a search narrows the help', () =>
		over('help-search', small, (common) => (
			<Help actions={actions} scroll={0} search="sort" searching {...common} />
		)));

	test('groups of event kinds are switched', () =>
		over('kinds', small, (common) => <KindsDialog cursor={1} off={['conns', 'statsz']} {...common} />));

	test('the column to sort by is chosen', () =>
		over('sort', small, (common) => (
			<SortDialog choices={tableColumns} cursor={5} sort={{ column: 'cpu', descending: true }} {...common} />
		)));
});

describe('what a person must copy', () => {
	const theme = createTheme('mono', true);
	const text = (lines: readonly string[]) =>
		lines.map((line) =>
			line
				.replace(/\u001b\[\d+m/g, '')
				.slice(1, -1)
				.trim(),
		);

	test('a long path is wrapped, never cut, on the narrowest screen', () => {
		const long = `/var/lib/a-rather-long-name-of-a-directory/${'x'.repeat(60)}.pprof`;
		const rows = profileResultRows({
			state: { ...saved, path: long },
			...ssh,
			columns: 60,
			rows: 24,
			theme,
		});
		expect(rows.every((row) => row.replace(/\u001b\[\d+m/g, '').length === 58)).toBe(true);
		const joined = text(rows).join('');
		expect(joined).toContain(long);
		expect(joined).toContain(`scpbastion-1:${long}`.slice(3));
	});

	test('the subject that is denied is shown whole', () => {
		const rows = reloadDialogRows(reload({ step: 'denied', subject }, { columns: 60, rows: 24, theme }));
		expect(text(rows).join('')).toContain(subject);
	});
});

test('every action is in the help once', () => {
	const listed = keyHints(actions).flatMap(({ ids }) => ids);
	expect([...listed].sort()).toEqual(actions.map(({ id }) => id).sort());
});

test('help that is taller than the screen scrolls, and not past its end', () => {
	const theme = createTheme('mono', false);
	const draw = (scroll: number) =>
		helpRows({ actions, scroll, search: '', searching: false, columns: 60, rows: 15, theme });
	expect(draw(0)).toHaveLength(15);
	expect(draw(1)[1]).toBe(draw(0)[2]);
	expect(draw(500)).toEqual(draw(60));
});

test.each([60, 66, 77])('help on %d columns stays inside its box and leaves no key out', (columns) => {
	const theme = createTheme('mono', false);
	const plain = (row: string) => row.replaceAll(/\x1b\[[\d;]*m/g, '');
	const rows = helpRows({ actions, scroll: 0, search: '', searching: false, columns, rows: 200, theme }).map(
		plain,
	);
	for (const row of rows) expect(row).toHaveLength(rows[0]?.length ?? 0);
	expect(rows[0]?.length).toBeLessThanOrEqual(columns - 2);
	for (const { label } of keyHints(actions)) expect(rows.some((row) => row.includes(label))).toBe(true);
});

describe('on the narrowest screen, with the longest names', () => {
	const theme = createTheme('default', false);
	const least = { columns: 60, rows: 15, theme };
	const long = {
		...east,
		info: { ...east.info, name: `nats-${'very-long-'.repeat(6)}1`, host: 'h'.repeat(40) },
	};
	const words = `some words of a server ${'x'.repeat(90)} and more of them`.repeat(4);
	const states: ReloadState[] = [
		{ step: 'asked' },
		{ step: 'sending', at: now },
		{ step: 'refused', code: 500, description: words },
		{ step: 'no-answer', ms: 10_000 },
		{ step: 'unsupported' },
		{ step: 'cut-off' },
		{ step: 'denied', subject },
		{ step: 'failed', message: words },
	];
	const profiles: ProfileState[] = [
		{ step: 'capturing', startedAt: now, hidden: false, ...request, server: long.info.name },
		{ ...saved, server: long.info.name },
		{ step: 'failed', message: words, ...request, server: long.info.name },
	];
	const boxes = {
		...Object.fromEntries(
			states.map((state) => [
				`reload ${state.step}`,
				reloadDialogRows({ ...reload(state, least), server: long }),
			]),
		),
		...Object.fromEntries(
			(['read-only', 'disconnected', 'lameduck', 'down'] as const).flatMap((off) => [
				[`reload off ${off}`, reloadDialogRows({ ...reload({ step: 'asked' }, least, off), server: long })],
				[
					`profile off ${off}`,
					profileDialogRows({ ...picker, server: long.info.name, kind: 4, level: 0, off, ...least }),
				],
			]),
		),
		...Object.fromEntries(
			profiles.map((state) => [`profile ${state.step}`, profileResultRows({ state, ...ssh, ...least })]),
		),
		picker: profileDialogRows({ ...picker, server: long.info.name, kind: 1, level: 0, ...least }),
		'picker of seconds': profileDialogRows({ ...picker, kind: 2, level: 0, ...least }),
		help: helpRows({ actions, scroll: 0, search: '', searching: false, ...least }),
		'help without a match': helpRows({ actions, scroll: 0, search: 'zzz', searching: true, ...least }),
		kinds: kindsDialogRows({ cursor: 0, off: [], ...least }),
		sort: sortDialogRows({
			choices: tableColumns,
			cursor: 19,
			sort: { column: 'cpu', descending: false },
			...least,
		}),
	};

	test.each(Object.entries(boxes))('%s keeps its borders and shows its keys', (_, rows) => {
		expect(rows.length).toBeLessThanOrEqual(15);
		expect(new Set(rows.map(width))).toEqual(new Set([width(rows[0] ?? '')]));
		expect(width(rows[0] ?? '')).toBeLessThanOrEqual(58);
		expect(rows.every((row) => /[┃┓┛]/u.test(row.slice(-8)))).toBe(true);
		expect(rows.filter((row) => row.includes('Esc')).length).toBeGreaterThan(0);
	});
});

test.each([
	['2.9.25', 'That needs nats-server 2.10 or newer; this one is 2.9.25.'],
	['2.12.1', 'The server has gone.'],
	[undefined, 'That needs nats-server 2.10 or newer.'],
])('no responders on version %s says what that means', (version, words) => {
	const theme = createTheme('mono', false);
	const { version: _, ...info } = east.info;
	const server = { ...east, info: version === undefined ? info : { ...info, version } };
	const rows = reloadDialogRows({
		...reload({ step: 'unsupported' }, { columns: 80, rows: 24, theme }),
		server,
	});
	expect(rows.join('').replace(/[┃\s]+/g, ' ')).toContain(words);
});
