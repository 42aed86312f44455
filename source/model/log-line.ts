// One line of the log: the first event of its fold, and how many it stands for.

import type { LoggedEvent, MonitorEvent } from './event.ts';
import { EventFields } from './event-fields.ts';

/** The event that began a fold, with what is counted of it. */
export class LogLine extends EventFields implements LoggedEvent {
	readonly #first: MonitorEvent;

	constructor(
		first: MonitorEvent,
		readonly seq: number,
		readonly count: number,
		readonly mixed: boolean,
		readonly lastAt: number,
	) {
		super(first);
		this.#first = first;
	}

	/** The payload of the first event, as it gives it. */
	get data(): unknown {
		return this.#first.data;
	}
}
