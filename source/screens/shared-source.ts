// A source that several lists read at the same time: it is opened once, and closed when the last of them is.

import type { Source, Watching } from './source.ts';

type Shared = { source: Source<unknown>; readers: number };

const shared = new WeakMap<Watching, Map<string, Shared>>();

/** The source of this name, opened where nobody has it open: a name has one type. Whoever has it closes it. */
export const sharedSource = <T>(watching: Watching, name: string, open: () => Source<T>): Source<T> => {
	const all = shared.get(watching) ?? new Map<string, Shared>();
	shared.set(watching, all);
	const one = all.get(name) ?? { source: open(), readers: 0 };
	all.set(name, one);
	one.readers++;
	const source = one.source as Source<T>;
	const ends = new Set<() => void>();
	let isClosed = false;
	return {
		get: source.get,
		refresh: () => source.refresh?.(),
		subscribe(listener) {
			const end = source.subscribe(listener);
			ends.add(end);
			return () => {
				ends.delete(end);
				end();
			};
		},
		close() {
			if (isClosed) return;
			isClosed = true;
			for (const end of ends) end();
			if (--one.readers > 0) return;
			all.delete(name);
			source.close?.();
		},
	};
};
