// Turns an event into one JSON object: a line of `natstop events --json` and of the export. Fields are added, never renamed.

import type { MonitorEvent } from '../model/event.ts';
import { jsonTime } from './json-value.ts';

/** `summary` is the line of the log; `data` is the payload without secrets, absent for natstop's own events. */
export const eventJson = (
	event: MonitorEvent & { count?: number; since?: number },
	summary: string,
): Readonly<Record<string, unknown>> => ({
	time: jsonTime(event.serverTime ?? event.at),
	received_at: jsonTime(event.at),
	kind: event.kind,
	severity: event.severity,
	server: event.server?.name ?? event.serverName,
	server_id: event.server?.id,
	account: event.account,
	account_name: event.accountName,
	subject: event.subject,
	summary,
	count: event.count === 1 ? undefined : event.count,
	since: event.count === 1 ? undefined : jsonTime(event.since),
	data: event.data,
});
