// Carries out a key: choices change through the reducer, everything else through the effects of the app.

import { offWords } from '../format/actions-off.ts';
import { shortestByKey } from '../format/duration.ts';
import type { ActionId } from '../keys/actions.ts';
import { actionFor, inTime } from '../keys/keymap.ts';
import { type ProfileKind, profileKinds } from '../model/action.ts';
import type { ConnectionAct, ConnectionTarget } from '../model/connection-act.ts';
import type { ServerRow } from '../model/fleet.ts';
import { isRunning, rollServers } from '../model/rolling-reload.ts';
import { lackOfKey } from '../screens/lacking.ts';
import { reduce } from '../ui/reducer.ts';
import { activeList, contextOf, isMain, modeOf } from '../ui/ui-state.ts';
import type { ControllerActions, ControllerFacts, Controls, Effects, Ui } from './controls.ts';
import { markedServers, showToast } from './controls.ts';
import { ofSystem, queuesList, subjectsList, tapList } from './here.ts';
import { pressInDialog } from './press-in-dialog.ts';
import { pressInPrompt } from './press-in-prompt.ts';
import { isOfNow, offInPast, pressTime } from './press-time.ts';
import type { Selection } from './selection.ts';

/** Milliseconds after an export within which a further one is asked about first. */
const exportSpan = 60_000;

/** Handles keys for one state of the app. */
export class Controller implements ControllerActions, Controls {
	constructor(
		readonly ui: Ui,
		readonly facts: ControllerFacts,
		readonly effects: Effects,
	) {}

	/** Applies one key to the prompt, the dialog or the screen. */
	press(key: string): void {
		const { prompt, dialog } = this.ui.get();
		if (prompt) pressInPrompt(this, this, prompt, key);
		else if (dialog) pressInDialog(this, this, dialog, key);
		else {
			const context = contextOf(this.ui.get(), this.facts.select().facts.list.kind);
			const bound = inTime(this.facts.bound, this.effects.time.isBack());
			const action = actionFor(bound, key, context);
			const lack = action === undefined ? lackOfKey(this.facts.screens, key) : undefined;
			if (action) this.perform(action);
			else if (lack !== undefined) showToast(this.ui, lack, 'warn');
		}
	}

	/** Does one action, by its id. */
	perform(action: ActionId): void {
		const selection = this.facts.select();
		const { time } = this.effects;
		if (time.isBack() && isOfNow(action)) {
			showToast(this.ui, offInPast(time), 'warn');
			return;
		}
		if (pressTime(time, this.ui, action)) return;
		if (modeOf(this.ui.get()) === 'account' && ofSystem.includes(action)) {
			showToast(this.ui, 'this needs the system account', 'warn');
			return;
		}
		switch (action) {
			case 'quit':
				if (!isMain(this.ui.get())) this.#reduce('back', selection);
				else this.leave();
				return;
			case 'quit.now':
				this.leave();
				return;
			case 'suspend':
				this.effects.program.suspend();
				return;
			case 'repaint':
				this.effects.program.repaint();
				return;
			case 'live.refresh':
				this.effects.program.refresh();
				return;
			case 'live.slower':
				if (this.#isTap()) this.effects.tap.deeper(-1);
				else this.effects.settings.setInterval((ms) => ms * 2);
				return;
			case 'live.faster':
				if (this.#isTap()) this.effects.tap.deeper(1);
				else this.effects.settings.setInterval((ms) => Math.min(ms, Math.max(shortestByKey, ms / 2)));
				return;
			case 'copy': {
				const copyable = this.effects.output.copyable();
				if (copyable) this.effects.output.copy(copyable.text, copyable.what);
				return;
			}
			case 'export':
				this.#export();
				return;
			case 'record':
				this.effects.recording.toggle();
				return;
			case 'server.reload':
				this.#reloadHere(selection);
				return;
			case 'connection.kick':
				this.openAct('kick', selection.item?.connection?.(this.facts.look()));
				return;
			case 'connection.move':
				this.openAct('move', selection.item?.connection?.(this.facts.look()));
				return;
			case 'raft.queues':
				if (activeList(this.ui.get()) === queuesList) this.perform('open');
				else showToast(this.ui, 'inner queues of servers are on the raft tab of JetStream: 6, Raft', 'warn');
				return;
			case 'subject.tap':
				this.openTap();
				return;
			case 'message.last':
				this.effects.messages.show(selection.item?.message);
				return;
			case 'server.profile':
				this.profileHere();
				return;
			case 'problem.next':
				if (selection.facts.problems === undefined) showToast(this.ui, 'nothing is wrong', 'ok');
				else this.#reduce(action, selection);
				return;
			default:
				this.#reduce(action, selection);
		}
	}

	/** Leaves natstop; asks first while a rolling reload runs. */
	leave(): void {
		if (!isRunning(this.facts.roll)) this.effects.program.quit();
		else this.ui.change((ui) => ({ ...ui, dialog: { name: 'leave', what: 'A rolling reload' } }));
	}

	/** Asks before all marked servers are reloaded, one after another. */
	#reloadHere({ server, facts: { marks } }: Selection): void {
		const marked = marks === undefined ? [] : markedServers(this.facts);
		const [only] = marked;
		if (this.facts.roll !== undefined || marked.length <= 1) {
			this.openReload(only ?? server);
			return;
		}
		const { off } = this.facts.dialogs();
		const servers = rollServers(marked, (row) => off(row, 'reload'));
		this.ui.change((ui) => ({ ...ui, dialog: { name: 'roll-ask', servers } }));
	}

	/**
	 * Opens the question before a reload; the dialog says why where reloads are off. While a rolling reload runs, or its result
	 * is not closed, that is shown: no two servers are reloaded at the same time.
	 */
	openReload(server: ServerRow | undefined): void {
		if (this.facts.roll !== undefined) {
			this.ui.change((ui) => ({ ...ui, dialog: { name: 'roll' } }));
			return;
		}
		if (server === undefined) {
			showToast(this.ui, 'no server is selected', 'warn');
			return;
		}
		this.effects.servers.askReload();
		this.ui.change((ui) => ({ ...ui, dialog: { name: 'reload', server: server.key } }));
	}

	/** Opens the question before a kick or a move; the dialog says why where it cannot be done. */
	openAct(act: ConnectionAct, target: ConnectionTarget | undefined): void {
		if (target === undefined) {
			showToast(this.ui, 'no connection is selected', 'warn');
			return;
		}
		this.effects.servers.askAct();
		this.ui.change((ui) => ({ ...ui, dialog: { name: 'act', act, target } }));
	}

	/** The list of what a tap has heard has the keys. */
	#isTap(): boolean {
		return activeList(this.ui.get()) === tapList;
	}

	/** Opens the question before a tap, on the selected subject where none is named; a tap that listens is stopped. */
	openTap(named?: string): void {
		const { tap } = this.effects;
		const list = activeList(this.ui.get());
		if (tap.isOn()) {
			tap.stop();
			return;
		}
		const { item, open } = this.facts.select();
		const isHere = list === subjectsList || list === tapList;
		const subject = named ?? (isHere ? (item?.name ?? open?.key) : undefined);
		const hindrance =
			tap.hindrance() ?? (subject === undefined ? 'a tap is of a subject: on 0, or :tap SUBJECT' : undefined);
		if (hindrance !== undefined || subject === undefined) showToast(this.ui, hindrance ?? '', 'warn');
		else this.ui.change((ui) => ({ ...ui, dialog: { name: 'tap', subject } }));
	}

	/** Opens the picker for all marked servers, or for the selected one where none is marked. */
	profileHere(again = false): void {
		const { server, facts } = this.facts.select();
		const marked = facts.marks === undefined ? [] : markedServers(this.facts);
		const [first] = marked;
		if (this.facts.many !== undefined && !again)
			this.ui.change((ui) => ({ ...ui, dialog: { name: 'profiles' } }));
		else if (first === undefined || marked.length === 1) this.openProfile(first ?? server);
		else this.#openProfiles(marked, first);
	}

	#openProfiles(marked: readonly ServerRow[], first: ServerRow): void {
		const { off } = this.facts.dialogs();
		const servers = marked.map((row) => {
			const why = off(row, 'profile');
			const { id, name } = row.info;
			const leftOut = why === 'down' || why === 'lameduck' ? `not asked: ${offWords[why]}` : undefined;
			return { key: row.key, id, name, ...(leftOut !== undefined && { leftOut }) };
		});
		const dialog = { ...this.facts.lastProfile, name: 'profile', server: first.key, servers } as const;
		this.ui.change((ui) => ({ ...ui, dialog }));
	}

	/** Opens the picker of a profile; during a capture a toast says that one is under way. */
	openProfile(server: ServerRow | undefined, kind?: ProfileKind): void {
		if (this.facts.profile.step === 'capturing') {
			showToast(this.ui, 'a capture is under way', 'warn');
			return;
		}
		if (server === undefined) {
			showToast(this.ui, 'no server is selected', 'warn');
			return;
		}
		const choice = this.facts.lastProfile;
		const wanted = kind === undefined ? choice.kind : profileKinds.indexOf(kind);
		this.ui.change((ui) => ({
			...ui,
			dialog: { ...choice, name: 'profile', server: server.key, kind: wanted },
		}));
	}

	/** Asks before a second file within a minute, so that a key held down writes one file only. */
	#export(): void {
		const { path, at = Number.NEGATIVE_INFINITY } = this.facts.exports;
		const next = this.effects.output.exportPath();
		if (path === undefined || next === undefined || this.ui.now() - at > exportSpan)
			this.effects.output.export();
		else this.ui.change((ui) => ({ ...ui, dialog: { name: 'export', path: next, last: path } }));
	}

	#reduce(action: ActionId, selection: Selection): void {
		this.ui.change((ui) => reduce(ui, action, selection.facts));
	}
}
