// A source that asks by itself, round after round, for as long as it is open.

import type { Cost } from '../nats/governor.ts';
import type { Wire } from '../nats/wire.ts';
import type { Asked, LookedAt, Source, Watching } from './source.ts';

/** Milliseconds until a wire that is not there is looked for again. */
const linkWait = 250;

/** Milliseconds until what a person is typing is asked for. */
const typingWait = 300;

/** What one round can tell while it is under way. */
export type Round<Snapshot> = {
	signal: AbortSignal;
	/** Somebody has just asked for it. */
	isWished: boolean;
	/** The object that is open alone, by its key. */
	focused?: string;
	/** What servers are asked to choose by. */
	asked: Asked;
	/** What somebody looks at in the list, as far as that was told. */
	lookedAt?: LookedAt;
	/** A part of what it costs. */
	spend: (cost: Partial<Cost>) => void;
	/** Shows what is known so far. */
	show: (snapshot: Snapshot) => void;
};

export type PolledOptions = {
	/** The class of its requests in the budget, and what its last snapshot is remembered by; without one neither is done. */
	name?: string;
	/** Milliseconds between two rounds, made of the interval chosen; that itself without. */
	base?: (interval: number) => number;
};

/** Who comes back within so many milliseconds sees what was there, until the first answer. */
const rememberedSpan = 60_000;

const remembered = new WeakMap<Watching, Map<string, { snapshot: unknown; at: number }>>();

/** Keeps the last snapshot of a source that is closed, for whoever opens it again. */
export const remember = (watching: Watching, name: string, snapshot: unknown): void => {
	const all = remembered.get(watching) ?? new Map<string, { snapshot: unknown; at: number }>();
	all.set(name, { snapshot, at: performance.now() });
	remembered.set(watching, all);
};

/** What was kept of a source, by the type of its first snapshot: a name has one type. */
const recall = <Snapshot>(watching: Watching, name: string | undefined, first: Snapshot): Snapshot => {
	const kept = name === undefined ? undefined : remembered.get(watching)?.get(name);
	return kept !== undefined && performance.now() - kept.at < rememberedSpan
		? (kept.snapshot as Snapshot)
		: first;
};

/**
 * Opens a source. `ask` gives the next snapshot, from the one before. A round begins one interval after the last one began,
 * later where the budget says so, and never before that one has ended. While there is no link nothing is asked, and the last
 * snapshot stays.
 */
export const polledSource = <Snapshot>(
	watching: Watching,
	first: Snapshot,
	ask: (wire: Wire, before: Snapshot, round: Round<Snapshot>) => Promise<Snapshot>,
	{ name, base = (interval) => interval }: PolledOptions = {},
): Source<Snapshot> => {
	const { governor } = watching;
	const listeners = new Set<() => void>();
	const stop = new AbortController();
	const { signal } = stop;
	let snapshot = recall(watching, name, first);
	let timer: NodeJS.Timeout | undefined;
	let [asking, isWished] = [false, false];
	let focused: string | undefined;
	let asked: Asked = {};
	let lookedAt: LookedAt | undefined;
	/** What was asked for has changed during a round: the next one does not wait for its time. */
	let isHurried = false;
	const show = (next: Snapshot): void => {
		if (signal.aborted) return;
		snapshot = next;
		for (const listener of listeners) listener();
	};
	const spend = (cost: Partial<Cost>): void => {
		if (name !== undefined) governor.spend(name, cost);
	};
	const later = (ms: number): void => {
		clearTimeout(timer);
		if (!signal.aborted) timer = setTimeout(() => void round(), ms);
	};
	const round = async (): Promise<void> => {
		if (asking) return;
		const wire = watching.wire();
		if (wire === undefined) {
			later(linkWait);
			return;
		}
		asking = true;
		isHurried = false;
		const wished = isWished;
		isWished = false;
		const began = performance.now();
		if (name !== undefined) governor.begin(name);
		try {
			show(await ask(wire, snapshot, { signal, isWished: wished, focused, asked, lookedAt, spend, show }));
		} finally {
			asking = false;
			const every = base(watching.interval());
			const wait = name === undefined ? began + every - performance.now() : governor.wait(name, every);
			later(isHurried ? 0 : Math.max(0, wait));
		}
	};
	later(0);
	return {
		get: () => snapshot,
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		refresh() {
			isWished = true;
			later(0);
		},
		focus(key) {
			if (key === focused) return;
			focused = key;
			later(0);
		},
		narrow(next) {
			if (JSON.stringify(next) === JSON.stringify(asked)) return;
			asked = next;
			isHurried = asking;
			later(typingWait);
		},
		look(at) {
			lookedAt = at;
		},
		close() {
			if (name !== undefined && snapshot !== first) remember(watching, name, snapshot);
			stop.abort();
			clearTimeout(timer);
			listeners.clear();
		},
	};
};
