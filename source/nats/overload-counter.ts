// Counts events that come by the thousand while natstop lags behind, instead of decoding them.

import { type EventKind, type MonitorEvent, unreadText } from '../model/event.ts';

/** The kinds that come in bursts: clients that connect, disconnect or are refused, and calls of the JetStream API. */
const kinds: readonly (readonly [end: string, kind: EventKind])[] = [
	['.CONNECT', 'CONNECT'],
	['.DISCONNECT', 'DISCONNECT'],
	['.CLIENT.AUTH.ERR', 'AUTH ERR'],
	['.SERVER.CONNS', 'CONNS'],
	['.ADVISORY.API', 'JS OTHER'],
];

/** How long to count before it is logged, milliseconds. */
const tellSpan = 250;

/** Counts undecoded events by kind, and logs the counts. */
export class OverloadCounter {
	readonly #counts = new Map<EventKind, number>();

	/** `tell` gets an event that stands for `count` of its kind. */
	constructor(
		readonly now: () => number,
		readonly tell: (event: MonitorEvent, count: number) => void,
	) {}

	/** Counts the event of a subject; false where it is one that is always read. */
	take(subject: string): boolean {
		const kind = kinds.find(([end]) => subject.endsWith(end))?.[1];
		if (kind === undefined) return false;
		if (this.#counts.size === 0) setTimeout(() => this.#tell(), tellSpan).unref();
		this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
		return true;
	}

	#tell(): void {
		for (const [kind, count] of this.#counts) {
			this.tell({ kind, severity: 'warn', at: this.now(), text: unreadText }, count);
		}
		this.#counts.clear();
	}
}
