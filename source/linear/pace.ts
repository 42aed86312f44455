// Limits how much is said of many like events: a sentence takes seconds to read out, and a storm must not drown the rest.

import { eventKinds, type LoggedEvent } from '../model/event.ts';
import { alike, moreSentence } from './sentences.ts';

/** Milliseconds after an event was said in which further events of its kind are only counted. */
const quietSpan = 10_000;

/** The most servers whose changes are said one by one; more at once are counted. */
const saidInFull = 5;

type Quiet = { since: number; held: LoggedEvent[] };

/** Remembers which kinds were said lately. */
export class Pace {
	readonly #quiet = new Map<string, Quiet>();

	/** Takes the new events; gives the sentences that are due. */
	take(events: readonly LoggedEvent[], now: number, sentence: (event: LoggedEvent) => string): string[] {
		const due = this.#due(now, sentence);
		const fresh = alike(events, ({ kind, severity }) => `${severity} ${kind}`).flatMap((group) => {
			const [first] = group;
			if (first === undefined) return [];
			const { kind, severity } = first;
			const about = eventKinds[kind].group;
			const quiet = this.#quiet.get(`${severity} ${kind}`);
			if (about === 'server' || about === 'local') {
				const rest = group.slice(saidInFull);
				return [
					...group.slice(0, saidInFull).map(sentence),
					...(rest.length > 0 ? [moreSentence(rest)] : []),
				];
			}
			if (quiet !== undefined) {
				quiet.held.push(...group);
				return [];
			}
			this.#quiet.set(`${severity} ${kind}`, { since: now, held: group.slice(1) });
			return [sentence(first)];
		});
		return [...due, ...fresh];
	}

	#due(now: number, sentence: (event: LoggedEvent) => string): string[] {
		const over = [...this.#quiet].filter(([, { since }]) => now - since >= quietSpan);
		return over.flatMap(([key, { held }]) => {
			const [only] = held;
			if (only === undefined) {
				this.#quiet.delete(key);
				return [];
			}
			this.#quiet.set(key, { since: now, held: [] });
			return [held.length === 1 ? sentence(only) : moreSentence(held)];
		});
	}
}
