// The system that is on the screen at the moment that is looked at: now, as its session knows it, or earlier, out of what was kept.

import type { EventLogSnapshot } from '../model/event-log.ts';
import type { LinkSnapshot } from '../nats/link-snapshot.ts';
import type { Clock } from '../nats/wire.ts';
import type { Moment, Past } from '../recording/past.ts';
import { longestGap, nextSpeed, roundAfter, roundAt, roundBefore } from '../recording/playback.ts';
import type { Watching } from '../screens/source.ts';
import { MomentWatching } from './moment-watching.ts';
import type { Followed, Monitor } from './monitor.ts';
import { play } from './player.ts';
import type { ServersSnapshot } from './session.ts';

/** Where in time the screen stands. */
export type TimeState = {
	/** The moment that is looked at, ms since the epoch; absent for now. */
	at?: number;
	/** The first and the last moment that can be looked at; absent where nothing was kept. */
	span?: { from: number; to: number };
	/** True where there is no now: a recording is looked at. */
	isReplay: boolean;
	/** The name of what is looked at, and the word for it where it has one moment only. */
	title?: string;
	word?: string;
	isPlaying: boolean;
	/** Seconds of the past a second. */
	speed: number;
	/** A sentence about what is damaged or missing. */
	trouble?: string;
};

export type TimeMachineOptions = {
	/** The running session; absent for a recording. */
	live?: Monitor;
	/** What is kept of it, or the recording; absent where nothing is kept. */
	past?: Past;
	/** The clock by which time is played. */
	clock: Clock;
};

/** A monitor that can be set to any moment of its past. What is collected meanwhile goes on. */
export class TimeMachine implements Monitor {
	readonly link: Followed<LinkSnapshot>;
	readonly servers: Followed<ServersSnapshot>;
	readonly events: Followed<EventLogSnapshot>;
	readonly time: Followed<TimeState>;
	/** The moment as the sources of screens need it; absent for now. */
	readonly looked: Followed<MomentWatching | undefined>;
	readonly acting: Monitor['acting'];
	readonly steering: Monitor['steering'];
	readonly #listeners = new Set<() => void>();
	#looked?: MomentWatching;
	#time: TimeState;
	/** The moment that was wished for last, while it is not there yet. */
	#wanted?: number;
	#loading?: Promise<void>;
	#stop?: () => void;

	constructor(readonly options: TimeMachineOptions) {
		const { live, past } = options;
		this.#time = {
			...{ isReplay: live === undefined, isPlaying: false, speed: 1 },
			...(past && { title: past.title }),
			...(past?.word !== undefined && { word: past.word }),
		};
		const part = <T>(now: Followed<T> | undefined, then: (moment: Moment) => T): Followed<T> => ({
			get: () => {
				const moment = this.#looked?.moment;
				if (moment !== undefined) return then(moment);
				if (now === undefined) throw new Error('a recording is looked at before its first moment is there');
				return now.get();
			},
			subscribe: (listener) => {
				const ends = [now?.subscribe(listener), this.#follow(listener)];
				return () => {
					for (const end of ends) end?.();
				};
			},
		});
		this.link = part(live?.link, ({ link }) => link);
		this.servers = part(live?.servers, ({ servers }) => servers);
		this.events = part(live?.events, ({ events }) => events);
		const subscribe = (listener: () => void): (() => void) => this.#follow(listener);
		this.time = { get: () => this.#time, subscribe };
		this.looked = { get: () => this.#looked, subscribe };
		this.acting = live?.acting;
		this.steering = live?.steering;
	}

	/** The clock on the wall. */
	get clock(): Clock {
		return this.options.clock;
	}

	/** The session that runs, whatever is looked at; absent for a recording. */
	get running(): Monitor | undefined {
		return this.options.live;
	}

	/** The clock of what is shown: it stands still while a moment is looked at. */
	readonly now: Clock = () => this.#looked?.moment.at ?? this.options.clock();

	get health(): Monitor['health'] {
		return this.#looked?.moment.health ?? this.#live.health;
	}

	get watching(): Watching {
		return this.#looked?.watching ?? this.#live.watching;
	}

	get #live(): Monitor {
		const { live } = this.options;
		if (live === undefined) throw new Error('a recording has no now');
		return live;
	}

	interval(): number {
		return this.options.live?.interval() ?? this.#looked?.moment.interval ?? 0;
	}

	/** Milliseconds between two rounds at the moment that is looked at. */
	shownInterval(): number {
		return this.#looked?.moment.interval ?? this.interval();
	}

	start(): void {
		this.options.live?.start();
	}

	/** True where a moment is looked at, or is about to be. */
	isBack(): boolean {
		return this.#place() !== undefined;
	}

	/** The first and the last moment that can be looked at; absent where nothing is kept. */
	span(): TimeState['span'] {
		const { past } = this.options;
		return past === undefined || past.rounds().length === 0 ? undefined : { from: past.from, to: past.to() };
	}

	/** Stops playing, and waiting for a moment. */
	close(): void {
		this.#stop?.();
		this.#wanted = undefined;
		this.options.past?.close();
	}

	/** Resolves when the moment that was wished for last is on the screen. */
	async arrived(): Promise<void> {
		await this.#loading;
	}

	/** Goes some rounds back or on; on from the last one is now. False where there is nothing to go to. */
	step(by: -1 | 1): boolean {
		const { past } = this.options;
		const rounds = past?.rounds() ?? [];
		const here = this.#place();
		if (by < 0 && here === undefined) return this.#enter(rounds.at(-1));
		if (here === undefined) return false;
		const to = (by < 0 ? roundBefore : roundAfter)(rounds, here);
		if (to !== undefined) this.#go(to);
		else if (by > 0 && !this.#time.isReplay) return this.toEnd();
		return to !== undefined;
	}

	/** Goes so many milliseconds back or on, to the end of a round; beyond the ends is at the ends. */
	skip(ms: number): boolean {
		const here = this.#place();
		if (here === undefined && ms >= 0) return false;
		return this.goTo((here ?? this.options.past?.to() ?? 0) + ms, true);
	}

	/** Goes to a time, or to the nearest one there is; `isRound` for the last round until then. */
	goTo(at: number, isRound = false): boolean {
		const { past } = this.options;
		const rounds = past?.rounds() ?? [];
		const [first] = rounds;
		if (past === undefined || first === undefined) return false;
		if (at >= past.to() && !this.#time.isReplay) return this.toEnd();
		const within = Math.max(first, Math.min(at, past.to()));
		this.#go(isRound ? (roundAt(rounds, within) ?? first) : within);
		return true;
	}

	/** Goes to the first moment there is. */
	toStart(): boolean {
		return this.goTo(Number.NEGATIVE_INFINITY);
	}

	/** Returns to now; to the last moment of a recording. */
	toEnd(): boolean {
		const { past, live } = this.options;
		this.#halt();
		if (live === undefined) {
			if (past !== undefined) this.#go(past.to());
			return past !== undefined;
		}
		this.#wanted = undefined;
		this.#looked = undefined;
		this.#tell({ at: undefined });
		return true;
	}

	/** Goes to the next or the previous of some times, ascending, if there is one. */
	toNeighbour(times: readonly number[], by: -1 | 1): boolean {
		const here = this.#place() ?? Number.POSITIVE_INFINITY;
		const to = (by < 0 ? roundBefore : roundAfter)(times, here);
		return to !== undefined && this.goTo(to);
	}

	/** Begins to play, or stops. */
	togglePlay(): void {
		if (this.#time.at === undefined) return;
		if (this.#time.isPlaying) {
			this.#halt();
			this.#tell({});
			return;
		}
		const { past, clock } = this.options;
		if (past === undefined) return;
		// At the end of a recording it begins anew.
		if (roundAfter(past.rounds(), this.#place() ?? 0) === undefined) this.toStart();
		this.#tell({ isPlaying: true });
		this.#stop = play({
			...{ past, clock, place: () => this.#place(), speed: () => this.#time.speed },
			go: (at) => this.#go(at),
			onEnd: () => void this.toEnd(),
		});
	}

	/** Plays faster or slower. */
	changeSpeed(by: -1 | 1): void {
		this.#tell({ speed: nextSpeed(this.#time.speed, by) });
	}

	/** The log of all there is: of now, or of the end of a recording. */
	async wholeLog(): Promise<EventLogSnapshot | undefined> {
		const { live, past } = this.options;
		return live?.events.get() ?? (past && (await past.moment(past.to())).events);
	}

	#follow(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** The moment that was wished for last, or is looked at; absent for now. */
	#place(): number | undefined {
		return this.#wanted ?? this.#time.at;
	}

	#enter(at: number | undefined): boolean {
		if (at === undefined) return false;
		this.#go(at);
		return true;
	}

	#halt(): void {
		this.#stop?.();
		this.#time = { ...this.#time, isPlaying: false };
	}

	#go(at: number): void {
		this.#wanted = at;
		this.#loading ??= this.#load();
	}

	/** Shows the moment that is wished for, and again while another one is. */
	async #load(): Promise<void> {
		const { past } = this.options;
		for (let wanted = this.#wanted; past !== undefined && wanted !== undefined; wanted = this.#wanted) {
			const moment = await past.moment(wanted);
			// Somebody has returned to now.
			if (this.#wanted === undefined) break;
			if (this.#wanted === wanted) this.#wanted = undefined;
			this.#show(past, moment, wanted);
		}
		this.#loading = undefined;
	}

	#show(past: Past, moment: Moment, at: number): void {
		const before = this.#looked?.moment.at;
		const isNext = before !== undefined && moment.at >= before && moment.at - before <= longestGap;
		if (isNext && this.#looked !== undefined) this.#looked.advance(moment);
		else this.#looked = new MomentWatching(past, moment, this.options.live?.watching.checks);
		this.#tell({ at });
	}

	#tell(change: Partial<TimeState>): void {
		const trouble = this.options.past?.trouble();
		const span = this.span();
		this.#time = {
			...this.#time,
			...change,
			...(span && { span }),
			...(trouble !== undefined && { trouble }),
		};
		for (const listener of [...this.#listeners]) listener();
	}
}
