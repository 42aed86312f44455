// The one log: a ring of events in the order they reached us, bursts folded, what fell off counted.

import { type EventGroup, eventKinds, type LoggedEvent, type MonitorEvent } from './event.ts';
import { LogLine } from './log-line.ts';

/** How many lines are kept. */
export const logSize = 5000;

/** Events of one burst within this many milliseconds of its first are folded. */
export const foldSpan = 1000;

/** An immutable picture of the log, oldest first. */
export type EventLogSnapshot = {
	events: readonly LoggedEvent[];
	/** Lines that fell off the ring. */
	dropped: number;
	/** Events a second over the last ten seconds. */
	rate: number;
	/** Names of accounts by their public key. */
	accountNames: ReadonlyMap<string, string>;
	/** When natstop began to listen. */
	since: number;
};

/** In one second this many clients of a kind stand in lines of their own; what comes beyond is one line. */
const ownLines = 8;

/** What makes a burst: everything but which client it is. */
const burstKey = (event: MonitorEvent): string =>
	[
		event.kind,
		event.server?.id ?? event.serverName ?? '',
		event.account ?? '',
		event.reason ?? '',
		event.text ?? '',
	].join('\n');

/** Clients of one user keep lines of their own, as their names are shown and can be filtered by. */
const clientKey = ({ client }: MonitorEvent): string =>
	[client?.name, client?.user, client?.clientType, client?.clientId].join('\n');

/** A line and the event it began with. */
type Fold = { first: MonitorEvent; line: LoggedEvent };

/** A burst under way: since when, how many lines it has, and its line for any client beyond those. */
type Burst = { at: number; lines: Map<string, Fold>; rest?: Fold };

const rateSpan = 10;

/** Seconds whose events are counted. */
const mostSeconds = 60;

/** More accounts than are ever named on a screen. */
const mostNames = 10_000;

/** Groups that would push everything else out of the ring: kept only while they are shown. */
export const noisyGroups: readonly EventGroup[] = ['conns', 'statsz'];

/** Collects events; `snapshot` is cheap enough to take four times a second. */
export class EventLog {
	#events: LoggedEvent[] = [];
	#next = 1;
	#dropped = 0;
	#bursts = new Map<string, Burst>();
	#names = new Map<string, string>();
	/** Events by second, for the rate. */
	#perSecond = new Map<number, number>();

	#unkept: readonly EventGroup[] = noisyGroups;

	constructor(readonly since: number) {}

	/** Says which groups are switched off: of those, the noisy ones are not even kept. */
	switchOff(off: readonly EventGroup[]): void {
		this.#unkept = noisyGroups.filter((group) => off.includes(group));
	}

	/**
	 * Appends one event, or folds it into the line of the same client, or of many, within the last second. `count` is how
	 * many of its kind it stands for.
	 */
	add(event: MonitorEvent, count = 1): void {
		this.#learn(event);
		if (this.#unkept.includes(eventKinds[event.kind].group)) return;
		const second = Math.floor(event.at / 1000);
		this.#perSecond.set(second, (this.#perSecond.get(second) ?? 0) + count);
		// Nobody may ever take a snapshot.
		const [earliest] = this.#perSecond.keys();
		if (this.#perSecond.size > mostSeconds && earliest !== undefined) this.#perSecond.delete(earliest);
		const burst = this.#burstOf(event);
		const client = clientKey(event);
		const own = burst.lines.get(client);
		const held = own ?? (burst.lines.size >= ownLines ? burst.rest : undefined);
		const index = held === undefined ? -1 : this.#indexOf(held.line.seq);
		let fold: Fold;
		if (held !== undefined && index >= 0) {
			const { first, line } = held;
			const mixed = line.mixed || clientKey(first) !== client;
			fold = {
				first,
				line: new LogLine(first, line.seq, line.count + count, mixed, event.at),
			};
			this.#events[index] = fold.line;
		} else {
			const line = new LogLine(event, this.#next++, count, false, event.at);
			fold = { first: event, line };
			this.#events.push(line);
			this.#trim();
		}
		if (own === undefined && burst.lines.size >= ownLines) burst.rest = fold;
		else burst.lines.set(client, fold);
	}

	/** True for a group of which nothing is kept now. */
	leavesOut(group: EventGroup): boolean {
		return this.#unkept.includes(group);
	}

	/** Remembers the name of an account learned elsewhere. */
	learnName(account: string, name: string): void {
		if (account === name) return;
		this.#names.set(account, name);
		const [oldest] = this.#names.keys();
		if (this.#names.size > mostNames && oldest !== undefined) this.#names.delete(oldest);
	}

	/** The name of an account, if one was learned. */
	nameOf(account: string): string | undefined {
		return this.#names.get(account);
	}

	/** The picture now. */
	snapshot(now: number): EventLogSnapshot {
		const second = Math.floor(now / 1000);
		let recent = 0;
		for (const [at, count] of this.#perSecond) {
			if (at < second - rateSpan) this.#perSecond.delete(at);
			else if (at < second) recent += count;
		}
		const span = Math.max(1, Math.min(rateSpan, second - Math.floor(this.since / 1000)));
		return {
			events: this.#events.slice(-logSize),
			dropped: this.#dropped + Math.max(0, this.#events.length - logSize),
			rate: recent / span,
			accountNames: new Map(this.#names),
			since: this.since,
		};
	}

	/** Position of a line by its number, which rises by one a line. */
	#indexOf(seq: number): number {
		const first = this.#events[0];
		return first === undefined ? -1 : seq - first.seq;
	}

	#learn(event: MonitorEvent): void {
		if (event.account !== undefined && event.accountName !== undefined) {
			this.learnName(event.account, event.accountName);
		}
	}

	/** Drops the oldest lines in blocks, so that a full ring does not move with every event. */
	#trim(): void {
		if (this.#events.length <= logSize + 500) return;
		this.#dropped += this.#events.length - logSize;
		this.#events = this.#events.slice(-logSize);
	}

	/** The burst an event belongs to; a new one when the last began over a second ago. */
	#burstOf(event: MonitorEvent): Burst {
		const key = burstKey(event);
		const last = this.#bursts.get(key);
		// A clock that was set back is no burst either.
		const isOver = ({ at }: Burst): boolean => Math.abs(event.at - at) >= foldSpan;
		if (last !== undefined && !isOver(last)) return last;
		const burst: Burst = { at: event.at, lines: new Map() };
		// Behind all others: the first is always the oldest. What is over would only hold payloads.
		this.#bursts.delete(key);
		this.#bursts.set(key, burst);
		for (const [other, old] of this.#bursts) {
			if (!isOver(old) && this.#bursts.size <= logSize) break;
			this.#bursts.delete(other);
		}
		return burst;
	}
}

/** True where the group of an event is not switched off. */
export const isShown = (event: LoggedEvent, off: readonly EventGroup[]): boolean =>
	!off.includes(eventKinds[event.kind].group);
