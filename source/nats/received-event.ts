// An event as it was received: what the log draws is decoded, the payload itself is read again only for who looks at it.

import type { EventClient, EventKind, MonitorEvent, Severity } from '../model/event.ts';
import type { ServerInfo } from '../model/server.ts';
import { parseFields } from './read.ts';
import { redactPayload } from './redact.ts';

/** Payloads larger than this are cut and cleaned at once, so that what waits to be looked at is small. */
const largestKept = 16_384;

/** A decoded event with its payload; `hideUser` where the user in it can be a token. */
export class ReceivedEvent implements MonitorEvent {
	readonly kind: EventKind;
	readonly severity: Severity;
	readonly at: number;
	readonly serverTime?: number;
	readonly subject?: string;
	readonly server?: ServerInfo;
	readonly serverName?: string;
	readonly account?: string;
	readonly accountName?: string;
	readonly client?: EventClient;
	readonly reason?: string;
	readonly text?: string;
	readonly #payload: string | { clean: unknown };
	readonly #hideUser: boolean;

	constructor(event: MonitorEvent, payload: string, hideUser: boolean) {
		this.kind = event.kind;
		this.severity = event.severity;
		this.at = event.at;
		this.serverTime = event.serverTime;
		this.subject = event.subject;
		this.server = event.server;
		this.serverName = event.serverName;
		this.account = event.account;
		this.accountName = event.accountName;
		this.client = event.client;
		this.reason = event.reason;
		this.text = event.text;
		this.#hideUser = hideUser;
		this.#payload = payload.length > largestKept ? { clean: this.#clean(payload) } : payload;
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
