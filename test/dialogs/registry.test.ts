// What holds for every dialog: its box on the narrowest screen, with the longest names.

import { expect, test } from 'vitest';
import type { Dialog } from '../../source/dialogs/dialog-state.ts';
import { dialogBox } from '../../source/dialogs/registry.ts';
import { width } from '../../source/format/text.ts';
import type { ProfileState, ReloadState } from '../../source/model/action.ts';
import { createTheme } from '../../source/theme.ts';
import { now } from '../fixtures/fleet.ts';
import { dialogFacts, reloadSubject, serverNamed, type Told } from '../helpers/dialogs.tsx';

const screen = { columns: 60, rows: 15, theme: createTheme('default', false) };
const east = serverNamed('east-1', `nats-${'very-long-'.repeat(6)}1`);
const server = { ...east, info: { ...east.info, host: 'h'.repeat(40) } };
const words = `some words of a server ${'x'.repeat(90)} and more of them`.repeat(4);
const request = { server: server.info.name, kind: 'heap', level: 0 } as const;

const reload: Dialog = { name: 'reload', server: server.key };
const picker = { name: 'profile', server: server.key, kind: 4, level: 0, seconds: 5 } as const;
const help = { name: 'help', scroll: 0, search: '', searching: false } as const;

const reloads: ReloadState[] = [
	{ step: 'asked' },
	{ step: 'sending', at: now },
	{ step: 'refused', code: 500, description: words },
	{ step: 'no-answer', ms: 10_000 },
	{ step: 'unsupported' },
	{ step: 'cut-off' },
	{ step: 'denied', subject: reloadSubject(server.info.id) },
	{ step: 'failed', message: words },
];
const path = '/home/ops/natstop-east-2-heap-d0-20260921T120454Z.pprof';
const profiles: ProfileState[] = [
	{ step: 'capturing', startedAt: now, hidden: false, ...request },
	{ step: 'saved', path, bytes: 421_888, ms: 900, mode: 0o600, ...request },
	{ step: 'failed', message: words, ...request },
];

const boxes: [name: string, dialog: Dialog, told: Told][] = [
	...reloads.map((state): [string, Dialog, Told] => [`reload ${state.step}`, reload, { reload: state }]),
	...(['read-only', 'disconnected', 'lameduck', 'down'] as const).flatMap((off): typeof boxes => [
		[`reload off ${off}`, reload, { off }],
		[`profile off ${off}`, picker, { off }],
	]),
	...profiles.map((profile): [string, Dialog, Told] => [
		`profile ${profile.step}`,
		{ name: 'saved' },
		{ profile, scpHost: 'bastion-1' },
	]),
	['picker', { ...picker, kind: 1 }, {}],
	['picker of seconds', { ...picker, kind: 2 }, {}],
	['help', help, {}],
	['help without a match', { ...help, search: 'zzz', searching: true }, {}],
	['kinds', { name: 'kinds', cursor: 0 }, {}],
	[
		'save',
		{
			name: 'save',
			path: `/home/${'ops'.repeat(30)}/config.json`,
			changes: [{ name: 'servers columns', from: words, to: words }],
			scroll: 0,
		},
		{},
	],
	['sort', { name: 'sort', cursor: 19 }, {}],
];

test.each(boxes)(
	'on the narrowest screen the box of %s keeps its borders and shows its keys',
	(_, dialog, told) => {
		const rows = dialogBox(dialog, dialogFacts({ servers: [server], ...told, screen }));
		expect(rows.length).toBeGreaterThan(2);
		expect(rows.length).toBeLessThanOrEqual(15);
		expect(new Set(rows.map(width))).toEqual(new Set([width(rows[0] ?? '')]));
		expect(width(rows[0] ?? '')).toBeLessThanOrEqual(58);
		expect(rows.every((row) => /[┃┓┛]/u.test(row.slice(-8)))).toBe(true);
		expect(rows.filter((row) => row.includes('Esc')).length).toBeGreaterThan(0);
	},
);
