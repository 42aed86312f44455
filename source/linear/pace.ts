// How much is said of what comes in numbers: a reader takes seconds for a sentence, and a storm must not drown the rest.

import { eventKinds, type LoggedEvent } from '../model/event.ts';
import { alike, moreSentence } from './sentences.ts';

/** After one of a kind is said, others of it are counted for so long, milliseconds. */
const quietSpan = 10_000;

/** What becomes of servers is said in full, but for a whole fleet at once. */
const saidInFull = 5;

type Quiet = { since: number; held: LoggedEvent[] };

/** Remembers which kinds were said lately. */
export class Pace {
	readonly #quiet = new Map<string, Quiet>();

	/** Takes what came since the last time; gives the sentences that are due. */
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
