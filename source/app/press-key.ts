// Carries out a key: choices change through the reducer, everything else through the effects of the app.

import { shortestByKey } from '../format/duration.ts';
import type { ActionId } from '../keys/actions.ts';
import { actionFor } from '../keys/keymap.ts';
import { type ProfileKind, profileKinds } from '../model/action.ts';
import type { ConnectionAct, ConnectionTarget } from '../model/connection-act.ts';
import type { ServerRow } from '../model/fleet.ts';
import { reduce } from '../ui/reducer.ts';
import { contextOf, isMain } from '../ui/ui-state.ts';
import type { ControllerActions, ControllerFacts, Controls, Effects, Ui } from './controls.ts';
import { showToast } from './controls.ts';
import { pressInDialog } from './press-in-dialog.ts';
import { pressInPrompt } from './press-in-prompt.ts';
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
			const action = actionFor(this.facts.bound, key, context);
			if (action) this.perform(action);
		}
	}

	/** Does one action, by its id. */
	perform(action: ActionId): void {
		const selection = this.facts.select();
		switch (action) {
			case 'quit':
				if (!isMain(this.ui.get())) this.#reduce('back', selection);
				else this.effects.program.quit();
				return;
			case 'quit.now':
				this.effects.program.quit();
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
				this.effects.settings.setInterval((ms) => ms * 2);
				return;
			case 'live.faster':
				this.effects.settings.setInterval((ms) => Math.min(ms, Math.max(shortestByKey, ms / 2)));
				return;
			case 'copy': {
				const copyable = this.effects.output.copyable();
				if (copyable) this.effects.output.copy(copyable.text, copyable.what);
				return;
			}
			case 'export':
				this.#export();
				return;
			case 'server.reload':
				this.openReload(selection.server);
				return;
			case 'connection.kick':
				this.openAct('kick', selection.item?.connection?.(this.facts.look()));
				return;
			case 'connection.move':
				this.openAct('move', selection.item?.connection?.(this.facts.look()));
				return;
			case 'server.profile':
				this.openProfile(selection.server);
				return;
			case 'problem.next':
				if (selection.facts.problems === undefined) showToast(this.ui, 'nothing is wrong', 'ok');
				else this.#reduce(action, selection);
				return;
			default:
				this.#reduce(action, selection);
		}
	}

	/** Opens the question before a reload; the dialog says why where reloads are off. */
	openReload(server: ServerRow | undefined): void {
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
