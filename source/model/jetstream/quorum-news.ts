// Remembers when servers said that a stream lost its quorum, and whether anything happened that only all copies tell more of.

import type { LoggedEvent } from '../event.ts';
import type { EventLogSnapshot } from '../event-log.ts';
import { objectKey } from './told.ts';

/** Streams that are remembered. */
const most = 10_000;

/** What changes who leads a stream, or who has a copy of it. */
const stirring: ReadonlySet<LoggedEvent['kind']> = new Set([
	'JS QUORUM',
	'JS LEADER',
	'DOWN',
	'BACK',
	'RESTART',
]);

/** The stream that an event is about: its payload says so, else its text. */
const streamOf = ({ data, text = '' }: LoggedEvent): string | undefined => {
	if (typeof data === 'object' && data !== null && 'stream' in data && !('consumer' in data))
		return typeof data.stream === 'string' ? data.stream : undefined;
	return /^stream (.+) lost quorum/.exec(text)?.[1];
};

export class QuorumNews {
	readonly #lost = new Map<string, number>();
	#seen = 0;

	/** Reads what is new in the log; gives whether something of it may have changed who leads. */
	read({ events }: Pick<EventLogSnapshot, 'events'>): boolean {
		let isStirred = false;
		for (let index = events.length - 1; index >= 0; index--) {
			const event = events[index];
			if (event === undefined || event.seq <= this.#seen) break;
			isStirred ||= stirring.has(event.kind);
			if (event.kind === 'JS QUORUM') this.#learn(event);
		}
		this.#seen = events.at(-1)?.seq ?? this.#seen;
		return isStirred;
	}

	/** When a server last said that a stream lost its quorum; our clock. */
	lostAt(account: string, stream: string): number | undefined {
		return this.#lost.get(objectKey(account, stream));
	}

	#learn(event: LoggedEvent): void {
		const { account, lastAt } = event;
		const stream = streamOf(event);
		if (account === undefined || stream === undefined) return;
		const key = objectKey(account, stream);
		this.#lost.set(key, Math.max(lastAt, this.#lost.get(key) ?? 0));
		const [oldest] = this.#lost.keys();
		if (this.#lost.size > most && oldest !== undefined) this.#lost.delete(oldest);
	}
}
