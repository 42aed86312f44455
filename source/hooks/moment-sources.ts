// The lists in view at the moment that is looked at. A moment gone back to has lists of its own: until these have their answers,
// those of the moment before stay on the screen.

import { everyList } from '../screens/every-list.ts';
import type { Screen } from '../screens/screen.ts';
import type { LookedAt } from '../screens/source.ts';
import type { InView } from '../ui/ui-state.ts';
import type { MomentWatching } from './moment-watching.ts';
import type { Followed } from './monitor.ts';
import { ScreenSources, type ShotSources, type Shots } from './use-shots.ts';

type Open = { looked: MomentWatching; sources: ScreenSources; end: () => void };

/** What is in view: lists, and the object that has the whole screen. */
type Scene = { inView: readonly InView[]; from: string; key: string | undefined };

/** Follows the moment that is looked at; without one nothing is open. */
export class MomentSources implements ShotSources {
	#now?: Open;
	/** What is shown until the lists of now have their answers. */
	#before: Shots = {};
	#shots: Shots = {};
	#scene: Scene = { inView: [], from: '', key: undefined };
	readonly #listeners = new Set<() => void>();
	readonly #alwaysKnown: ReadonlySet<string>;
	readonly #end: () => void;

	constructor(
		readonly looked: Followed<MomentWatching | undefined>,
		readonly screens: readonly Screen[],
		/** The lists as they are now, which stay on the screen until those of the first moment are there. */
		readonly running: () => Shots,
	) {
		this.#alwaysKnown = new Set(
			everyList(screens).flatMap(({ id, asked }) => (asked === 'always' ? id : [])),
		);
		this.#end = looked.subscribe(() => this.#follow());
		this.#follow();
	}

	/** Says what is in view, also while no moment is looked at: the first one begins with it. */
	expect(scene: Scene): void {
		this.#scene = scene;
	}

	readonly get = (): Shots => this.#shots;

	readonly subscribe = (listener: () => void): (() => void) => {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	};

	show(inView: readonly InView[]): void {
		this.#now?.sources.show(inView);
		this.#changed();
	}

	focus(from: string, key: string | undefined): void {
		this.#now?.sources.focus(from, key);
	}

	look(name: string, at: LookedAt): void {
		this.#now?.sources.look(name, at);
	}

	close(): void {
		this.#end();
		this.#closeNow();
		this.#listeners.clear();
	}

	#follow(): void {
		const looked = this.looked.get();
		if (looked === this.#now?.looked) return;
		// Of several that have no answers yet, what stood before the first of them stays.
		if (this.#now === undefined) this.#before = this.running();
		else if (this.#now.looked.isSettled()) this.#before = this.#shots;
		this.#closeNow();
		this.#now = looked && this.#open(looked);
		this.#changed();
	}

	#open(looked: MomentWatching): Open {
		const sources = new ScreenSources(looked.watching, this.screens);
		const ends = [sources.subscribe(() => this.#changed()), looked.onSettled(() => this.#changed())];
		const { inView, from, key } = this.#scene;
		sources.show(inView);
		sources.focus(from, key);
		return {
			looked,
			sources,
			end: () => {
				for (const end of ends) end();
			},
		};
	}

	#closeNow(): void {
		this.#now?.end();
		this.#now?.sources.close();
		this.#now = undefined;
	}

	#changed(): void {
		const now = this.#now?.sources.get() ?? {};
		if (this.#now?.looked.isSettled()) this.#before = {};
		const before = Object.entries(this.#before).filter(
			([name]) => name in now && !this.#alwaysKnown.has(name),
		);
		this.#shots = { ...now, ...Object.fromEntries(before) };
		for (const listener of [...this.#listeners]) listener();
	}
}
