// A source that asks servers round after round, for as long as it is open.

import type { Cost } from '../nats/governor.ts';
import type { Wire } from '../nats/wire.ts';
import { KeptSnapshots } from './kept-snapshots.ts';
import { pastSource } from './looking-back.ts';
import type { Asked, LookedAt, Source, Watching } from './source.ts';

/** Milliseconds until a missing link is looked for again. */
const linkWait = 250;

/** Milliseconds after a change of the filter until it is asked for, so that not every letter is. */
const typingWait = 300;

/** The inputs of one round, and the ways to tell what it found so far. */
export type Round<Snapshot> = {
	signal: AbortSignal;
	/** True where a person has just asked for the round. */
	isWished: boolean;
	/** True where it comes after the last one as planned: not where the list was closed, had no link, or asked for one object. */
	follows: boolean;
	/** The key of the object that has the whole screen, if any. */
	focused?: string;
	/** The filter that servers are asked to apply. */
	asked: Asked;
	/** The part of the list that a person looks at, where it was told. */
	lookedAt?: LookedAt;
	/** Adds a part of the cost of the round to the budget. */
	spend: (cost: Partial<Cost>) => void;
	/** Publishes what is known so far. */
	show: (snapshot: Snapshot) => void;
};

export type PolledOptions = {
	/** The class of the requests in the budget; without one they are in none. One of few: the budget remembers each. */
	name?: string;
	/** The key of the last snapshot, which is kept for a while after the end; the class where it is not said. */
	keptAs?: string;
	/** Milliseconds between two rounds, from the chosen interval; by default that interval. */
	base?: (interval: number) => number;
};

const remembered = new WeakMap<Watching, KeptSnapshots>();

/** Keeps the last snapshot of a closed source, for when it is opened again. */
export const remember = (watching: Watching, key: string, snapshot: unknown): void => {
	const all = remembered.get(watching) ?? new KeptSnapshots();
	all.keep(key, snapshot);
	remembered.set(watching, all);
};

/** The kept snapshot of a source; its type is that of the first snapshot, as a key has only one type. */
const recall = <Snapshot>(watching: Watching, key: string | undefined, first: Snapshot): Snapshot =>
	(key === undefined ? undefined : (remembered.get(watching)?.recall(key) as Snapshot | undefined)) ?? first;

/**
 * Opens a source. `ask` gives the next snapshot, from the one before. A round begins one interval after the last one began,
 * later where the budget says so, and never before that one has ended. While there is no link nothing is asked, and the last
 * snapshot stays.
 */
export const polledSource = <Snapshot>(
	watching: Watching,
	first: Snapshot,
	ask: (wire: Wire, before: Snapshot, round: Round<Snapshot>) => Promise<Snapshot>,
	{ name, keptAs = name, base = (interval) => interval }: PolledOptions = {},
): Source<Snapshot> => {
	const { governor, past } = watching;
	if (past !== undefined) return pastSource(past, first, ask);
	const listeners = new Set<() => void>();
	const stop = new AbortController();
	const { signal } = stop;
	let snapshot = recall(watching, keptAs, first);
	let timer: NodeJS.Timeout | undefined;
	let [asking, isWished] = [false, false];
	let focused: string | undefined;
	let asked: Asked = {};
	let lookedAt: LookedAt | undefined;
	/** True where somebody wished for another round during one: the next begins at once. */
	let isHurried = false;
	let isFollowing = false;
	const show = (next: Snapshot): void => {
		if (signal.aborted || next === snapshot) return;
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
			isFollowing = false;
			later(linkWait);
			return;
		}
		asking = true;
		isHurried = false;
		const wished = isWished;
		const follows = isFollowing;
		isFollowing = true;
		isWished = false;
		const began = performance.now();
		if (name !== undefined) governor.begin(name);
		try {
			const round = { signal, isWished: wished, follows, focused, asked, lookedAt, spend, show };
			show(await ask(wire, snapshot, round));
		} finally {
			asking = false;
			const every = base(watching.interval());
			const wait = name === undefined ? began + every - performance.now() : governor.wait(name, every);
			later(isHurried ? 0 : Math.max(0, wait));
		}
	};
	const hurry = (ms = 0): void => {
		isHurried ||= asking;
		later(ms);
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
			hurry();
		},
		focus(key) {
			if (key === focused) return;
			focused = key;
			isFollowing = false;
			hurry();
		},
		narrow(next) {
			if (JSON.stringify(next) === JSON.stringify(asked)) return;
			asked = next;
			hurry(typingWait);
		},
		look(at) {
			lookedAt = at;
		},
		close() {
			if (keptAs !== undefined && snapshot !== first) remember(watching, keptAs, snapshot);
			stop.abort();
			clearTimeout(timer);
			listeners.clear();
		},
	};
};
