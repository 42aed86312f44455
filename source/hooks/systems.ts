// The system that is watched, and how another takes its place: the new one is met first, and what fails leaves the old one.

import { type ConnectionSettings, SettingsError } from '../nats/connect/settings.ts';
import { isRefused } from '../nats/link-snapshot.ts';
import type { Session } from './session.ts';

/** Where a context leads. */
export type Where = { connection: ConnectionSettings; origin: string };

/** Makes a session, which is not started yet; `onFailed` takes a sentence. */
export type MakeSession = (where: Where, interval: number, onFailed: (sentence: string) => void) => Session;

/** A watched system; `serial` is another one for each, and `kept` what the screen before it hands over. */
export type System<Kept> = { session: Session; context?: string; serial: number; kept?: Kept };

/** Resolves when the system of a session answers, or with a sentence when it will not. */
const met = (session: Session, failed: AbortSignal): Promise<string | undefined> =>
	new Promise((resolve) => {
		const stops: (() => void)[] = [];
		const done = (why?: string): void => {
			for (const stop of stops) stop();
			failed.removeEventListener('abort', look);
			resolve(why);
		};
		const look = (): void => {
			const snapshot = session.link.get();
			const { access, outcome } = snapshot;
			if (failed.aborted) done(String(failed.reason));
			else if (isRefused(snapshot)) done(`this is not the system account: ${outcome}`);
			else if (access !== undefined && hasAnswered(session)) done();
		};
		stops.push(...[session.link, session.servers].map((store) => store.subscribe(look)));
		failed.addEventListener('abort', look);
		look();
	});

/** A server, or a whole round without one: what there is can be shown. */
const hasAnswered = ({ servers }: Session): boolean => {
	const { rows, rounds } = servers.get().fleet;
	return rows.length > 0 || rounds > 0;
};

/** Owns the session that is watched. */
export class Systems<Kept> {
	#now: System<Kept>;
	readonly #listeners = new Set<() => void>();
	/** The session that is being met; another switch ends it. */
	#trying?: { end: (why: string) => void };

	constructor(
		first: { session: Session; context?: string },
		/** The settings of a context; fails with a SettingsError. Absent where there are no contexts. */
		readonly settings: ((context: string) => Where) | undefined,
		readonly make: MakeSession,
	) {
		this.#now = { ...first, serial: 0 };
	}

	readonly get = (): System<Kept> => this.#now;

	readonly subscribe = (listener: () => void): (() => void) => {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	};

	/**
	 * Watches the system of a context instead. Resolves with nothing once it is watched, and the old one left; else with why
	 * not, and all is as it was. `keep` is called when the new system is there, for what its screen takes over.
	 */
	async switchTo(context: string, interval: number, keep: () => Kept): Promise<string | undefined> {
		this.#trying?.end('another context was chosen');
		const failed = new AbortController();
		let session: Session;
		try {
			if (this.settings === undefined) return 'there are no contexts here';
			session = this.make(this.settings(context), interval, (sentence) => failed.abort(sentence));
		} catch (error) {
			if (error instanceof SettingsError) return error.message;
			throw error;
		}
		const trying = { end: (why: string) => failed.abort(why) };
		this.#trying = trying;
		session.start();
		const why = await met(session, failed.signal);
		if (this.#trying === trying) this.#trying = undefined;
		if (why !== undefined) {
			await session.stop();
			return why;
		}
		const old = this.#now;
		session.servers.publish();
		this.#now = { session, context, serial: old.serial + 1, kept: keep() };
		for (const listener of this.#listeners) listener();
		await old.session.stop();
		return undefined;
	}

	/** Ends everything. */
	async stop(): Promise<void> {
		this.#trying?.end('natstop is left');
		await this.#now.session.stop();
	}
}
