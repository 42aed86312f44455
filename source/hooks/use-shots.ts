// The snapshots of the lists in view: the source of a list is open for as long as the list is in view.

import { useEffect, useState, useSyncExternalStore } from 'react';
import { everyList } from '../screens/every-list.ts';
import { withoutAnswers } from '../screens/honesty.ts';
import type { Screen, Shot } from '../screens/screen.ts';
import type { LookedAt, Source, Watching } from '../screens/source.ts';
import { type InView, shotName } from '../ui/ui-state.ts';

export type Shots = Readonly<Record<string, Shot>>;

/** The lists in view, now or at the moment that is looked at. */
export type ShotSources = Pick<ScreenSources, 'get' | 'subscribe' | 'show' | 'focus' | 'look'>;

/** Owns the open sources. Sources that are asked at all times are open from the beginning; hidden ones cost nothing. */
export class ScreenSources {
	readonly #open = new Map<string, { source: Source<Shot>; end: () => void }>();
	readonly #listeners = new Set<() => void>();
	#shots?: Shots;

	readonly #all: readonly Screen[];

	constructor(
		readonly watching: Watching,
		readonly screens: readonly Screen[],
		/** Lists that are open although nobody looks. */
		readonly background: readonly string[] = [],
	) {
		this.#all = everyList(screens);
		this.show([]);
	}

	/** Says which lists are in view, and through which filters. */
	show(inView: readonly InView[]): void {
		const always = this.screens.flatMap(({ id, asked }) =>
			asked === 'always' || this.background.includes(id) ? { screen: id } : [],
		);
		const wanted = new Map<string, InView>([...always, ...inView].map((one) => [shotName(one), one]));
		// What ends is remembered, and a list that begins may be the same one.
		for (const name of [...this.#open.keys()]) if (!wanted.has(name)) this.#end(name);
		for (const [name, one] of wanted) if (!this.#open.has(name)) this.#begin(name, one);
		for (const [name, { screen, filter = '' }] of wanted) {
			this.#open.get(name)?.source.narrow?.(this.#named(screen)?.askedOf(filter) ?? {});
		}
	}

	/** The last snapshot of every open source, by its name. */
	readonly get = (): Shots => {
		const { past } = this.watching;
		this.#shots ??= Object.fromEntries(
			[...this.#open].map(([name, { source }]) => {
				const shot = source.get();
				const why = past?.missing(name);
				return [name, why === undefined ? shot : { ...shot, honesty: withoutAnswers(why) }];
			}),
		);
		return this.#shots;
	};

	readonly subscribe = (listener: () => void): (() => void) => {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	};

	/** Has every open source ask again now. */
	refresh(): void {
		for (const { source } of this.#open.values()) source.refresh?.();
	}

	/** Says which object has the whole screen, and the name of the list that it was opened from. */
	focus(from: string, key: string | undefined): void {
		for (const [name, { source }] of this.#open) source.focus?.(name === from ? key : undefined);
	}

	/** Says which rows of a list a person looks at: its sort, and the row under the cursor. */
	look(name: string, at: LookedAt): void {
		this.#open.get(name)?.source.look?.(at);
	}

	close(): void {
		for (const name of [...this.#open.keys()]) this.#end(name);
	}

	readonly #changed = (): void => {
		this.#shots = undefined;
		for (const listener of this.#listeners) listener();
	};

	#named(id: string): Screen | undefined {
		return this.#all.find((screen) => screen.id === id);
	}

	#begin(name: string, { screen: id, of }: InView): void {
		const open = () => this.#named(id)?.open(this.watching, of);
		const { past } = this.watching;
		const source = past === undefined ? open() : past.opening(name, open);
		if (source === undefined) return;
		this.#open.set(name, { source, end: source.subscribe(this.#changed) });
		this.#changed();
	}

	#end(name: string): void {
		const open = this.#open.get(name);
		if (open === undefined) return;
		open.end();
		open.source.close?.();
		this.#open.delete(name);
		this.#changed();
	}
}

/** The sources of a running system, closed with the screen; none of a recording; `background` are those that are open although nobody looks. */
export const useSources = (
	watching: Watching | undefined,
	screens: readonly Screen[],
	background: readonly string[],
): ScreenSources | undefined => {
	const [sources] = useState(() => watching && new ScreenSources(watching, screens, background));
	useEffect(() => () => sources?.close(), [sources]);
	return sources;
};

/** The snapshots of the lists in view; `open` is the object that has the whole screen, by its list and its key. */
export const useShots = (
	sources: ShotSources,
	inView: readonly InView[],
	open: InView & { key?: string },
): Shots => {
	const wanted = JSON.stringify(inView);
	useEffect(() => sources.show(JSON.parse(wanted)), [sources, wanted]);
	// What is not looked at any more is not asked for.
	useEffect(() => () => sources.show([]), [sources]);
	const from = shotName(open);
	useEffect(() => sources.focus(from, open.key), [sources, from, open.key]);
	return useSyncExternalStore(sources.subscribe, sources.get);
};

/** Tells the source of a list which rows a person looks at. */
export const useLook = (sources: ShotSources, name: string, at: LookedAt): void => {
	const text = JSON.stringify(at);
	useEffect(() => sources.look(name, JSON.parse(text)), [sources, name, text]);
};
