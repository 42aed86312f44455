// The dialog of a reload: its keys, and what it says at every size.

import { expect, test } from 'vitest';
import { type ReloadDialog, reload } from '../../source/dialogs/reload.ts';
import type { ReloadState } from '../../source/model/action.ts';
import { createTheme } from '../../source/theme.ts';
import { lostLink, now } from '../fixtures/fleet.ts';
import { expectLater, type Recording, sizes } from '../helpers/app-screen.tsx';
import {
	copied,
	dialogFacts,
	expectDialog,
	overLog,
	press,
	reloadSubject,
	serverNamed,
} from '../helpers/dialogs.tsx';

const east = serverNamed('east-1');
const subject = reloadSubject(east.info.id);
const dialog: ReloadDialog = { name: 'reload', server: east.key };
const asked = { do: 'reload', server: east.key };
const refused: ReloadState = { step: 'refused', code: 500, description: 'no' };

test('the question before a reload is answered by y alone', () => {
	expect(press(dialog, 'y')).toEqual({ dialog, effect: asked });
	for (const key of ['Y', 'r', 'R', 'space', 'j', 'x']) expect(press(dialog, key)).toEqual({ dialog });
});

test('the question before a reload is answered no by everything that closes, Enter too', () => {
	for (const key of ['n', 'enter', 'escape', 'q', 'ctrl+c']) expect(press(dialog, key)).toEqual({});
});

test('the question before a reload cannot be answered yes where reloading is off', () => {
	expect(press(dialog, 'y', { off: 'read-only' })).toEqual({ dialog });
	expect(press(dialog, 'escape', { off: 'read-only' })).toEqual({});
});

test('a reload under way is not sent a second time', () => {
	const sending: ReloadState = { step: 'sending', at: 0 };
	for (const key of ['y', 'r', 'R']) expect(press(dialog, key, { reload: sending })).toEqual({ dialog });
	expect(press(dialog, 'escape', { reload: sending })).toEqual({});
});

test('a refused reload can be tried again and its error copied', () => {
	expect(press(dialog, 'y', { reload: refused }).effect).toEqual({
		...{ do: 'copy', text: '500 no', what: 'the error' },
	});
	expect(press(dialog, 'r', { reload: refused }).effect).toEqual(asked);
	expect(press(dialog, 'enter', { reload: refused })).toEqual({});
});

test('a refused reload cannot be tried again where reloading has gone off meanwhile', () => {
	for (const key of ['r', 'R'])
		expect(press(dialog, key, { reload: refused, off: 'disconnected' })).toEqual({ dialog });
});

test('the dialog of a reload is not drawn once its server has left', () => {
	expect(reload.rows(dialog, dialogFacts({ servers: [] }))).toEqual([]);
});

/** The servers are sorted by CPU, so that east-1 is the second. */
const toEast = ['j'];

/** Whose reload comes to this. */
const endingAs = (state: ReloadState): Partial<Recording> => ({
	app: { sendReload: async () => ({ state }) },
});

/** Asks for a reload of east-1, says yes, and compares what is then on the screen. */
const expectReloaded = (name: string, size: Recording['size'], recording: Partial<Recording>) =>
	expectDialog(name, { size, ...recording }, ['R', 'y'], toEast);

test.each(sizes)('a reload asks first and says what it does, at $columns x $rows, ascii $ascii', (size) =>
	expectDialog('reload-confirm', { size }, ['R'], toEast),
);

test.each(sizes)(
	'a refused reload keeps the words of the server, at $columns x $rows, ascii $ascii',
	(size) =>
		expectReloaded(
			'reload-refused',
			size,
			endingAs({
				...refused,
				description: 'config reload not supported for jetstream storage directory',
			}),
		),
);

const [small] = sizes;
const states: Record<string, ReloadState> = {
	'no-answer': { step: 'no-answer', ms: 10_000 },
	unsupported: { step: 'unsupported' },
	'cut-off': { step: 'cut-off' },
	denied: { step: 'denied', subject },
	failed: { step: 'failed', message: 'the answer cannot be read' },
};

test.each(Object.entries(states))('a reload that ends as %s says what stays true', (name, state) =>
	expectReloaded(`reload-${name}`, small, endingAs(state)),
);

test('a reload under way says for how long it has been', () =>
	expectLater(
		'reload-sending',
		{ size: small, app: { sendReload: () => new Promise(() => {}) } },
		{ keys: [...toEast, ...overLog, 'R', 'y'], ms: 1400, shows: '1.4s' },
	));

test('a reload is off in read-only mode', () =>
	expectDialog('reload-off-read-only', { size: small, config: { readOnly: true } }, ['R'], toEast));

test('a reload is off while disconnected', () =>
	expectDialog('reload-off-disconnected', { size: small, link: lostLink(now) }, ['R'], toEast));

test('the subject of a reload that is denied is shown whole on a narrow screen', () => {
	const screen = { columns: 60, theme: createTheme('mono', true) };
	const rows = reload.rows(dialog, dialogFacts({ reload: { step: 'denied', subject }, screen }));
	expect(copied(rows)).toContain(subject);
});

test.each([
	['2.9.25', 'That needs nats-server 2.10 or newer; this one is 2.9.25.'],
	['2.12.1', 'The server has gone.'],
	[undefined, 'That needs nats-server 2.10 or newer.'],
])('a reload without responders on version %s says what that means', (version, words) => {
	const { version: _, ...info } = east.info;
	const server = { ...east, info: version === undefined ? info : { ...info, version } };
	const rows = reload.rows(dialog, dialogFacts({ reload: { step: 'unsupported' }, servers: [server] }));
	expect(rows.join('').replace(/[┃\s]+/g, ' ')).toContain(words);
});
