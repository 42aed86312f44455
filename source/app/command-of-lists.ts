// Commands of the `:` line about one connection, or about a part of a list.

import { connectionKey } from '../model/connection.ts';
import type { ConnectionAct, ConnectionTarget } from '../model/connection-act.ts';
import { findServer } from '../model/find-server.ts';
import { filterOf, topPlace, withList } from '../ui/ui-state.ts';
import { type ControllerActions, type ControllerFacts, type Controls, showToast } from './controls.ts';

/** The connection that was typed: as a list in view has it, else with no more than its typed cid and server. */
const targetOf = (
	{ facts }: Controls,
	{ id, name, version }: ConnectionTarget['server'],
	cid: number,
): ConnectionTarget => {
	const key = connectionKey(id, cid);
	const known = facts.screens
		.map((screen) => facts.select().list(screen.id)?.shot.item(key)?.connection?.(facts.look()))
		.find((target) => target !== undefined);
	return known ?? { server: { id, name, version }, cid, kind: 'client', name: '', facts: '' };
};

/** `:kick 4711@n1`; without an argument the selected connection. */
export const actByName = (
	controls: Controls,
	actions: ControllerActions,
	act: ConnectionAct,
	{ cid, server: named }: { cid?: number; server?: string },
): void => {
	if (cid === undefined || named === undefined) {
		actions.perform(`connection.${act}`);
		return;
	}
	const server = findServer(controls.facts.allServers(), named);
	if (typeof server === 'string') showToast(controls.ui, server, 'warn');
	else actions.openAct(act, targetOf(controls, server.info, cid));
};

/** The filter that a word stands for: itself where it is a term, else the server of that name, else the account. */
const scopeOfWord = (fields: readonly string[], word: string, { allServers }: ControllerFacts): string => {
	if (/[=:<>!/]/.test(word)) return word;
	const quoted = (text: string): string => (/\s/.test(text) ? `"${text}"` : text);
	const server = findServer(allServers(), word);
	if (typeof server !== 'string' && fields.includes('server')) return `server=${quoted(server.info.name)}`;
	return fields.includes('acc') ? `acc=${quoted(word)}` : quoted(word);
};

/** `:connections east-2`: the screen, narrowed to a part; the same without an argument for all of it. */
export const showByName = (controls: Controls, actions: ControllerActions, id: string, of?: string): void => {
	const { ui, facts } = controls;
	actions.perform(`screen.${id}`);
	const screen = facts.screens.find((each) => each.id === id);
	if (of === undefined || screen === undefined) return;
	const scope = scopeOfWord(screen.filterFields, of, facts);
	const error = screen.filterError(filterOf(scope, { filter: '' }));
	if (error !== undefined) {
		showToast(ui, error, 'warn');
		return;
	}
	ui.change((state) => ({
		...withList(state, id, { cursor: undefined }),
		places: [...state.places.slice(0, -1), { ...topPlace(state), scope }],
	}));
};
