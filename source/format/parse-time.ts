// Reads a time that a person typed: of the day, before the end, after the start, or in full.

import { localDate } from '../model/local-time.ts';
import { parseDuration } from './duration.ts';

/** What can be gone to, ms since the epoch. */
export type TimeSpan = { from: number; to: number };

/** How a time is explained to someone who wrote something else. */
export const timeExample = 'a time such as 12:04, 12:04:51, -3m, +90s or 2026-01-31T12:04:51Z';

const day = 24 * 3_600_000;

/** A time of the day, as printed lines have it: with a zone or in the zone that times are told in. */
const ofDay = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,3}))?)?(Z|[+-]\d\d:?\d\d)?$/;
const inFull = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;

/** How far a zone is ahead of UTC, milliseconds. */
const aheadOf = (zone: string): number => {
	const [, sign, hours = 0, minutes = 0] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? [];
	return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
};

/**
 * The same time of day on the last day on which it lies in the span; without one, on the day nearest to its end. `offset` is
 * how far its zone is ahead of UTC, milliseconds.
 */
const onSomeDay = (sinceMidnight: number, offset: number, { from, to }: TimeSpan): number => {
	const last = Math.floor((to + offset) / day) * day + sinceMidnight - offset;
	const candidates = [last, last - day, last + day];
	for (let at = last; at >= from; at -= day) if (at <= to) return at;
	return candidates.reduce((best, at) => (Math.abs(at - to) < Math.abs(best - to) ? at : best));
};

/** ISO 8601; without a zone it is in the zone that times are told in. */
const fullTime = (text: string): number | undefined => {
	const hasZone = /(?:Z|[+-]\d\d:?\d\d)$/.test(text) && text.length > 10;
	const [date = '', time = '00:00'] = text.split(/[T ]/);
	const at = Date.parse(hasZone ? text.replace(' ', 'T') : `${date}T${time}Z`);
	if (Number.isNaN(at)) return undefined;
	return hasZone ? at : at - (localDate(at).getTime() - at);
};

/**
 * Milliseconds since the epoch of `12:04`, `12:04:51`, `12:04:51+02:00`, `-3m` (before the end), `+90s` (after the start) or ISO 8601; nothing
 * where the text is none of these. The time may lie outside of the span.
 */
export const parseTime = (text: string, span: TimeSpan): number | undefined => {
	const typed = text.trim().replace(/^[−–]/, '-');
	const [, hours, minutes, seconds = '0', millis = '0', zone] = ofDay.exec(typed) ?? [];
	if (hours !== undefined) {
		const whole = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
		const offset = zone === undefined ? localDate(span.to).getTime() - span.to : aheadOf(zone);
		return onSomeDay(whole * 1000 + Number(millis.padEnd(3, '0')), offset, span);
	}
	if (/^[-+]/.test(typed)) {
		const by = parseDuration(typed.slice(1));
		if (by === undefined) return undefined;
		return typed.startsWith('-') ? span.to - by : span.from + by;
	}
	return inFull.test(typed) ? fullTime(typed) : undefined;
};
