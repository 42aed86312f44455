// Commands of the `:` line about one connection, or about a part of a list.

import { connectionKey } from '../model/connection.ts';
import type { ConnectionAct, ConnectionTarget } from '../model/connection-act.ts';
import { findServer } from '../model/find-server.ts';
import { showScreen } from '../ui/reducer.ts';
import { topPlace, withList } from '../ui/ui-state.ts';
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

/**
 * The filter that a word stands for: itself where it is a term, else the server of exactly that name or id, else the account;
 * or a sentence where there is no such server and the list knows no accounts.
 */
const scopeOfWord = (
	fields: readonly string[],
	word: string,
	{ allServers }: ControllerFacts,
): { scope: string } | { error: string } => {
	if (/[=:<>!/]/.test(word)) return { scope: word };
	const quoted = (text: string): string => (/\s/.test(text) ? `"${text}"` : text);
	const server = findServer(allServers(), word);
	const isExact = typeof server !== 'string' && [server.info.name, server.info.id].includes(word);
	// The beginning of a server's name may as well be the whole name of an account.
	if (fields.includes('acc') && !isExact) return { scope: `acc=${quoted(word)}` };
	if (!fields.includes('server')) return { scope: quoted(word) };
	return typeof server === 'string' ? { error: server } : { scope: `server=${quoted(server.info.name)}` };
};

/** `:connections east-2`: the screen, narrowed to a part and to nothing else; the same without an argument for all of it. */
export const showByName = ({ ui, facts }: Controls, id: string, of?: string): void => {
	const screen = facts.screens.find((each) => each.id === id);
	if (of === undefined || screen === undefined) {
		ui.change((state) => showScreen(state, id));
		return;
	}
	const found = scopeOfWord(screen.filterFields, of, facts);
	const error = 'error' in found ? found.error : screen.filterError(found.scope);
	if (error !== undefined) {
		showToast(ui, error, 'warn');
		return;
	}
	ui.change((state) => {
		const cleared = withList(state, id, { cursor: undefined, filter: '', search: undefined, bad: false });
		const shown = showScreen(cleared, id);
		return { ...shown, places: [...shown.places.slice(0, -1), { ...topPlace(shown), ...found }] };
	});
};
