// The page of a rolling reload: one row a server, what stopped it, and what can be done now.

import { duration } from '../format/time.ts';
import type { LoggedEvent } from '../model/event.ts';
import { firstAndMore } from '../model/first-names.ts';
import {
	inStep,
	isRunning,
	type Roll,
	type RollEntry,
	resultText,
	rollCount,
	stepWord,
} from '../model/rolling-reload.ts';
import type { Theme } from '../theme.ts';
import type { StepPage, StepRow } from './step-page.ts';

const named = (entries: readonly { server: { name: string } }[]): string =>
	firstAndMore(
		entries.map(({ server }) => server.name),
		5,
	);

const rowOf = (entry: RollEntry, now: number, { glyphs }: Theme): StepRow => {
	const { server, state } = entry;
	const look: Partial<Record<typeof state.step, Pick<StepRow, 'glyph' | 'token'>>> = {
		done: { glyph: glyphs.ok, token: 'ok' },
		stopped: { glyph: glyphs.down, token: 'crit' },
		sending: { glyph: glyphs.lameduck, token: 'warn' },
		checking: { glyph: glyphs.lameduck, token: 'warn' },
	};
	const took = 'ms' in state ? duration(state.ms) : 'at' in state ? duration(now - state.at) : glyphs.none;
	return {
		...(look[state.step] ?? { glyph: ' ' }),
		...{ name: server.isLeader ? `${server.name} L` : server.name, step: stepWord(entry), took },
		result: resultText(entry, duration).replaceAll('→', glyphs.arrow).replaceAll('…', glyphs.ellipsis),
		current: state.step === 'sending' || state.step === 'checking' || state.step === 'stopped',
	};
};

/** The servers that a running one keeps waiting, and what becomes of them when it is not healthy in time. */
const waitingText = (roll: Roll): string[] => {
	const [running] = [...inStep(roll, 'checking'), ...inStep(roll, 'sending')];
	if (running === undefined) return [];
	const { name } = running.server;
	const rest = inStep(roll, 'waits');
	if (roll.isStopping)
		return [`It stops after ${name}${rest.length > 0 ? `; ${named(rest)} will not be asked` : ''}.`];
	const limit = `Waits up to ${duration(roll.wait).replace(/m00s$/, 'm')} for ${name}.`;
	if (rest.length === 0) return [limit];
	return [`${limit} Then it stops, and ${named(rest)} ${rest.length === 1 ? 'is' : 'are'} not asked.`];
};

/** What is true once it has ended, in sentences. */
const endText = (roll: Roll): string[] => {
	const [stopped] = inStep(roll, 'stopped').slice(-1);
	const done = inStep(roll, 'done');
	const fresh = done.filter(({ state }) => state.isNew);
	const rest = inStep(roll, 'not asked');
	const old = rest.length > 0 ? `, and ${named(rest)} not` : '';
	return [
		...(stopped?.state.keeps ? [`${stopped.server.name} keeps running with its old configuration.`] : []),
		...(fresh.length > 0 && (stopped || rest.length > 0)
			? [`${named(fresh)} ${fresh.length === 1 ? 'runs' : 'run'} the new one${old}.`]
			: []),
		...(stopped === undefined && rest.length === 0
			? [`All ${done.length} were reloaded and are healthy.`]
			: []),
	];
};

/** Whether servers are left that could still be asked. */
export const canGoOn = (roll: Roll): boolean =>
	!isRunning(roll) && (inStep(roll, 'not asked').length > 0 || inStep(roll, 'stopped').length > 0);

/** What `r` and `s` do once it was stopped. */
const goOnKeys = (roll: Roll): (readonly [string, string])[] => {
	const [stopped] = inStep(roll, 'stopped').slice(-1);
	const [next] = inStep(roll, 'not asked');
	return [
		...(stopped ? [['r', `retry ${stopped.server.name}`] as const] : []),
		...(next ? [['s', stopped ? `go on with ${next.server.name}` : `go on`] as const] : []),
	];
};

const noteOf = (roll: Roll, columns: number): string => {
	if (!isRunning(roll)) {
		if (inStep(roll, 'not asked').length > 0) return 'The rest was not asked.';
		return inStep(roll, 'stopped').length > 0 ? 'Nobody was left to be asked.' : 'Every server was asked.';
	}
	return columns < 100
		? 'RELOAD sends $SYS.REQ.SERVER.<id>.RELOAD; verified by load time and digest'
		: 'Sends $SYS.REQ.SERVER.<id>.RELOAD to one after another. Loaded: config_load_time moved. Healthy: STATSZ answers, HEALTHZ ok.';
};

/** The page of a rolling reload as it is now. */
export const rollPage = (
	roll: Roll,
	events: readonly LoggedEvent[],
	{ columns, now, theme }: { columns: number; now: number; theme: Theme },
	scroll?: number,
): StepPage => {
	const { done, of } = rollCount(roll);
	const running = isRunning(roll);
	const isStopped = !running && canGoOn(roll);
	const mark = `${theme.glyphs.down} stopped`;
	const keys: (readonly [string, string])[] = running
		? [...(roll.isStopping ? [] : [['s', 'stop after this one'] as const]), ['Esc', 'hide, go on']]
		: [...goOnKeys(roll), ['Esc', 'close']];
	return {
		title: isStopped ? `Rolling reload   ${mark}` : 'Rolling reload',
		...(isStopped && { mark: { text: mark, token: 'crit' as const } }),
		right: `${done} of ${of} done   ${duration((roll.endedAt ?? now) - roll.startedAt)}`,
		note: noteOf(roll, columns),
		heading: 'RESULT',
		rows: roll.entries.map((entry) => rowOf(entry, now, theme)),
		under: running ? waitingText(roll) : endText(roll),
		events,
		keys: [...keys, ['y', 'copy report'], ['e', 'export']],
		...(scroll !== undefined && { scroll }),
	};
};

/** The report as text, a line each server. */
export const rollReport = (roll: Roll): string => {
	const { done, of } = rollCount(roll);
	const lines = roll.entries.map((entry) => {
		const took = 'ms' in entry.state ? `  ${duration(entry.state.ms)}` : '';
		const result = resultText(entry, duration);
		return `${entry.server.name}  ${stepWord(entry)}${took}${result === '' ? '' : `  ${result}`}`;
	});
	const ended = isRunning(roll) ? 'running' : canGoOn(roll) ? 'stopped' : 'ended';
	return [
		`rolling reload of ${new Date(roll.startedAt).toISOString()}: ${done} of ${of} done, ${ended}`,
		...lines,
	].join('\n');
};
