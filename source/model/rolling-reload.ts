// A rolling reload as states: whom it asks in which order, what came of each server, and the report of it.

import { versionNumber } from '../table/version-number.ts';
import type { ActionsOff, ReloadState } from './action.ts';
import { newsText } from './config-news.ts';
import type { ServerRow } from './fleet.ts';
import type { Varz } from './server.ts';
import { isMetaLeader } from './server-facts.ts';

/** A server of a rolling reload, as it was when the question was asked. */
export type RollServer = {
	key: string;
	id: string;
	name: string;
	cluster?: string;
	version?: string;
	/** The leader of the JetStream meta group, which comes last. */
	isLeader: boolean;
	/** Why it is not asked at all, in words; absent where it is. */
	leftOut?: string;
};

/** Times are our clock, spans milliseconds. */
export type RollState =
	| { step: 'waits' }
	| { step: 'left out'; text: string }
	| { step: 'sending'; at: number }
	/** Loaded, and not yet seen to be healthy; `text` is what is missing. */
	| { step: 'checking'; at: number; text: string }
	| { step: 'done'; ms: number; healthyMs: number; text: string; isNew: boolean }
	/** The rest was stopped by this server; `keeps` where it surely runs its old configuration. */
	| { step: 'stopped'; ms: number; word: string; text: string; keeps: boolean }
	| { step: 'not asked' };

export type RollEntry = { server: RollServer; state: RollState };

export type Roll = {
	entries: readonly RollEntry[];
	startedAt: number;
	/** When it ended; absent while it runs. */
	endedAt?: number;
	/** How long each server may take to be healthy, milliseconds. */
	wait: number;
	/** True where a person wants it to stop after the running server. */
	isStopping: boolean;
};

/** The first version that reloads on request. */
const firstReload = '2.10.0';

/** Why a server is left out: it cannot be asked, or is too old to reload on request. */
const leftOut = ({ state, info }: ServerRow, off: ActionsOff | undefined): string | undefined => {
	if (off === 'down' || off === 'lameduck') return state === 'down' ? 'down' : 'lame duck';
	const version = versionNumber(info.version);
	return version !== undefined && version < (versionNumber(firstReload) ?? 0)
		? `too old: ${info.version}`
		: undefined;
};

/** The servers in the order in which they are asked: as given, with the leader of the meta group last. */
export const rollServers = (
	rows: readonly ServerRow[],
	off: (row: ServerRow) => ActionsOff | undefined = () => undefined,
): RollServer[] => {
	const all = rows.map((row): RollServer => {
		const why = leftOut(row, off(row));
		const { id, name, cluster, version } = row.info;
		return {
			...{ key: row.key, id, name, cluster, version, isLeader: isMetaLeader(row) },
			...(why !== undefined && { leftOut: why }),
		};
	});
	return [...all.filter(({ isLeader }) => !isLeader), ...all.filter(({ isLeader }) => isLeader)];
};

/** A rolling reload before anybody was asked. */
export const rollOf = (servers: readonly RollServer[], startedAt: number, wait: number): Roll => ({
	entries: servers.map((server) => ({
		server,
		state: server.leftOut === undefined ? { step: 'waits' } : { step: 'left out', text: server.leftOut },
	})),
	...{ startedAt, wait, isStopping: false },
});

export const isRunning = (roll: Roll | undefined): boolean =>
	roll !== undefined && roll.endedAt === undefined;

/** `3fa1…` of a digest, which may name its kind first. */
const shortDigest = (digest: string, ellipsis: string): string =>
	`${digest.replace(/^[\w-]+:/, '').slice(0, 4)}${ellipsis}`;

/** What a verified reload did, and how soon the server was healthy again. */
export const loadedText = (
	reload: Extract<ReloadState, { step: 'applied' | 'unchanged' }>,
	before: Varz | undefined,
	after: Varz | undefined,
): string => {
	if (reload.step === 'unchanged') return 'same digest';
	const [old, now] = [before?.configDigest, after?.configDigest];
	const digest =
		reload.digest && old && now ? `digest ${shortDigest(old, '…')} → ${shortDigest(now, '…')}` : 'loaded';
	return `${digest}${newsText(reload.news)}`;
};

/** Why a reload stops the rest: a word for the step, the words of the server, and whether it keeps its configuration. */
export const stopOf = (reload: ReloadState): { word: string; text: string; keeps: boolean } => {
	switch (reload.step) {
		case 'refused':
			return { word: 'refused', text: `${reload.code} ${reload.description}`, keeps: true };
		case 'no-answer': {
			const text = `no answer in ${Math.round(reload.ms / 1000)}s; it may have reloaded or not`;
			return { word: 'no answer', text, keeps: false };
		}
		case 'unsupported':
			return {
				word: 'gone',
				text: `no responders: it has gone, or is older than ${firstReload}`,
				keeps: true,
			};
		case 'cut-off':
			return { word: 'locked out', text: 'reloaded, and it no longer lets this user in', keeps: false };
		case 'denied':
			return { word: 'not allowed', text: `this user may not publish ${reload.subject}`, keeps: true };
		default: {
			const text = reload.step === 'failed' ? reload.message : reload.step;
			return { word: 'failed', text, keeps: false };
		}
	}
};

type Of<Step extends RollState['step']> = Extract<RollState, { step: Step }>;

/** The servers in a state. */
export const inStep = <Step extends RollState['step']>(
	{ entries }: Roll,
	step: Step,
): { server: RollServer; state: Of<Step> }[] =>
	entries.flatMap(({ server, state }) => (state.step === step ? [{ server, state: state as Of<Step> }] : []));

/** How many are done, of those that are to be asked. */
export const rollCount = (roll: Roll): { done: number; of: number } => ({
	done: inStep(roll, 'done').length,
	of: roll.entries.length - inStep(roll, 'left out').length,
});

/** `reload 2/4` while it runs, and what came of it until that is closed. */
export const rollChip = (roll: Roll): { text: string; isBad: boolean } => {
	const { done, of } = rollCount(roll);
	const isBad = inStep(roll, 'stopped').length > 0;
	return { text: `reload ${done}/${of}${isBad ? ' stopped' : ''}`, isBad };
};

/** The words for the step of a server. */
export const stepWord = ({ state }: RollEntry): string =>
	state.step === 'stopped' ? state.word : state.step;

/** The words for what came of a server. */
export const resultText = ({ server, state }: RollEntry, seconds: (ms: number) => string): string => {
	switch (state.step) {
		case 'done':
			return `${state.text}, healthy in ${seconds(state.healthyMs)}`;
		case 'checking':
			return `loaded; ${state.text}`;
		case 'stopped':
		case 'left out':
			return state.text;
		case 'waits':
			return server.isLeader ? 'meta leader, last' : '';
		default:
			return '';
	}
};

/** The report as rows of a file: absent is unknown, times are ISO, spans seconds. */
export const rollJson = ({ entries, startedAt, endedAt }: Roll): Readonly<Record<string, unknown>> => ({
	started: new Date(startedAt).toISOString(),
	...(endedAt !== undefined && { ended: new Date(endedAt).toISOString() }),
	servers: entries.map(({ server, state }) => ({
		...{ server: server.name, server_id: server.id, cluster: server.cluster, version: server.version },
		step: stepWord({ server, state }),
		...('ms' in state && { took: state.ms / 1000 }),
		...(state.step === 'done' && { healthy_after: state.healthyMs / 1000 }),
		...('text' in state && { result: state.text }),
	})),
});
