// Copies the decoded fields of an event, without working out its payload.

import type { EventClient, EventKind, MonitorEvent, Severity } from './event.ts';
import type { ServerInfo } from './server.ts';

/** A class and not a spread: `data` may only be worked out when somebody looks at it, and there are many events. */
export class EventFields implements MonitorEvent {
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

	constructor(event: MonitorEvent) {
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
	}
}
