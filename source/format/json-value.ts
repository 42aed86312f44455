// Writes values for JSON: times in ISO 8601 and UTC, durations in seconds, traffic as flat figures.

import type { Traffic } from '../model/server.ts';

/** Milliseconds since the epoch as a time. */
export const jsonTime = (ms: number | undefined): string | undefined =>
	ms === undefined ? undefined : new Date(ms).toISOString();

/** Milliseconds as seconds, to the microsecond. */
export const jsonSeconds = (ms: number | undefined): number | undefined =>
	ms === undefined ? undefined : Math.round(ms * 1000) / 1e6;

/** Both directions as the server sees them, since its start. */
export const jsonTraffic = (received: Traffic | undefined, sent: Traffic | undefined) => ({
	in_msgs: received?.msgs,
	in_bytes: received?.bytes,
	out_msgs: sent?.msgs,
	out_bytes: sent?.bytes,
});

/** A figure per second, rounded to one decimal. */
export const jsonRate = (rate: number | undefined): number | undefined =>
	rate === undefined ? undefined : Math.round(rate * 10) / 10;

/** The object, or undefined where it has no members. */
export const unlessEmpty = <T extends object>(value: T): T | undefined =>
	Object.keys(value).length > 0 ? value : undefined;
