// What is shown beside a moment that was marked: the lists in view then, and of other lists what was recorded then.

import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Past } from '../recording/past.ts';
import { comparedShot, whyNotCompared } from '../screens/compared.ts';
import { listNamed } from '../screens/every-list.ts';
import type { Screen } from '../screens/screen.ts';
import { type InView, shotName } from '../ui/ui-state.ts';
import { MomentWatching } from './moment-watching.ts';
import type { TimeMachine } from './time-machine.ts';
import type { Frozen } from './use-freeze.ts';
import { ScreenSources, type Shots } from './use-shots.ts';

/** A moment that was marked. */
class MarkedMoment {
	readonly #seen: Shots;
	readonly #listeners = new Set<() => void>();
	#sources?: Promise<ScreenSources | undefined>;
	#shots: Shots;
	#isClosed = false;

	constructor(
		readonly at: number,
		shots: Shots,
		readonly past: Past | undefined,
		readonly screens: readonly Screen[],
	) {
		this.#seen = Object.fromEntries(Object.entries(shots).map(([name, shot]) => [name, shot.freeze()]));
		this.#shots = this.#seen;
	}

	readonly get = (): Shots => this.#shots;

	readonly subscribe = (listener: () => void): (() => void) => {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	};

	/** Says which lists are in view: those that were not in view then are asked for as they were recorded. */
	show(inView: readonly InView[]): void {
		const others = inView.filter((one) => this.#seen[shotName(one)] === undefined);
		if (others.length === 0 && this.#sources === undefined) return;
		this.#sources ??= this.#open();
		void this.#sources.then((sources) => sources?.show(others));
	}

	close(): void {
		this.#isClosed = true;
		this.#listeners.clear();
		void this.#sources?.then((sources) => sources?.close());
	}

	async #open(): Promise<ScreenSources | undefined> {
		const { past, at } = this;
		if (past === undefined || past.rounds().length === 0) return undefined;
		const looked = new MomentWatching(past, await past.moment(at));
		if (this.#isClosed) return undefined;
		const sources = new ScreenSources(looked.watching, this.screens);
		const take = (): void => {
			if (!looked.isSettled()) return;
			this.#shots = { ...sources.get(), ...this.#seen };
			for (const listener of this.#listeners) listener();
		};
		sources.subscribe(take);
		looked.onSettled(take);
		return sources;
	}
}

export type Compared = {
	/** The lists; each tells how it differs from the marked moment, if one is marked and the list was known then. */
	shots: Shots;
	/** The moment that is marked, ms since the epoch. */
	since?: number;
	/** Marks what is drawn, or takes the mark off; gives the marked moment, or why what is in view cannot be compared. */
	toggle: () => number | { refused: string } | undefined;
};

const nothing: Shots = {};
const none = { get: () => nothing, subscribe: () => () => {} };

/** Compares the lists that are drawn with those of the marked moment, where there is one. */
export const useCompare = (
	{ options: { past } }: TimeMachine,
	screens: readonly Screen[],
	{ shots, now }: Frozen,
	inView: readonly InView[],
): Compared => {
	const [mark, setMark] = useState<MarkedMoment>();
	const { get, subscribe } = mark ?? none;
	const before = useSyncExternalStore(subscribe, get);
	const wanted = JSON.stringify(inView);
	useEffect(() => mark?.show(JSON.parse(wanted)), [mark, wanted]);
	useEffect(() => () => mark?.close(), [mark]);
	const whyNot = (): string | undefined =>
		whyNotCompared(
			inView.map((one) => shots[shotName(one)]),
			listNamed(screens, inView[0]?.screen ?? ''),
		);
	return {
		shots:
			mark === undefined
				? shots
				: Object.fromEntries(
						Object.entries(shots).map(([name, shot]) => {
							const base = before[name];
							return [name, base === undefined ? shot : comparedShot(shot, base, mark.at)];
						}),
					),
		...(mark && { since: mark.at }),
		toggle() {
			const refused = mark === undefined ? whyNot() : undefined;
			if (refused !== undefined) return { refused };
			const next = mark === undefined ? new MarkedMoment(now, shots, past, screens) : undefined;
			setMark(next);
			return next?.at;
		},
	};
};
