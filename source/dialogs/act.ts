// Asks before a connection is kicked or asked to move, and tells what came of it.

import { count } from '../format/number.ts';
import { fit, shortId, wrapText } from '../format/text.ts';
import { clock, duration } from '../format/time.ts';
import {
	type ActState,
	type Aftermath,
	backSpan,
	type ConnectionAct,
	type ConnectionTarget,
	endSpan,
	tooOldFor,
} from '../model/connection-act.ts';
import { boxRows, dialogColumns, dialogInside, dialogKeys } from './box.ts';
import { closes, type DialogFacts, type DialogSpec } from './dialog.ts';
import { offLines } from './off-lines.ts';

export type ActDialog = { name: 'act'; act: ConnectionAct; target: ConnectionTarget };

type Spec = DialogSpec<ActDialog>;

const titles: Readonly<Record<ConnectionAct, string>> = {
	kick: 'Kick connection',
	move: 'Ask client to move',
};

const words: Readonly<Record<ConnectionAct, string>> = {
	kick: 'The server closes it now. Most clients reconnect at once, to this or another server, with a new cid.',
	move: 'The server tells this one client that it is in lame duck mode. It stays connected; whether it moves is up to its program. Many do nothing. The server itself is not touched.',
};

const ownWords =
	'This is the connection of this natstop: what the server tells until it is back will not be seen.';

const serverOfTarget = (facts: DialogFacts, { server }: ConnectionTarget) =>
	facts.servers.find(({ info }) => info.id === server.id);

/** Why nothing can be sent. */
const offOf = (facts: DialogFacts, { target }: ActDialog) => facts.off(serverOfTarget(facts, target), 'act');

const serviceOf = (act: ConnectionAct): string => (act === 'kick' ? 'KICK' : 'LDM');

/** The command of the nats CLI that does the same from a shell. */
const commandOf = ({ act, target: { cid, server } }: ActDialog, id = server.id): string =>
	act === 'kick'
		? `nats server request kick ${cid} ${id}`
		: `nats req '$SYS.REQ.SERVER.${id}.LDM' '{"cid":${cid}}'`;

const errorOf = (state: ActState): string => {
	if (state.step === 'refused') return `${state.code} ${state.description}`;
	if (state.step === 'denied') return state.subject;
	return state.step === 'failed' ? state.message : '';
};

const hasStayed = (dialog: ActDialog, state: ActState): boolean =>
	dialog.act === 'move' && state.step === 'accepted' && state.isOver && state.end === undefined;

/** Enter is the default button, and the default is to do nothing. */
const key: Spec['key'] = (dialog, key, facts) => {
	const { state } = facts.act;
	const copy = { do: 'copy', text: commandOf(dialog), what: 'the command' } as const;
	if (state.step === 'asked') {
		const can = offOf(facts, dialog) === undefined && tooOldFor(dialog.act, dialog.target) === undefined;
		if (key === 'y' && can) return { dialog, effect: { do: 'act', act: dialog.act, target: dialog.target } };
		if (key === 'c') return { dialog, effect: copy };
		return closes(key) || key === 'n' || key === 'enter' ? {} : { dialog };
	}
	if (closes(key) || key === 'enter') return {};
	if (key === 'c') return { dialog, effect: copy };
	if (key === 'y' && errorOf(state) !== '')
		return { dialog, effect: { do: 'copy', text: errorOf(state), what: 'the error' } };
	if (key === 'X' && hasStayed(dialog, state))
		return { dialog: { ...dialog, act: 'kick' }, effect: { do: 'ask-act' } };
	return { dialog };
};

const question = (dialog: ActDialog, facts: DialogFacts, columns: number): string[] => {
	const { act, target } = dialog;
	const { theme } = facts.screen;
	const { paint, glyphs } = theme;
	const line = (label: string, text: string): string =>
		`${paint('muted', label.padEnd(9))}${fit(text, columns - 9, glyphs).trimEnd()}`;
	const id = shortId(target.server.id, glyphs);
	const user = `${target.user ?? glyphs.none}          account ${target.accountName ?? glyphs.none}`;
	const tooOld = tooOldFor(act, target);
	const own = facts.act.own();
	const isOwn = own !== undefined && own.id === target.server.id && own.cid === target.cid;
	const verb = act === 'kick' ? 'kick' : 'ask';
	const isKnown = target.name !== '';
	const name = fit(target.name || `cid ${target.cid}`, Math.min(20, columns - 34), glyphs).trimEnd();
	const where = `cid ${target.cid} on ${target.server.name}`;
	return [
		line('Client', isKnown ? `${target.name}      ${where}` : `${where}; nothing more is known of it here`),
		...(isKnown ? [line('User', user)] : []),
		...(target.facts === '' ? [] : wrapText(target.facts, columns - 9)).map((text, index) =>
			line(index === 0 ? 'Address' : '', text),
		),
		...(act === 'kick' && target.pending
			? [line('Pending', `${count(target.pending, glyphs)} bytes, dropped with it`)]
			: []),
		'',
		...(tooOld === undefined
			? [
					...wrapText(words[act], columns),
					...(isOwn ? wrapText(ownWords, columns).map((text) => paint('warn', text)) : []),
					'',
					line('Sends', `$SYS.REQ.SERVER.${id}.${serviceOf(act)} {"cid":${target.cid}}`),
					line('c copies', commandOf(dialog, id)),
					'',
					`  ${paint('key', 'y')}  ${verb} ${name}       ${paint('key', '[ n / Esc  cancel ]')}`,
				]
			: [paint('warn', `! ${tooOld}`), '', ...dialogKeys([['Esc', 'close']], columns, theme)]),
	];
};

const afterText = ({ cid, server }: ConnectionTarget, after: Aftermath): string => {
	switch (after.is) {
		case 'open':
			return `cid ${cid} is still connected to ${server.name}.`;
		case 'closed':
			return `It had left before: cid ${cid} closed at ${clock(after.stop)}, ${after.reason ?? 'no reason told'}.`;
		case 'nobody':
			return `${server.name} does not know of cid ${cid}.`;
		case 'unknown':
			return `What became of cid ${cid} is not known: ${after.why}.`;
	}
};

type Accepted = Extract<ActState, { step: 'accepted' }>;

/** The steps of an accepted request, each once it is known. */
const acceptedLines = (dialog: ActDialog, state: Accepted, facts: DialogFacts, columns: number): string[] => {
	const { act, target } = dialog;
	const { theme } = facts.screen;
	const { paint, glyphs } = theme;
	const done = (text: string): string[] =>
		wrapText(text, columns - 2).map((line, index) => `${index === 0 ? paint('ok', glyphs.ok) : ' '} ${line}`);
	const open = (text: string): string[] =>
		wrapText(text, columns - 2).map(
			(line, index) => `${index === 0 ? paint('warn', glyphs.stale) : ' '} ${line}`,
		);
	const { end, back, isOver, ms } = state;
	const figures =
		end?.inMsgs === undefined ? '' : `; in ${count(end.inMsgs, glyphs)}, out ${count(end.outMsgs, glyphs)}`;
	const spans = { end: duration(endSpan[act]), back: duration(backSpan) };
	const lines = [...done(`accepted in ${duration(ms)}`)];
	if (end) {
		lines.push(...done(`closed after ${duration(end.ms)}: ${end.reason ?? 'no reason told'}${figures}`));
		if (back) lines.push(...done(`back after ${duration(back.ms)} as cid ${back.cid} on ${back.server}`));
		else if (isOver) lines.push(...open(`not seen to come back within ${spans.back}`));
		else lines.push('  waiting for it to come back');
	} else if (isOver) {
		lines.push(...open(`still connected after ${spans.end}: cid ${target.cid} on ${target.server.name}`));
	} else lines.push('  waiting for its end');
	const stayed = hasStayed(dialog, state);
	const why =
		'Its program may ignore the request. Kicking it makes it reconnect, but the server chosen may be the same.';
	const close = ['Esc', isOver ? 'close' : 'close, it becomes an event'] as const;
	return [
		...lines,
		'',
		...(stayed ? [...wrapText(why, columns), ''] : []),
		...dialogKeys(stayed ? [['X', 'kick instead'], close] : [close], columns, theme),
	];
};

const resultLines = (dialog: ActDialog, facts: DialogFacts, columns: number): string[] => {
	const { target } = dialog;
	const { state } = facts.act;
	const { theme, now } = facts.screen;
	const { paint, glyphs } = theme;
	const { server } = target;
	const failure = (text: string): string =>
		paint('crit', fit(`${glyphs.down} ${text}`, columns, glyphs).trimEnd());
	const say = (text: string): string[] => wrapText(text, columns);
	const quote = (text: string): string[] => wrapText(text, columns - 2).map((line) => `  ${line}`);
	const keys = (...all: (readonly [string, string])[]): string[] => ['', ...dialogKeys(all, columns, theme)];
	const close = ['Esc', 'close'] as const;
	switch (state.step) {
		case 'sending':
			return [
				`Asking ${server.name}   ${duration(now - state.at)}`,
				...keys(['Esc', 'close, it becomes an event']),
			];
		case 'accepted':
			return acceptedLines(dialog, state, facts, columns);
		case 'refused':
			return [
				failure(`${server.name} refused`),
				'',
				...quote(`${state.code}  ${state.description}`),
				'',
				...say(afterText(target, state.after)),
				...keys(['y', 'copy error'], close),
			];
		case 'no-answer':
			return [
				paint('warn', `! ${server.name} did not answer in ${duration(state.ms)}`),
				'',
				...say(afterText(target, state.after)),
				...keys(close),
			];
		case 'unsupported':
			return [
				failure(`${server.name} does not take the request`),
				'',
				...say('Nobody answers there: the server has gone or was started anew. Nothing was closed.'),
				...keys(close),
			];
		case 'denied':
			return [
				failure('This user may not send the request'),
				'',
				...say('No permission to publish to'),
				...quote(state.subject),
				'',
				...say('Nothing was sent.'),
				...keys(['y', 'copy subject'], close),
			];
		case 'failed':
			return [failure(state.message), ...keys(['y', 'copy error'], close)];
		case 'asked':
			return [];
	}
};

const rows: Spec['rows'] = (dialog, facts) => {
	const { theme, rows } = facts.screen;
	const columns = dialogColumns(facts.screen.columns, 66);
	const inside = dialogInside(columns);
	const title = titles[dialog.act];
	if (facts.act.state.step !== 'asked')
		return boxRows(title, resultLines(dialog, facts, inside), columns, theme, rows, dialog.target.name);
	const off = offOf(facts, dialog);
	const what = dialog.act === 'kick' ? 'Kicking is off' : 'Moving is off';
	const { name } = dialog.target.server;
	const lines = off ? offLines(what, off, name, inside, theme) : question(dialog, facts, inside);
	return boxRows(title, lines, columns, theme, rows);
};

/** The dialog of a kick or a move: the question, the wait, and the result. */
export const act: Spec = { key, rows };
