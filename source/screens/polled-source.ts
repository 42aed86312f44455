// A source that asks by itself, round after round, for as long as it is open.

import type { Cost } from '../nats/governor.ts';
import type { Wire } from '../nats/wire.ts';
import type { Source, Watching } from './source.ts';

/** Milliseconds until a wire that is not there is looked for again. */
const linkWait = 250;

/** What one round can tell while it is under way. */
export type Round<Snapshot> = {
	signal: AbortSignal;
	/** A part of what it costs. */
	spend: (cost: Partial<Cost>) => void;
	/** Shows what is known so far. */
	show: (snapshot: Snapshot) => void;
};

export type PolledOptions = {
	/** The class of its requests in the budget; without one they do not count. */
	name?: string;
	/** Milliseconds between two rounds, made of the interval chosen; that itself without. */
	base?: (interval: number) => number;
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
	let snapshot = first;
	let timer: NodeJS.Timeout | undefined;
	let asking = false;
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
		const began = performance.now();
		if (name !== undefined) governor.begin(name);
		try {
			show(await ask(wire, snapshot, { signal, spend, show }));
		} finally {
			asking = false;
			const every = base(watching.interval());
			const wait = name === undefined ? began + every - performance.now() : governor.wait(name, every);
			later(Math.max(0, wait));
		}
	};
	later(0);
	return {
		get: () => snapshot,
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		refresh: () => later(0),
		close() {
			stop.abort();
			clearTimeout(timer);
			listeners.clear();
		},
	};
};
