// The inputs of the parts of the controller: the choices, the facts of the moment, and the effects of the app.

import type { DialogFacts } from '../dialogs/dialog.ts';
import type { Action, ActionId } from '../keys/actions.ts';
import type { ProfileKind, ProfileLevel, ProfileRequest, ProfileState } from '../model/action.ts';
import type { ConnectionAct, ConnectionTarget } from '../model/connection-act.ts';
import type { ServerRow } from '../model/fleet.ts';
import type { MessageTarget } from '../model/last-message.ts';
import type { ManyRequest, ProfiledServer, ProfileMany } from '../model/profile-many.ts';
import type { Roll, RollServer } from '../model/rolling-reload.ts';
import type { ServerInfo } from '../model/server.ts';
import type { BaseLook, Screen } from '../screens/screen.ts';
import type { PaletteName } from '../theme.ts';
import { paneLists, type Toast, type UiState } from '../ui/ui-state.ts';
import type { RecordEffects } from './record-effects.ts';
import type { Selection } from './selection.ts';

/** Effects on the program as a whole. */
export type ProgramEffects = {
	quit: () => void;
	suspend: () => void;
	repaint: () => void;
	/** Starts a round at once. */
	refresh: () => void;
};

/** Effects on the settings: they are changed on screen, written to the file, or put back. */
export type SettingsEffects = {
	/** `change` takes and gives milliseconds between two rounds. */
	setInterval: (change: (interval: number) => number) => void;
	setTheme: (name: PaletteName) => void;
	/** Asks before changed settings are written, or says why they are not. */
	askSave: () => void;
	/** Writes changed settings. */
	save: () => void;
	/** Puts back the settings natstop started with. */
	reset: () => void;
};

/** Effects that take something out of the screen: to the clipboard or to a file. */
export type OutputEffects = {
	/** The text that stands for the selection on the clipboard, and what it is. */
	copyable: () => { text: string; what: string } | undefined;
	copy: (text: string, what: string) => void;
	export: () => void;
	/** The path that `export` writes to, with `<time>` for the time; absent where there is nothing to write. */
	exportPath: () => string | undefined;
};

/** Effects on servers and their connections. */
export type ServerEffects = {
	/** Opens the question before a reload. */
	askReload: () => void;
	reload: (server: ServerInfo) => void;
	/** Opens the question before a connection is kicked or asked to move. */
	askAct: () => void;
	act: (act: ConnectionAct, target: ConnectionTarget) => void;
};

/** Effects around a rolling reload. */
export type RollEffects = {
	start: (servers: readonly RollServer[]) => void;
	/** Ends it after the running server. */
	stop: () => void;
	goOn: (again: boolean) => void;
	/** Forgets its result. */
	close: () => void;
	/** Writes its report. */
	export: () => void;
};

/** Effects around a tap. */
export type TapEffects = {
	/** Why none can be started, as a sentence; nothing where one may be asked for. */
	hindrance: () => string | undefined;
	isOn: () => boolean;
	start: (subject: string) => void;
	stop: () => void;
	/** Tells subjects apart by a token more or less. */
	deeper: (by: -1 | 1) => void;
};

/** Effects around the profile of a server. */
export type ProfileEffects = {
	capture: (server: ServerInfo, request: ProfileRequest) => void;
	captureMany: (servers: readonly ProfiledServer[], request: ManyRequest) => void;
	/** Forgets the result of several. */
	closeMany: () => void;
	/** Closes the dialog; the capture goes on. */
	hide: () => void;
	/** Opens saved profiles in the viewer, several as their sum. */
	view: (paths: readonly string[]) => void;
	/** The scp line of the saved profile. */
	scpLine: () => string | undefined;
};

/** Effects around the systems that can be watched. */
export type ContextEffects = {
	names: () => readonly string[];
	/** Opens the list of contexts. */
	list: () => void;
	/** Watches the system of a context instead of the present one. */
	watch: (name: string) => void;
};

/** Effects on the moment that is looked at. Times are ms since the epoch. */
export type TimeEffects = {
	/** True where an earlier moment is looked at. */
	isBack: () => boolean;
	/** True where a recording is looked at, which has no now. */
	isReplay: () => boolean;
	/** The first and the last moment that can be looked at; absent where nothing is kept. */
	span: () => { from: number; to: number } | undefined;
	/** A round back or on. */
	step: (by: -1 | 1) => void;
	skip: (ms: number) => void;
	goTo: (at: number) => void;
	toStart: () => void;
	/** Back to now, or to the end of a recording. */
	toEnd: () => void;
	/** To the next or the previous event. */
	toEvent: (by: -1 | 1) => void;
	/** Plays, or stops. */
	play: () => void;
	changeSpeed: (by: -1 | 1) => void;
	/** Marks what is shown, to tell how everything differs from it; takes the mark off where there is one. */
	compare: () => void;
};

/** Effects on the messages of streams. */
export type MessageEffects = {
	/** Asks for the last message of a subject and shows it; nothing of it is kept. */
	show: (target: MessageTarget | undefined) => void;
};

/** What the app does for a key, by what it is done to. */
export type Effects = {
	program: ProgramEffects;
	messages: MessageEffects;
	settings: SettingsEffects;
	output: OutputEffects;
	servers: ServerEffects;
	rolls: RollEffects;
	contexts: ContextEffects;
	profiles: ProfileEffects;
	time: TimeEffects;
	recording: RecordEffects;
	tap: TapEffects;
};

export type ControllerFacts = {
	bound: readonly (Action & { id: ActionId })[];
	/** All screens, in the order of their number keys. */
	screens: readonly Screen[];
	/** The selection as the state is now. */
	select: () => Selection;
	/** The time, theme and choices that drawing depends on now. */
	look: () => BaseLook;
	/** The facts that dialogs depend on, as the state is now. */
	dialogs: () => DialogFacts;
	profile: ProfileState;
	/** The rolling reload that runs, or whose result is not closed; the same of profiles of several servers. */
	roll?: Roll;
	many?: ProfileMany;
	/** The last choice in the profile picker. */
	lastProfile: { kind: number; level: ProfileLevel; seconds: number };
	/** Texts that were typed before, by the target of the prompt. */
	history: Record<string, string[]>;
	/** The last file that `e` wrote, and the time of it, ms since the epoch. */
	exports: { path?: string; at?: number };
	allServers: () => readonly ServerRow[];
};

/** The choices, and the way to change them. */
export type Ui = { get: () => UiState; change: (step: (ui: UiState) => UiState) => void; now: () => number };

/** The arguments of every part. */
export type Controls = { ui: Ui; facts: ControllerFacts; effects: Effects };

/** The functions of the controller that prompts and dialogs call. */
export type ControllerActions = {
	/** Does one action, by its id. */
	perform: (action: ActionId) => void;
	/** Leaves natstop, or asks first. */
	leave: () => void;
	openReload: (server: ServerRow | undefined) => void;
	openAct: (act: ConnectionAct, target: ConnectionTarget | undefined) => void;
	/** Opens the question before a tap, on the selected subject where none is named. */
	openTap: (subject?: string) => void;
	openProfile: (server: ServerRow | undefined, kind?: ProfileKind) => void;
	/** Opens the picker for the marked servers, or for the selected one; `again` where a result of several was shown. */
	profileHere: (again?: boolean) => void;
};

/** The marked servers, in the order of the table; those that a filter hides come last. */
export const markedServers = ({ select, allServers }: ControllerFacts): readonly ServerRow[] => {
	const { list, marked } = select();
	if (marked.size === 0) return [];
	const rows = new Map(allServers().map((row) => [row.key, row]));
	const keys = new Set([...(list(paneLists.servers)?.view.keys ?? []), ...rows.keys()]);
	return [...keys].flatMap((key) => (marked.has(key) ? (rows.get(key) ?? []) : []));
};

/** How long a toast stays, milliseconds. */
const toastSpan = 4000;

/** Shows a toast for `span` milliseconds. */
export const showToast = (
	{ change, now }: Ui,
	text: string,
	token: Toast['token'],
	span: number = toastSpan,
): void => change((ui) => ({ ...ui, toast: { text, token, until: now() + span } }));

/** The server with this name; the selected one where several share it. */
export const serverCalled = (
	{ select, allServers }: ControllerFacts,
	name: string,
): ServerRow | undefined => {
	const { server } = select();
	return server?.info.name === name ? server : allServers().find(({ info }) => info.name === name);
};
