// A received event: the fields that the log shows are decoded, the payload is parsed again when it is looked at.

import type { MonitorEvent } from '../model/event.ts';
import { EventFields } from '../model/event-fields.ts';
import { redactPayload } from '../system/redact.ts';
import { parseFields } from './read.ts';

/** Payloads larger than this are cut and cleaned at once, so that what waits to be looked at is small. */
const largestKept = 16_384;

/** A decoded event with its payload; `hideUser` where the user in it can be a token. */
export class ReceivedEvent extends EventFields {
	/** What it is counted under where it comes again and again. */
	readonly flap?: string;
	readonly #payload: string | { clean: unknown };
	readonly #hideUser: boolean;

	constructor(event: MonitorEvent, payload: string, hideUser: boolean) {
		super(event);
		this.flap = event.flap;
		this.#hideUser = hideUser;
		this.#payload = payload.length > largestKept ? { clean: this.#clean(payload) } : payload;
	}

	/** True where the user in its payload can be a token, and is hidden. */
	get hidesUser(): boolean {
		return this.#hideUser;
	}

	/** The payload, clean and without secrets: never as it came. */
	get data(): unknown {
		const payload = this.#payload;
		return typeof payload === 'string' ? this.#clean(payload) : payload.clean;
	}

	#clean(payload: string): unknown {
		return redactPayload(parseFields(payload), this.#hideUser);
	}
}
