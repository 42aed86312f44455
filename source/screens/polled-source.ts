// A source that asks by itself, round after round, for as long as it is open.

import type { Wire } from '../nats/wire.ts';
import type { Source, Watching } from './source.ts';

/** Milliseconds until a wire that is not there is looked for again. */
const linkWait = 250;

/**
 * Opens a source. `ask` gives the next snapshot, from the one before; a round begins one interval after the last one
 * began, and never before that one has ended. While there is no link nothing is asked, and the last snapshot stays.
 */
export const polledSource = <Snapshot>(
	watching: Watching,
	first: Snapshot,
	ask: (wire: Wire, before: Snapshot, signal: AbortSignal) => Promise<Snapshot>,
): Source<Snapshot> => {
	const listeners = new Set<() => void>();
	const stop = new AbortController();
	let snapshot = first;
	let timer: NodeJS.Timeout | undefined;
	let asking = false;
	const later = (ms: number): void => {
		clearTimeout(timer);
		if (!stop.signal.aborted) timer = setTimeout(() => void round(), ms);
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
		try {
			const next = await ask(wire, snapshot, stop.signal);
			if (stop.signal.aborted) return;
			snapshot = next;
			for (const listener of listeners) listener();
		} finally {
			asking = false;
			later(Math.max(0, began + watching.interval() - performance.now()));
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
