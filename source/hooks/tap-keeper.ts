// Runs taps, one at a time, and keeps what the last one heard: no payload, only how many messages came under which subject.

import type { MonitorEvent } from '../model/event.ts';
import { noTap, type TapEnd, type TapSnapshot, type TapState } from '../model/subjects/tap.ts';
import { TapBook } from '../model/subjects/tap-book.ts';
import type { ConnectionSettings } from '../nats/connect/settings.ts';
import type { startSubjectTap } from '../nats/subject-tap.ts';
import type { Clock } from '../nats/wire.ts';

/** Starts a tap. Handed in from where the program is put together, so that read-only mode has none. */
export type StartTap = typeof startSubjectTap;

/** Milliseconds between two pictures of what it hears. */
const shownEvery = 250;

type Options = {
	settings: ConnectionSettings;
	now: Clock;
	/** Everybody is told of a tap: it changes how requests fail while it lasts. */
	onEvent: (event: MonitorEvent) => void;
};

const endWords: Readonly<Record<TapEnd, string>> = {
	...{ time: 'its time is over', messages: 'as many messages came as it takes' },
	...{ bytes: 'as many bytes came as it takes', stopped: 'stopped', failed: 'failed' },
};

export class TapKeeper {
	readonly #options: Options;
	readonly #listeners = new Set<() => void>();
	#state: TapState = { step: 'none' };
	#book = new TapBook();
	#depth = noTap.depth;
	#snapshot: TapSnapshot = noTap;
	#timer?: NodeJS.Timeout;
	#end?: () => void;

	constructor(options: Options) {
		this.#options = options;
	}

	readonly get = (): TapSnapshot => this.#snapshot;

	readonly subscribe = (listener: () => void): (() => void) => {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	};

	/** True while one is starting or listens. */
	get isOn(): boolean {
		return this.#state.step === 'starting' || this.#state.step === 'on';
	}

	/** Starts one, where none is on. */
	start(subject: string, startTap: StartTap): void {
		if (this.isOn) return;
		const { settings, now } = this.#options;
		const book = new TapBook();
		this.#book = book;
		this.#state = { step: 'starting', subject, at: now() };
		this.#publish();
		this.#end = startTap({
			...{ settings, subject },
			onStart: () => {
				this.#state = { step: 'on', subject, at: now() };
				this.#tell('info', `tap on ${subject}: listens`);
				this.#publish();
			},
			onMessage: (heard, bytes) => {
				book.add(heard, bytes);
				this.#timer ??= setTimeout(() => this.#publish(), shownEvery);
			},
			onEnd: (why, words) => {
				const at = 'at' in this.#state ? this.#state.at : now();
				this.#state = { step: 'over', subject, at, ended: now(), why, ...(words !== undefined && { words }) };
				const text = `tap on ${subject}: ${words ?? endWords[why]}; ${book.messages} messages`;
				this.#tell(why === 'failed' ? 'warn' : 'info', text);
				this.#publish();
			},
		});
	}

	stop(): void {
		this.#end?.();
	}

	/** Tells subjects apart by a token more or less. */
	deeper(by: -1 | 1): void {
		this.#depth = Math.max(1, Math.min(Math.max(this.#book.depth, this.#depth), this.#depth + by));
		this.#publish();
	}

	#tell(severity: MonitorEvent['severity'], text: string): void {
		this.#options.onEvent({ kind: 'LINK', severity, at: this.#options.now(), text });
	}

	#publish(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		const state = this.#state;
		const { messages, bytes, depth } = this.#book;
		const until = state.step === 'over' ? state.ended : this.#options.now();
		this.#snapshot = {
			...{ state, rows: this.#book.rows(this.#depth), messages, bytes },
			...{
				depth: this.#depth,
				deepest: depth,
				span: state.step === 'none' ? 0 : Math.max(0, until - state.at),
			},
		};
		for (const listener of [...this.#listeners]) listener();
	}
}
