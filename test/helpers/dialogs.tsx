// Facts for dialogs in tests, and the comparison of their boxes with the expected screens.

import { hereOf } from '../../source/app/here.ts';
import type { DialogFacts, DialogStep, Here } from '../../source/dialogs/dialog.ts';
import type { Dialog } from '../../source/dialogs/dialog-state.ts';
import { dialogBox, dialogKey } from '../../source/dialogs/registry.ts';
import { actions } from '../../source/keys/actions.ts';
import type { ActionsOff, ProfileState, ReloadState } from '../../source/model/action.ts';
import type { ActState } from '../../source/model/connection-act.ts';
import type { ServerRow } from '../../source/model/fleet.ts';
import type { ProfileMany } from '../../source/model/profile-many.ts';
import type { Roll } from '../../source/model/rolling-reload.ts';
import { systemScreens as screens } from '../../source/screens/registry.ts';
import { serverColumns } from '../../source/screens/servers/columns.ts';
import { memoizeLast } from '../../source/table/memoize-last.ts';
import { createTheme } from '../../source/theme.ts';
import type { UiState } from '../../source/ui/ui-state.ts';
import { fleetRows, now } from '../fixtures/fleet.ts';
import { expectApp, type Recording } from './app-screen.tsx';
import { shownOf } from './drawn.tsx';

/** A server of the fixtures, under another name where one is given. */
export const serverNamed = (name: string, shownAs = name): ServerRow => {
	const row = fleetRows().find(({ info }) => info.name === name);
	if (!row) throw new Error(`no ${name} in the fixtures`);
	return { ...row, info: { ...row.info, name: shownAs } };
};

/** The subject of a reload. */
export const reloadSubject = (id: string): string => `$SYS.REQ.SERVER.${id}.RELOAD`;

/** A place as the app works it out, after what a person chose. */
export const hereIn = (ui?: (state: UiState) => UiState, mouse = false): Here => {
	const { ui: state, selection } = shownOf({ size: { columns: 80, rows: 24 }, ui });
	return hereOf(state, selection, screens, { mouse, isBack: false });
};

/** The place of the help by default: the servers of the main screen. Worked out once for all boxes. */
const mainPlace = memoizeLast(() => hereIn());
const recordedServers = memoizeLast(fleetRows);

export type Told = {
	servers?: readonly ServerRow[];
	off?: ActionsOff;
	reload?: ReloadState;
	/** A rolling reload. */
	roll?: Roll;
	/** Profiles of several servers. */
	many?: ProfileMany;
	act?: ActState;
	/** Which connection is our own. */
	own?: { id: string; cid?: number };
	profile?: ProfileState;
	list?: DialogFacts['list'];
	/** Where the help is asked for; the servers of the main screen where nothing is told. */
	here?: Here;
	eventsOff?: readonly string[];
	/** The person came over ssh. */
	scpHost?: string;
	screen?: Partial<DialogFacts['screen']>;
};

/** Facts in which nothing is off and nothing was asked, except for the given ones. */
export const dialogFacts = ({
	servers = recordedServers(),
	off,
	reload = { step: 'asked' },
	roll,
	many,
	act = { step: 'asked' },
	own,
	profile = { step: 'idle' },
	list = {
		columns: serverColumns,
		sort: { column: 'cpu', descending: true },
		chosen: [],
		shown: ['name', 'cluster', 'cpu', 'mem', 'conns'],
	},
	here = mainPlace(),
	eventsOff = [],
	scpHost,
	screen,
}: Told = {}): DialogFacts => ({
	servers,
	off: () => off,
	reload: { state: reload, subject: reloadSubject },
	rolling: { roll, events: () => [] },
	act: { state: act, own: () => own },
	profiles: { many },
	profile: { state: profile, directory: '.', cwd: '/home/ops', scpHost },
	actions,
	list,
	here,
	eventsOff,
	screen: { columns: 80, rows: 24, now, theme: createTheme('mono', false), ...screen },
});

/** One key in a dialog. */
export const press = (dialog: Dialog, key: string, told: Told = {}): DialogStep<Dialog> =>
	dialogKey(dialog, key, dialogFacts(told));

/** Keys that put a dialog over the log, the pane that has the whole body. */
export const overLog = ['3', 'z'];

/** Opens a dialog over the log of a recording by its keys, and compares the screen with the expected one. */
export const expectDialog = (
	name: string,
	recording: Recording,
	keys: readonly string[],
	cursor: readonly string[] = [],
): Promise<void> => expectApp(name, recording, [...cursor, ...overLog, ...keys]);

/** Rows without colours. */
export const plain = (rows: readonly string[]): string[] =>
	rows.map((row) => row.replaceAll(/\u001b\[[\d;]*m/g, ''));

/** The text that a person would copy out of a box: its lines without borders and blanks, in one piece. */
export const copied = (rows: readonly string[]): string =>
	plain(rows)
		.map((row) => row.slice(1, -1).trim())
		.join('');

/** The lines of a dialog's box without its frame. */
export const boxText = (dialog: Dialog, told: Told = {}): string =>
	plain(dialogBox(dialog, dialogFacts(told)))
		.map((row) => row.slice(1, -1).trim())
		.join('\n');
