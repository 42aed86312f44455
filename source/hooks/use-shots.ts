// The snapshots of the screens that are watched: each source is open for as long as its screen is in view.

import { useEffect, useSyncExternalStore } from 'react';
import { screens } from '../screens/registry.ts';
import type { Screen, Shot } from '../screens/screen.ts';
import type { Source, Watching } from '../screens/source.ts';

type Shots = Readonly<Record<string, Shot>>;

/** Owns the open sources. Those that are asked at all times are open from the beginning; hidden ones cost nothing. */
export class ScreenSources {
	readonly #open = new Map<string, { source: Source<Shot>; end: () => void }>();
	readonly #listeners = new Set<() => void>();
	#shots?: Shots;

	constructor(
		readonly watching: Watching,
		readonly all: readonly Screen[] = screens,
	) {
		this.show([]);
	}

	/** Says which screens are in view. */
	show(ids: readonly string[]): void {
		for (const screen of this.all) {
			const wanted = screen.asked === 'always' || ids.includes(screen.id);
			if (wanted && !this.#open.has(screen.id)) this.#begin(screen);
			else if (!wanted) this.#end(screen.id);
		}
	}

	/** The last snapshot of every open source. */
	readonly get = (): Shots => {
		this.#shots ??= Object.fromEntries([...this.#open].map(([id, { source }]) => [id, source.get()]));
		return this.#shots;
	};

	readonly subscribe = (listener: () => void): (() => void) => {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	};

	/** Asks again now, whatever is in view. */
	refresh(): void {
		for (const { source } of this.#open.values()) source.refresh?.();
	}

	/** Says which object of a screen is open alone. */
	focus(id: string, key: string | undefined): void {
		for (const [each, { source }] of this.#open) source.focus?.(each === id ? key : undefined);
	}

	close(): void {
		for (const id of [...this.#open.keys()]) this.#end(id);
	}

	readonly #changed = (): void => {
		this.#shots = undefined;
		for (const listener of this.#listeners) listener();
	};

	#begin(screen: Screen): void {
		const source = screen.open(this.watching);
		this.#open.set(screen.id, { source, end: source.subscribe(this.#changed) });
		this.#changed();
	}

	#end(id: string): void {
		const open = this.#open.get(id);
		if (open === undefined) return;
		open.end();
		open.source.close?.();
		this.#open.delete(id);
		this.#changed();
	}
}

/** The snapshots, with the sources of `ids` open; `open` is the object that has the screen, by its list and its key. */
export const useShots = (
	sources: ScreenSources,
	ids: readonly string[],
	open: { id: string; key?: string },
): Shots => {
	const wanted = ids.join(' ');
	useEffect(() => sources.show(wanted.split(' ')), [sources, wanted]);
	useEffect(() => sources.focus(open.id, open.key), [sources, open.id, open.key]);
	return useSyncExternalStore(sources.subscribe, sources.get);
};
