// Makes lines of everything that a session is told, without secrets, in the order in which it was told.

import type { CheckSettings } from '../model/checks/check.ts';
import type { MonitorEvent } from '../model/event.ts';
import type { HealthSnapshot } from '../model/health/health-book.ts';
import type { Sample } from '../model/server.ts';
import type { EventsTap } from '../nats/events-feed.ts';
import type { GatherEnd } from '../nats/gather.ts';
import type { LinkSnapshot } from '../nats/link-snapshot.ts';
import type { Fields } from '../nats/read.ts';
import { ReceivedEvent } from '../nats/received-event.ts';
import type { Failure } from '../nats/requests.ts';
import type { RosterInput } from '../nats/roster-input.ts';
import type { Clock } from '../nats/wire.ts';
import type { Line } from './line.ts';
import { safeAnswer, safeBytes, safeStatistics } from './safe-bytes.ts';

/** How much is added to the time of a line that comes within the same millisecond as the last. */
const tick = 0.001;

/** Milliseconds with three decimals, as far as a number can hold them. */
const exact = (ms: number): number => Math.round(ms * 1000) / 1000;

/** How a session judges what it is told. */
export type Beginning = { interval: number; checks?: CheckSettings; since: number };

/** How many servers were expected to answer a round, and how many did. */
export type Counts = () => { expected: number; answered: number };

/** Chooses among what the roster is told, and leaves out of a statsz what is too much. */
export type Choosing = {
	wants: (input: RosterInput) => boolean;
	short: (sample: Sample, data: Uint8Array) => Uint8Array;
};

/** Takes inputs of one session, and hands them over as lines. */
export class Tap implements EventsTap {
	readonly #onLine: (line: Line) => void;
	readonly #counts: Counts;
	readonly #now: Clock;
	#last = 0;

	/** While `isWanted` is false nothing is made of what comes. */
	constructor(
		onLine: (line: Line) => void,
		now: Clock,
		counts: Counts,
		readonly isWanted: () => boolean = () => true,
		readonly choosing: Choosing = { wants: () => true, short: (_, data) => data },
	) {
		this.#onLine = onLine;
		this.#now = now;
		this.#counts = counts;
	}

	/** A session begins: what is listened to since `since` is judged so. */
	begins({ interval, checks, since }: Beginning): void {
		this.line(since, 'O', { interval, ...(checks && { checks: [...checks] }) });
	}

	/** Hands over one line. A clock that is set back stands still until it has caught up: the order is what counts. */
	line(at: number, code: string, ...rest: readonly unknown[]): void {
		this.#last = at > this.#last ? at : exact(this.#last + tick);
		this.#onLine([this.#last, code, ...rest]);
	}

	/** What the roster is told. */
	readonly input = (input: RosterInput): void => {
		if (!this.isWanted() || !this.choosing.wants(input)) return;
		const { at, code } = input;
		switch (code) {
			case 'S': {
				const { server, rtt = null } = input.sample;
				if (!input.data) return;
				this.line(at, 'S', server.id, rtt, safeBytes(this.choosing.short(input.sample, input.data)));
				return;
			}
			case 'V':
				if (input.data) this.line(at, 'V', input.id, safeBytes(input.data));
				return;
			case 'I':
				this.line(at, 'I', input.server);
				return;
			case 'P': {
				const { expected, answered } = this.#counts();
				this.line(at, 'P', expected, answered, input.isBlind);
				return;
			}
			case 'U':
				this.line(at, 'U', ...input.told);
				return;
			default:
				this.line(at, code);
		}
	};

	received(event: MonitorEvent, data: Uint8Array): void {
		if (!this.isWanted()) return;
		const { at, subject, kind } = event;
		// What is not JSON is kept as it was understood.
		if (kind === 'CLAIMS') this.line(at, 'N', event, 1);
		else {
			const hideUser = event instanceof ReceivedEvent && event.hidesUser;
			this.line(at, 'E', subject, safeBytes(data, hideUser));
		}
	}

	made(event: MonitorEvent, count: number): void {
		this.line(event.at, 'N', event, count);
	}

	unread(subject: string, at: number): void {
		this.line(at, 'A', 'unread', subject);
	}

	named(account: string, name: string): void {
		this.line(this.#now(), 'A', 'name', account, name);
	}

	switchedOff(off: readonly string[]): void {
		this.line(this.#now(), 'A', 'off', off);
	}

	/** An answer to what another screen asked; `data` is absent where it was not read. */
	answer(subject: string, body: Fields | undefined, ms: number, data: Uint8Array | undefined): void {
		// Of a service only what all services tell is kept.
		const safe = subject.startsWith('$SRV.') ? safeStatistics : safeAnswer;
		if (data && this.isWanted())
			this.line(this.#now(), 'Q', subject, body ?? null, exact(ms), null, safe(data));
	}

	/** Why there is no answer, or no further one. */
	noAnswer(subject: string, body: Fields | undefined, ms: number, why: Failure | { end: GatherEnd }): void {
		this.line(this.#now(), 'Q', subject, body ?? null, exact(ms), why, null);
	}

	link({ connection, userInfo: _, ...snapshot }: LinkSnapshot): void {
		this.line(this.#now(), 'L', snapshot);
	}

	health({ findings, kinds, since, last, at }: HealthSnapshot): void {
		this.line(at, 'H', { findings, kinds: [...kinds], since, last });
	}
}
