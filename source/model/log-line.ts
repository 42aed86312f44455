// One line of the log: the first event of its fold, and how many it stands for.

import type { EventClient, EventKind, LoggedEvent, MonitorEvent, Severity } from './event.ts';
import type { ServerInfo } from './server.ts';

/** A class and not a spread: `data` may only be worked out when somebody looks at it, and there are many lines. */
export class LogLine implements LoggedEvent {
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
	readonly #first: MonitorEvent;

	constructor(
		first: MonitorEvent,
		readonly seq: number,
		readonly count: number,
		readonly mixed: boolean,
		readonly lastAt: number,
	) {
		this.kind = first.kind;
		this.severity = first.severity;
		this.at = first.at;
		this.serverTime = first.serverTime;
		this.subject = first.subject;
		this.server = first.server;
		this.serverName = first.serverName;
		this.account = first.account;
		this.accountName = first.accountName;
		this.client = first.client;
		this.reason = first.reason;
		this.text = first.text;
		this.#first = first;
	}

	/** The payload of the first event, as it gives it. */
	get data(): unknown {
		return this.#first.data;
	}
}
