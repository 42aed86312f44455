// A moment as the sources of screens need it: the servers and events of then, and answers out of what was recorded.

import type { CheckSettings } from '../model/checks/check.ts';
import type { Wire } from '../nats/wire.ts';
import type { Moment, Past } from '../recording/past.ts';
import { roundsBefore } from '../recording/playback.ts';
import { type LookingBack, NoLimits } from '../screens/looking-back.ts';
import type { Source, Watching } from '../screens/source.ts';

/** Nobody waits for an answer out of a recording. */
const timeout = 2000;

/** A value that all its followers are told of when it changes. */
class Told<T> {
	readonly #listeners = new Set<() => void>();

	constructor(public value: T) {}

	readonly get = (): T => this.value;

	readonly subscribe = (listener: () => void): (() => void) => {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	};

	set(value: T): void {
		this.value = value;
		this.tell();
	}

	tell(): void {
		for (const listener of [...this.#listeners]) listener();
	}
}

/**
 * Watches the past from one moment on. `advance` goes on to a later one: what was learned meanwhile stays, as rates are
 * known from two answers. Going back takes another one of these.
 */
export class MomentWatching {
	readonly watching: Watching;
	readonly #moment: Told<Moment>;
	readonly #settled = new Told(undefined);
	/** Of each list how many sources it has, and which of them have no answers. */
	readonly #lists = new Map<string, { sources: number; missing: Map<number, string> }>();
	#pending = 0;
	#owner?: string;
	#first?: Promise<readonly Wire[]>;

	constructor(
		readonly past: Past,
		moment: Moment,
		/** How a person wants checks to judge. */
		checks?: CheckSettings,
	) {
		this.#moment = new Told(moment);
		const { get, subscribe } = this.#moment;
		const part = <T>(of: (moment: Moment) => T): Source<T> => ({ get: () => of(get()), subscribe });
		const lookingBack: LookingBack = {
			wires: async (isFirst) => [...(isFirst ? await this.#wiresBefore() : []), get().wire],
			subscribe,
			begin: () => this.#begin(),
			witness: () => this.#witness(),
			opening: (name, open) => this.#opening(name, open),
			missing: (name) => this.#whyMissing(name),
			health: () => get().health,
		};
		this.watching = {
			servers: part(({ servers }) => servers),
			events: part(({ events }) => events),
			wire: () => get().wire,
			interval: () => get().interval,
			...{ timeout, governor: new NoLimits(), past: lookingBack },
			...(moment.link.link.mode === 'account' && { mode: 'account' as const }),
			...(checks && { checks }),
			wantName: () => {},
			learnName: () => {},
		};
	}

	get moment(): Moment {
		return this.#moment.get();
	}

	/** Goes on to a later moment. */
	advance(moment: Moment): void {
		this.#moment.set(moment);
	}

	/** True while nothing that is open waits for its answers. */
	isSettled(): boolean {
		return this.#pending === 0;
	}

	/** Tells when everything that is open has its answers, each time. */
	onSettled(listener: () => void): () => void {
		return this.#settled.subscribe(listener);
	}

	#opening<T>(name: string, open: () => T): T {
		this.#owner = name;
		this.#lists.set(name, { sources: 0, missing: new Map() });
		try {
			return open();
		} finally {
			this.#owner = undefined;
		}
	}

	#wiresBefore(): Promise<readonly Wire[]> {
		const { past, moment } = this;
		this.#first ??= Promise.all(
			roundsBefore(past.rounds(), moment.at).map(async (at) => (await past.moment(at)).wire),
		);
		return this.#first;
	}

	#begin(): () => void {
		this.#pending++;
		return () => {
			this.#pending--;
			if (this.#pending === 0) this.#settled.tell();
		};
	}

	#whyMissing(name: string): string | undefined {
		const { sources = 0, missing } = this.#lists.get(name) ?? {};
		const [why] = missing?.values() ?? [];
		return missing?.size === sources ? why : undefined;
	}

	#witness(): (why: string | undefined) => void {
		const list = this.#owner === undefined ? undefined : this.#lists.get(this.#owner);
		if (list === undefined) return () => {};
		const source = list.sources++;
		return (why) => {
			if (why === undefined) list.missing.delete(source);
			else list.missing.set(source, why);
		};
	}
}
