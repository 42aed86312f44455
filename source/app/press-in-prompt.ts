// Applies a key to the prompt: a filter holds as it is typed, a command line runs at Enter.

import { parseTime, timeExample } from '../format/parse-time.ts';
import type { ActionId } from '../keys/actions.ts';
import { findServer, isAmbiguous } from '../model/find-server.ts';
import { columnNamed, sortBy } from '../table/column.ts';
import { type Command, parseCommand } from '../ui/colon-command.ts';
import { promptKey } from '../ui/prompt-keys.ts';
import { firstMatch } from '../ui/search.ts';
import { completeLine, unknownText } from '../ui/suggestions.ts';
import { activeList, commandTarget, filterOf, type Prompt, paneLists, withList } from '../ui/ui-state.ts';
import { actByName, showByName } from './command-of-lists.ts';
import { type ControllerActions, type Controls, showToast } from './controls.ts';
import { knownNames } from './known-names.ts';
import { markByFilter } from './mark-by-filter.ts';
import { isCommandOfNow, offInPast } from './press-time.ts';

/** Applies a filter as it is typed; one that does not parse leaves the last good one in force. */
const typed = ({ ui, facts }: Controls, prompt: Prompt): void => {
	const { target, text } = prompt;
	if (target === commandTarget) {
		ui.change((state) => ({ ...state, prompt }));
		return;
	}
	const list = facts.select().list(target);
	const whole = prompt.search ? text : filterOf(list?.scope, { filter: text });
	const error = list?.screen.filterError(whole);
	const change = prompt.search ? { search: text === '' ? undefined : text } : { filter: text };
	ui.change((state) =>
		error === undefined
			? { ...withList(state, target, change), prompt }
			: { ...state, prompt: { ...prompt, error } },
	);
};

/** The earlier or later line of the history. */
const browse = (controls: Controls, prompt: Prompt, by: -1 | 1): void => {
	const past = controls.facts.history[prompt.target] ?? [];
	const at = past.lastIndexOf(prompt.text);
	const text = past[at < 0 ? (by < 0 ? past.length - 1 : past.length) : at + by];
	if (text !== undefined) typed(controls, { ...prompt, text, caret: text.length });
};

/** Commands that do what a key does, by the action of the key. */
const actionOf: Partial<Record<Command['do'], ActionId>> = {
	help: 'help',
	servers: 'pane.servers',
	detail: 'pane.detail',
	events: 'pane.events',
	pause: 'live.pause',
	refresh: 'live.refresh',
	export: 'export',
	kinds: 'events.kinds',
};

type OnServer = Extract<Command, { do: 'open' | 'reload' | 'profile' }>;

const onServer = (controls: Controls, actions: ControllerActions, command: OnServer): void => {
	const { select, allServers } = controls.facts;
	const server =
		command.server === undefined
			? (select().server ?? 'no server is selected')
			: findServer(allServers(), command.server);
	if (typeof server === 'string') showToast(controls.ui, server, 'warn');
	else if (command.do === 'reload') actions.openReload(server);
	else if (command.do === 'profile') actions.openProfile(server, command.kind);
	else {
		const { key } = server;
		const screen = paneLists.servers;
		const [tab] = select().list(screen)?.screen.tabs ?? [];
		controls.ui.change((ui) => ({
			...withList(ui, screen, { cursor: key }),
			places: [{ screen }, { screen, open: { key, tab: tab?.id ?? '', scroll: 0, raw: false } }],
		}));
	}
};

/** Sorts the active list, or the servers where that list is a log, which has a fixed order. */
const sort = ({ ui, facts }: Controls, name: string, descending: boolean | undefined): void => {
	const selection = facts.select();
	const { kind } = selection.facts.list;
	const list = kind === 'table' ? activeList(ui.get()) : paneLists.servers;
	const columns = selection.list(list)?.screen.columns ?? [];
	const column = columnNamed(columns, name);
	if (column === undefined) {
		showToast(ui, `no column "${name}"`, 'warn');
		return;
	}
	const wanted = sortBy(column);
	ui.change((state) =>
		withList(state, list, { sort: { ...wanted, descending: descending ?? wanted.descending } }),
	);
};

const run = (controls: Controls, actions: ControllerActions, command: Command): void => {
	const { ui, effects } = controls;
	const action = actionOf[command.do];
	if (effects.time.isBack() && isCommandOfNow(command.do)) showToast(ui, offInPast(effects.time), 'warn');
	else if (action !== undefined) actions.perform(action);
	else if (command.do === 'quit') actions.leave();
	else if (command.do === 'at') goTo(controls, command.text);
	else if (command.do === 'start') effects.time.toStart();
	else if (command.do === 'save-ring') effects.recording.saveRing(command.path);
	else if (command.do === 'tap') actions.openTap(command.subject);
	else if (command.do === 'save') effects.settings.askSave();
	else if (command.do === 'reset') effects.settings.reset();
	else if (command.do === 'screen') showByName(controls, command.id, command.of);
	else if (command.do === 'kick' || command.do === 'move') actByName(controls, actions, command.do, command);
	else if (command.do === 'sort') {
		sort(controls, command.column, command.descending);
	} else if (command.do === 'filter') {
		typed(controls, { target: activeList(ui.get()), text: command.text, caret: command.text.length });
		// A line that does not parse stays open with its error.
		if (ui.get().prompt?.error === undefined) ui.change((state) => ({ ...state, prompt: undefined }));
	} else if (command.do === 'interval') effects.settings.setInterval(() => command.ms);
	else if (command.do === 'contexts') effects.contexts.list();
	else if (command.do === 'context') effects.contexts.watch(command.name);
	else if (command.do === 'theme') effects.settings.setTheme(command.name);
	else if (command.do === 'open' || command.do === 'reload' || command.do === 'profile')
		onServer(controls, actions, command);
};

/** Suggests the nearest name where no server has the typed one; a toast tells where several can be meant. */
const serverError = ({ facts }: Controls, command: Command): string | undefined => {
	if (!('server' in command) || command.server === undefined) return undefined;
	const rows = facts.allServers();
	const found = findServer(rows, command.server);
	if (typeof found !== 'string') return undefined;
	const names = rows.map(({ info }) => info.name);
	return rows.length === 0 || isAmbiguous(rows, command.server)
		? undefined
		: unknownText('server', command.server, names);
};

/** Goes to a time that was typed; `timeError` has looked at it. */
const goTo = ({ effects: { time } }: Controls, text: string): void => {
	const span = time.span();
	const at = span && parseTime(text, span);
	if (at !== undefined) time.goTo(at);
};

/** Why a typed time cannot be gone to. */
const timeError = ({ effects }: Controls, command: Command): string | undefined => {
	if (command.do !== 'at') return undefined;
	const span = effects.time.span();
	if (span === undefined) return 'nothing is kept yet to look back on';
	return parseTime(command.text, span) === undefined ? timeExample : undefined;
};

/** Suggests the nearest context where there is none of the typed name. */
const contextError = ({ effects }: Controls, command: Command): string | undefined => {
	if (command.do !== 'context') return undefined;
	const names = effects.contexts.names();
	return names.length === 0 || names.includes(command.name)
		? undefined
		: unknownText('context', command.name, names);
};

const keep = (controls: Controls, actions: ControllerActions, prompt: Prompt): void => {
	// A filter with an error is not in force: leaving the prompt would keep one that nobody wrote.
	if (prompt.target !== commandTarget && prompt.error !== undefined) return;
	const { ui, facts } = controls;
	if (prompt.text !== '') {
		facts.history[prompt.target] ??= [];
		facts.history[prompt.target]?.push(prompt.text);
	}
	if (prompt.target !== commandTarget) {
		ui.change((state) => ({ ...state, prompt: undefined }));
		const { facts: found } = facts.select();
		if (prompt.search) ui.change((state) => firstMatch(state, found));
		return;
	}
	const parsed = parseCommand(prompt.text, facts.screens);
	if (!parsed.ok) {
		ui.change((state) => ({ ...state, prompt: { ...prompt, error: parsed.error } }));
		return;
	}
	const { command } = parsed;
	const error =
		serverError(controls, command) ?? contextError(controls, command) ?? timeError(controls, command);
	if (error !== undefined) {
		ui.change((state) => ({ ...state, prompt: { ...prompt, error } }));
		return;
	}
	if (parsed.command.do === 'mark') {
		const wrong = markByFilter(controls, parsed.command.text);
		ui.change((state) => ({
			...state,
			prompt: wrong === undefined ? undefined : { ...prompt, error: wrong },
		}));
		return;
	}
	ui.change((state) => ({ ...state, prompt: undefined }));
	run(controls, actions, parsed.command);
};

/** Applies one key to the prompt. */
export const pressInPrompt = (
	controls: Controls,
	actions: ControllerActions,
	prompt: Prompt,
	key: string,
): void => {
	const { ui, facts } = controls;
	const { target } = prompt;
	const step = promptKey(prompt, key);
	switch (step.step) {
		case 'cancel':
			ui.change((state) => ({
				...(target === commandTarget
					? state
					: withList(state, target, prompt.search ? { search: undefined } : { filter: '' })),
				prompt: undefined,
			}));
			return;
		case 'edit':
			typed(controls, step.prompt);
			return;
		case 'keep':
			keep(controls, actions, step.prompt);
			return;
		case 'complete': {
			if (target !== commandTarget) return;
			const text = completeLine(
				prompt.text,
				knownNames(facts.select(), facts.allServers(), facts.screens, controls.effects.contexts.names),
			);
			typed(controls, { ...prompt, text, caret: text.length, error: undefined });
			return;
		}
		case 'history':
			browse(controls, prompt, step.by);
	}
};
