// A key to what it does: choices through the reducer, effects through what the app hands in.

import { completeCommand, parseCommand } from './command-line.ts';
import { type DialogEffect, dialogKey } from './dialog-keys.ts';
import { type Action, type ActionId, actionFor } from './keymap.ts';
import type { ActionsOff, ProfileKind, ProfileRequest, ProfileState, ReloadState } from './model/action.ts';
import { profileKinds } from './model/action.ts';
import { parseEventFilter, parseServerFilter } from './model/filter.ts';
import type { ServerRow } from './model/fleet.ts';
import type { ServerInfo } from './model/server.ts';
import { promptKey } from './prompt-keys.ts';
import type { Selection } from './selection.ts';
import type { PaletteName } from './theme.ts';
import { reduce, sortBy } from './ui-reducer.ts';
import { contextOf, type ProfileLevel, type Prompt, type Toast, type UiState } from './ui-state.ts';

/** What the app does for a key. */
export type Deeds = {
	quit: () => void;
	suspend: () => void;
	repaint: () => void;
	refresh: () => void;
	setInterval: (change: (interval: number) => number) => void;
	setTheme: (name: PaletteName) => void;
	copy: (text: string, what: string) => void;
	export: () => void;
	askReload: () => void;
	reload: (server: ServerInfo) => void;
	capture: (server: ServerInfo, request: ProfileRequest) => void;
	hideCapture: () => void;
	/** The text that stands for the selection on the clipboard, and what it is. */
	copyable: () => { text: string; what: string } | undefined;
	/** The scp line of the saved profile. */
	scpLine: () => string | undefined;
};

export type ControllerFacts = {
	bound: readonly (Action & { id: ActionId })[];
	/** The selection as the state is now. */
	select: () => Selection;
	off: (server: ServerRow | undefined, action: 'reload' | 'profile') => ActionsOff | undefined;
	reload: ReloadState;
	profile: ProfileState;
	/** The last choice in the profile picker. */
	lastProfile: { kind: number; level: ProfileLevel; seconds: number };
	filters: { servers: string[]; events: string[]; command: string[] };
	allServers: () => readonly ServerRow[];
};

type Ui = { get: () => UiState; change: (step: (ui: UiState) => UiState) => void };

const errorText = (reload: ReloadState, profile: ProfileState): string => {
	if (reload.step === 'refused') return `${reload.code} ${reload.description}`;
	if (reload.step === 'denied') return reload.subject;
	if (reload.step === 'failed') return reload.message;
	return profile.step === 'failed' ? profile.message : '';
};

/** Handles keys for one state of the app. */
export class Controller {
	constructor(
		readonly ui: Ui,
		readonly facts: ControllerFacts,
		readonly deeds: Deeds,
	) {}

	/** One key. */
	press(key: string): void {
		const { prompt, dialog } = this.ui.get();
		if (prompt) this.#prompt(prompt, key);
		else if (dialog) this.#dialog(key);
		else {
			const action = actionFor(this.facts.bound, key, contextOf(this.ui.get()));
			if (action) this.perform(action);
		}
	}

	/** One action by its name. */
	perform(action: ActionId): void {
		const selection = this.facts.select();
		switch (action) {
			case 'quit':
				if (this.ui.get().screens.length > 1) this.#reduce('back', selection);
				else this.deeds.quit();
				return;
			case 'quit.now':
				this.deeds.quit();
				return;
			case 'suspend':
				this.deeds.suspend();
				return;
			case 'repaint':
				this.deeds.repaint();
				return;
			case 'live.refresh':
				this.deeds.refresh();
				return;
			case 'live.slower':
				this.deeds.setInterval((ms) => ms * 2);
				return;
			case 'live.faster':
				this.deeds.setInterval((ms) => ms / 2);
				return;
			case 'copy': {
				const copyable = this.deeds.copyable();
				if (copyable) this.deeds.copy(copyable.text, copyable.what);
				return;
			}
			case 'export':
				this.deeds.export();
				return;
			case 'server.reload':
				this.openReload(selection.selected);
				return;
			case 'server.profile':
				this.openProfile(selection.selected);
				return;
			default:
				this.#reduce(action, selection);
		}
	}

	/** The question before a reload; where it is off, the dialog says why. */
	openReload(server: ServerRow | undefined): void {
		if (server === undefined) {
			this.#toast('no server is selected', 'warn');
			return;
		}
		this.deeds.askReload();
		this.ui.change((ui) => ({ ...ui, dialog: { name: 'reload', server: server.key } }));
	}

	/** The picker of a profile, or the capture that is still under way. */
	openProfile(server: ServerRow | undefined, kind?: ProfileKind): void {
		if (this.facts.profile.step === 'capturing') {
			this.#toast('a capture is under way', 'warn');
			return;
		}
		if (server === undefined) {
			this.#toast('no server is selected', 'warn');
			return;
		}
		const choice = this.facts.lastProfile;
		const wanted = kind === undefined ? choice.kind : profileKinds.indexOf(kind);
		this.ui.change((ui) => ({
			...ui,
			dialog: { ...choice, name: 'profile', server: server.key, kind: wanted },
		}));
	}

	#reduce(action: ActionId, selection: Selection): void {
		this.ui.change((ui) => reduce(ui, action, selection.facts));
	}

	#toast(text: string, token: Toast['token']): void {
		this.ui.change((ui) => ({ ...ui, toast: { text, token, until: Date.now() + 4000 } }));
	}

	#prompt(prompt: Prompt, key: string): void {
		const step = promptKey(prompt, key);
		const { target } = prompt;
		if (step.step === 'cancel') {
			this.ui.change((ui) => ({
				...ui,
				prompt: undefined,
				...(target === 'command' ? {} : { [target]: { ...ui[target], filter: '' } }),
			}));
		} else if (step.step === 'edit') this.#typed(step.prompt);
		else if (step.step === 'keep') this.#keep(step.prompt);
		else if (step.step === 'complete' && target === 'command') {
			const names = this.facts.allServers().map(({ info }) => info.name);
			const text = completeCommand(prompt.text, names);
			this.#typed({ ...prompt, text, caret: text.length });
		} else if (step.step === 'history') this.#history(prompt, step.by);
	}

	/** Filters apply as they are typed; one that does not parse leaves the last good one in force. */
	#typed(prompt: Prompt): void {
		const { target, text } = prompt;
		if (target === 'command') {
			this.ui.change((ui) => ({ ...ui, prompt }));
			return;
		}
		const parsed = target === 'servers' ? parseServerFilter(text) : parseEventFilter(text);
		this.ui.change((ui) =>
			parsed.ok
				? { ...ui, prompt, [target]: { ...ui[target], filter: text } }
				: { ...ui, prompt: { ...prompt, error: parsed.error } },
		);
	}

	#keep(prompt: Prompt): void {
		if (prompt.text !== '') this.facts.filters[prompt.target].push(prompt.text);
		if (prompt.target !== 'command') {
			this.ui.change((ui) => ({ ...ui, prompt: undefined }));
			return;
		}
		const parsed = parseCommand(prompt.text);
		if (!parsed.ok) {
			this.ui.change((ui) => ({ ...ui, prompt: { ...prompt, error: parsed.error } }));
			return;
		}
		this.ui.change((ui) => ({ ...ui, prompt: undefined }));
		this.#run(parsed.command);
	}

	#history(prompt: Prompt, by: -1 | 1): void {
		const past = this.facts.filters[prompt.target];
		const at = past.lastIndexOf(prompt.text);
		const text = past[at < 0 ? (by < 0 ? past.length - 1 : past.length) : at + by];
		if (text !== undefined) this.#typed({ ...prompt, text, caret: text.length });
	}

	#named(name: string | undefined): ServerRow | undefined {
		if (name === undefined) return this.facts.select().selected;
		const rows = this.facts.allServers();
		return rows.find(({ info }) => info.name === name) ?? rows.find(({ info }) => info.name.startsWith(name));
	}

	#run(command: Extract<ReturnType<typeof parseCommand>, { ok: true }>['command']): void {
		const simple: Partial<Record<typeof command.do, ActionId>> = {
			help: 'help',
			servers: 'pane.servers',
			detail: 'pane.detail',
			events: 'pane.events',
			pause: 'live.pause',
			refresh: 'live.refresh',
			export: 'export',
			kinds: 'events.kinds',
		};
		const action = simple[command.do];
		if (action !== undefined) this.perform(action);
		else if (command.do === 'quit') this.deeds.quit();
		else if (command.do === 'sort') {
			this.ui.change((ui) => {
				const sorted = sortBy(ui, command.column);
				const descending = command.descending ?? sorted.servers.sort.descending;
				return { ...sorted, servers: { ...sorted.servers, sort: { column: command.column, descending } } };
			});
		} else if (command.do === 'filter') {
			this.ui.change((ui) => ({ ...ui, prompt: undefined }));
			this.#typed({ target: 'servers', text: command.text, caret: command.text.length });
			if (this.ui.get().prompt?.error === undefined) this.ui.change((ui) => ({ ...ui, prompt: undefined }));
		} else if (command.do === 'interval') this.deeds.setInterval(() => command.ms);
		else if (command.do === 'theme') this.deeds.setTheme(command.name);
		else if (command.do === 'open' || command.do === 'reload' || command.do === 'profile') this.#act(command);
	}

	#act(
		command:
			| { do: 'open' | 'reload'; server?: string }
			| { do: 'profile'; server?: string; kind?: ProfileKind },
	): void {
		const server = this.#named(command.server);
		if (server === undefined) this.#toast(`no server "${command.server ?? ''}"`, 'warn');
		else if (command.do === 'reload') this.openReload(server);
		else if (command.do === 'profile') this.openProfile(server, command.kind);
		else {
			this.ui.change((ui) => ({
				...ui,
				servers: { ...ui.servers, cursor: server.key },
				screens: [
					{ name: 'main' },
					{ name: 'server', key: server.key, tab: 'overview', scroll: 0, raw: false },
				],
			}));
		}
	}

	#dialog(key: string): void {
		const { dialog, events } = this.ui.get();
		if (dialog === undefined) return;
		const { reload, profile, allServers, off, select } = this.facts;
		const server = 'server' in dialog ? allServers().find((row) => row.key === dialog.server) : undefined;
		const { dialog: after, effect } = dialogKey(dialog, key, {
			reload,
			profile,
			off: off(server, dialog.name === 'reload' ? 'reload' : 'profile') !== undefined,
			eventsOff: events.off,
			sortChoices: select().facts.sortColumns.length,
		});
		this.ui.change((ui) => ({ ...ui, dialog: after }));
		if (effect) this.#effect(effect, server);
	}

	#effect(effect: DialogEffect, server: ServerRow | undefined): void {
		const { profile, reload, select } = this.facts;
		switch (effect.do) {
			case 'reload':
				if (server) this.deeds.reload(server.info);
				return;
			case 'capture': {
				const kind = profileKinds[effect.kind];
				if (server === undefined || kind === undefined) return;
				const { level, seconds } = effect;
				const cpu = kind === 'cpu';
				this.deeds.capture(server.info, {
					server: server.info.name,
					kind,
					level: cpu ? 0 : level,
					seconds: cpu ? seconds : undefined,
				});
				return;
			}
			case 'hide-capture':
				this.deeds.hideCapture();
				return;
			case 'another-profile': {
				const name = profile.step === 'idle' ? undefined : profile.server;
				this.openProfile(this.#named(name));
				return;
			}
			case 'copy-error':
				this.deeds.copy(errorText(reload, profile), 'the error');
				return;
			case 'copy-path':
				if (profile.step === 'saved') this.deeds.copy(profile.path, 'the path');
				return;
			case 'copy-scp': {
				const line = this.deeds.scpLine();
				if (line !== undefined) this.deeds.copy(line, 'the scp line');
				return;
			}
			case 'sort': {
				const column = select().facts.sortColumns[effect.index];
				if (column !== undefined) this.ui.change((ui) => sortBy(ui, column));
				return;
			}
			case 'reverse-sort':
				this.#reduce('table.sort.reverse', select());
				return;
			case 'switch':
				this.ui.change((ui) => ({ ...ui, events: { ...ui.events, off: effect.off } }));
		}
	}
}
