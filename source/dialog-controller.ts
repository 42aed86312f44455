// Keys in a dialog: the dialog after them, and the effects outside it.

import { type ControllerActions, type Controls, serverCalled } from './controls.ts';
import { type DialogEffect, dialogKey } from './dialog-keys.ts';
import { type ProfileState, profileKinds, type ReloadState } from './model/action.ts';
import type { ServerRow } from './model/fleet.ts';
import { sortList } from './ui-reducer.ts';
import { activeList, type Dialog, listOf, paneLists, withList } from './ui-state.ts';

const errorText = (reload: ReloadState, profile: ProfileState): string => {
	if (reload.step === 'refused') return `${reload.code} ${reload.description}`;
	if (reload.step === 'denied') return reload.subject;
	if (reload.step === 'failed') return reload.message;
	return profile.step === 'failed' ? profile.message : '';
};

type Capture = Extract<DialogEffect, { do: 'capture' }>;

const capture = (
	{ deeds }: Controls,
	{ kind: index, level, seconds }: Capture,
	server: ServerRow | undefined,
): void => {
	const kind = profileKinds[index];
	if (server === undefined || kind === undefined) return;
	const cpu = kind === 'cpu';
	deeds.capture(server.info, {
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
	server: ServerRow | undefined,
): void => {
	const { ui, facts, deeds } = controls;
	const { profile, reload } = facts;
	switch (effect.do) {
		case 'reload':
			if (server) deeds.reload(server.info);
			return;
		case 'capture':
			capture(controls, effect, server);
			return;
		case 'hide-capture':
			deeds.hideCapture();
			return;
		case 'another-profile':
			actions.openProfile(
				profile.step === 'idle' ? facts.select().server : serverCalled(facts, profile.server),
			);
			return;
		case 'copy-error':
			deeds.copy(errorText(reload, profile), 'the error');
			return;
		case 'copy-path':
			if (profile.step === 'saved') deeds.copy(profile.path, 'the path');
			return;
		case 'copy-scp': {
			const line = deeds.scpLine();
			if (line !== undefined) deeds.copy(line, 'the scp line');
			return;
		}
		case 'sort': {
			const { columns } = facts.select().facts.list;
			const column = columns[effect.index];
			if (column !== undefined) ui.change((state) => sortList(state, activeList(state), columns, column.id));
			return;
		}
		case 'reverse-sort':
			actions.perform('table.sort.reverse');
			return;
		case 'switch':
			ui.change((state) => withList(state, paneLists.events, { off: effect.off }));
	}
};

/** One key in the open dialog. */
export const pressInDialog = (
	controls: Controls,
	actions: ControllerActions,
	dialog: Dialog,
	key: string,
): void => {
	const { ui, facts } = controls;
	const { reload, profile } = facts;
	const server = 'server' in dialog ? facts.allServers().find((row) => row.key === dialog.server) : undefined;
	const { dialog: after, effect } = dialogKey(dialog, key, {
		reload,
		profile,
		off: facts.off(server, dialog.name === 'reload' ? 'reload' : 'profile') !== undefined,
		eventsOff: listOf(ui.get(), paneLists.events).off,
		sortChoices: facts.select().facts.list.columns.length,
	});
	ui.change((state) => ({ ...state, dialog: after }));
	if (effect) carryOut(controls, actions, effect, server);
};
