// Applies a key to the open dialog: the state after it, and its effect outside.

import { type DialogEffect, type DialogFacts, serverAt } from '../dialogs/dialog.ts';
import type { Dialog } from '../dialogs/dialog-state.ts';
import { dialogKey } from '../dialogs/registry.ts';
import { profileKinds } from '../model/action.ts';
import type { ServerRow } from '../model/fleet.ts';
import { showScreen } from '../ui/reducer.ts';
import { sortList } from '../ui/sort.ts';
import { activeList, paneLists, withList } from '../ui/ui-state.ts';
import { type ControllerActions, type Controls, serverCalled } from './controls.ts';
import { tapList } from './here.ts';

type Capture = Extract<DialogEffect, { do: 'capture' }>;

const capture = (
	{ effects }: Controls,
	{ kind: index, level, seconds }: Capture,
	server: ServerRow | undefined,
): void => {
	const kind = profileKinds[index];
	if (server === undefined || kind === undefined) return;
	const cpu = kind === 'cpu';
	effects.profiles.capture(server.info, {
		server: server.info.name,
		kind,
		level: cpu ? 0 : level,
		seconds: cpu ? seconds : undefined,
	});
};

const carryOut = (
	controls: Controls,
	actions: ControllerActions,
	effect: DialogEffect,
	dialogs: DialogFacts,
): void => {
	const { ui, facts, effects } = controls;
	const { profile } = facts;
	const server = 'server' in effect ? serverAt(dialogs, effect.server) : undefined;
	switch (effect.do) {
		case 'reload':
			if (server) effects.servers.reload(server.info);
			return;
		case 'roll':
			effects.rolls.start(effect.servers);
			return;
		case 'roll-stop':
			effects.rolls.stop();
			return;
		case 'roll-go-on':
			effects.rolls.goOn(effect.again);
			return;
		case 'roll-export':
			effects.rolls.export();
			return;
		case 'roll-close':
			effects.rolls.close();
			return;
		case 'context':
			effects.contexts.watch(effect.name);
			return;
		case 'go-to':
			effects.time.goTo(effect.at);
			return;
		case 'quit':
			effects.program.quit();
			return;
		case 'act':
			effects.servers.act(effect.act, effect.target);
			return;
		case 'tap':
			effects.tap.start(effect.subject);
			ui.change((state) => showScreen(state, tapList));
			return;
		case 'ask-act':
			effects.servers.askAct();
			return;
		case 'capture':
			capture(controls, effect, server);
			return;
		case 'capture-many': {
			const kind = profileKinds[effect.kind];
			if (kind === undefined) return;
			const isCpu = kind === 'cpu';
			const { level, seconds } = effect;
			effects.profiles.captureMany(effect.servers, {
				...{ kind, level: isCpu ? 0 : level },
				...(isCpu && { seconds }),
			});
			return;
		}
		case 'profiles-close':
			effects.profiles.closeMany();
			return;
		case 'profiles-again':
			effects.profiles.closeMany();
			actions.profileHere(true);
			return;
		case 'hide-capture':
			effects.profiles.hide();
			return;
		case 'another-profile':
			actions.openProfile(
				profile.step === 'idle' ? facts.select().server : serverCalled(facts, profile.server),
			);
			return;
		case 'view-profile':
			effects.profiles.view(effect.paths);
			return;
		case 'copy':
			effects.output.copy(effect.text, effect.what);
			return;
		case 'copy-scp': {
			const line = effects.profiles.scpLine();
			if (line !== undefined) effects.output.copy(line, 'the scp line');
			return;
		}
		case 'sort': {
			const { columns } = facts.select().facts.list;
			ui.change((state) => sortList(state, activeList(state), columns, effect.column));
			return;
		}
		case 'export':
			effects.output.export();
			return;
		case 'save':
			effects.settings.save();
			return;
		case 'reverse-sort':
			actions.perform('table.sort.reverse');
			return;
		case 'columns':
			ui.change((state) => withList(state, activeList(state), { chosen: effect.columns, offset: 0 }));
			return;
		case 'switch':
			ui.change((state) => withList(state, paneLists.events, { off: effect.off }));
	}
};

/** Applies one key to the open dialog. */
export const pressInDialog = (
	controls: Controls,
	actions: ControllerActions,
	dialog: Dialog,
	key: string,
): void => {
	const facts = controls.facts.dialogs();
	const { dialog: after, effect } = dialogKey(dialog, key, facts);
	controls.ui.change((state) => ({ ...state, dialog: after }));
	if (effect) carryOut(controls, actions, effect, facts);
};
