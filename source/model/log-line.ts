// One line of the log: one event of its fold, mostly the first, and how many it stands for.

import type { LoggedEvent, MonitorEvent } from './event.ts';
import { EventFields } from './event-fields.ts';

/** The event that a fold is shown by, with what is counted of it. */
export class LogLine extends EventFields implements LoggedEvent {
	readonly #first: MonitorEvent;

	constructor(
		first: MonitorEvent,
		readonly seq: number,
		readonly count: number,
		readonly mixed: boolean,
		readonly lastAt: number,
		readonly since?: number,
	) {
		super(first);
		this.#first = first;
	}

	/** The payload of that event, as it gives it. */
	get data(): unknown {
		return this.#first.data;
	}
}
