// Reloads servers one after another: each has to be seen healthy before the next one is asked, and the first that is not stops it.

import { setTimeout as delay } from 'node:timers/promises';
import type { ReloadState } from '../model/action.ts';
import {
	loadedText,
	type Roll,
	type RollServer,
	type RollState,
	rollOf,
	stopOf,
} from '../model/rolling-reload.ts';
import { askHealthz } from './healthz.ts';
import type { ReloadOutcome, reloadServer } from './reload.ts';
import { failureText } from './requests.ts';
import { askStatsz } from './statsz.ts';
import type { Wire } from './wire.ts';

/** Critical troubles of a server in words, by check. */
export type Critical = ReadonlyMap<string, string>;

export type RollingOptions = {
	/** The way to NATS; absent while there is no link. */
	wire: () => Wire | undefined;
	/** Milliseconds to wait for one answer. */
	timeout: number;
	/** Milliseconds within which a server has to be healthy again. */
	wait: number;
	now: () => number;
	/** What is critical on a server, as seen after `since` where that is given; nothing where it was not seen since. */
	critical: (id: string, since?: number) => Promise<Critical | undefined>;
	onChange: (roll: Roll) => void;
	/** Told of each reload, and of what stopped the rest where that was not the reload itself. */
	onReload?: (server: RollServer, outcome: ReloadOutcome) => void;
	onStop?: (server: RollServer, text: string) => void;
	/** Reloads one server; only who may reload has it. */
	reload: typeof reloadServer;
};

/** Milliseconds between two looks at a server: short at first, as most are healthy at once. */
const firstPause = 250;
const longestPause = 5000;

/** So long may a server have no responders after its reload, milliseconds, before it counts as gone. */
const goneSpan = 5000;

type Stop = Pick<Extract<RollState, { step: 'stopped' }>, 'word' | 'text' | 'keeps'>;

/** What one look at a server has shown; `text` is in the words of the server where it has any. */
type Look = { is: 'ok' } | { is: 'unwell' | 'gone'; text: string } | { is: 'denied'; subject: string };

const isLoaded = (state: ReloadState): state is Extract<ReloadState, { step: 'applied' | 'unchanged' }> =>
	state.step === 'applied' || state.step === 'unchanged';

/** One rolling reload, from its start to the closing of its result. */
export class RollingReload {
	roll: Roll;

	constructor(
		servers: readonly RollServer[],
		readonly options: RollingOptions,
	) {
		this.roll = rollOf(servers, options.now(), options.wait);
	}

	/** Asks those that wait, until all are done or one stops it; gives the state at the end. */
	async run(): Promise<Roll> {
		for (const [index, { server, state }] of this.roll.entries.entries()) {
			if (state.step !== 'waits') continue;
			if (this.roll.isStopping || !(await this.#one(index, server))) break;
		}
		const entries = this.roll.entries.map(({ server, state }) => ({
			server,
			state: state.step === 'waits' ? ({ step: 'not asked' } as const) : state,
		}));
		this.#take({ entries, endedAt: this.options.now() });
		return this.roll;
	}

	/** Ends it once the running server is done. */
	stopAfterThis(): void {
		this.#take({ isStopping: true });
	}

	/** Asks those that were not asked, after the one that stopped it where `again`; gives the state at the end. */
	goOn(again: boolean): Promise<Roll> {
		const entries = this.roll.entries.map(({ server, state }) => {
			const waits = state.step === 'not asked' || (again && state.step === 'stopped');
			return { server, state: waits ? ({ step: 'waits' } as const) : state };
		});
		this.#take({ entries, endedAt: undefined, isStopping: false });
		return this.run();
	}

	#take(change: Partial<Roll>): void {
		this.roll = { ...this.roll, ...change };
		this.options.onChange(this.roll);
	}

	#state(index: number, state: RollState): void {
		this.#take({
			entries: this.roll.entries.map((entry, at) => (at === index ? { ...entry, state } : entry)),
		});
	}

	/** Reloads one server and waits for its health; false where the rest is not to be asked. */
	async #one(index: number, server: RollServer): Promise<boolean> {
		const { now, timeout, critical, onReload, onStop, reload } = this.options;
		const at = now();
		const stop = (why: Stop): false => {
			this.#state(index, { step: 'stopped', ms: now() - at, ...why });
			return false;
		};
		const wire = this.options.wire();
		if (wire === undefined) return stop({ word: 'no link', text: 'natstop is disconnected', keeps: true });
		this.#state(index, { step: 'sending', at });
		const before = (await critical(server.id)) ?? new Map<string, string>();
		const outcome = await reload(wire, server.id, timeout);
		onReload?.(server, outcome);
		if (!isLoaded(outcome.state)) return stop(stopOf(outcome.state));
		const loadedAt = now();
		const text = loadedText(outcome.state, outcome.before, outcome.varz);
		const unhealthy = await this.#untilHealthy(index, server, { loadedAt, before });
		if (unhealthy !== undefined) {
			onStop?.(server, `${unhealthy.word}: ${unhealthy.text}`);
			return stop({ ...unhealthy, keeps: false });
		}
		const isNew = outcome.state.step === 'applied';
		this.#state(index, { step: 'done', ms: now() - at, healthyMs: now() - loadedAt, text, isNew });
		return true;
	}

	/** Waits until a server is healthy; gives why it is not where it will not be, or not in time. */
	async #untilHealthy(
		index: number,
		server: RollServer,
		{ loadedAt, before }: { loadedAt: number; before: Critical },
	): Promise<Omit<Stop, 'keeps'> | undefined> {
		const { now, wait, critical } = this.options;
		const until = loadedAt + wait;
		const { id } = server;
		let goneSince: number | undefined;
		for (let pause = firstPause; ; pause = Math.min(pause * 1.5, longestPause)) {
			const health = await this.#look(server, until);
			const found = await critical(id, loadedAt);
			const worse = [...(found ?? [])].filter(([check]) => !before.has(check)).map(([, text]) => text);
			if (worse.length > 0) return { word: 'worse', text: `since its reload: ${worse.join(', ')}` };
			if (health.is === 'denied')
				return { word: 'not proven', text: `this user may not publish ${health.subject}` };
			if (health.is === 'ok' && found !== undefined) return undefined;
			goneSince = health.is === 'gone' ? (goneSince ?? now()) : undefined;
			if (goneSince !== undefined && now() - goneSince >= goneSpan)
				return { word: 'gone', text: 'no responders for its id' };
			const missing = health.is === 'ok' ? 'waiting for its next statsz' : health.text;
			this.#state(index, { step: 'checking', at: loadedAt, text: missing });
			if (now() >= until) {
				const how = `not healthy in ${Math.round(wait / 1000)}s: ${missing}`;
				return { word: 'not healthy', text: how };
			}
			await delay(Math.max(0, Math.min(pause, until - now())));
		}
	}

	/** One look at a server: whether it answers at all, and whether it says that all it holds is well. */
	async #look({ id, version }: RollServer, until: number): Promise<Look> {
		const { now, timeout, wire } = this.options;
		const limit = Math.max(firstPause, Math.min(timeout, until - now()));
		const way = wire();
		if (way === undefined) return { is: 'unwell', text: 'natstop is disconnected' };
		const answer = await askStatsz(way, id, limit);
		if (!answer.ok) {
			return answer.failure.kind === 'no-responders'
				? { is: 'gone', text: 'no responders for its id' }
				: { is: 'unwell', text: 'no answer to STATSZ' };
		}
		const health = await askHealthz(way, { id, version }, 'full', { timeout: limit });
		if (!health.ok) {
			const { failure } = health;
			return failure.kind === 'denied'
				? { is: 'denied', subject: failure.subject }
				: { is: 'unwell', text: `HEALTHZ: ${failureText(failure)}` };
		}
		const { isOk, words, more } = health.value;
		const [first = 'HEALTHZ is not ok'] = words;
		const others = words.length - 1 + more;
		return isOk ? { is: 'ok' } : { is: 'unwell', text: others > 0 ? `${first} and ${others} more` : first };
	}
}
