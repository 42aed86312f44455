// Writes times and durations as short text; both are in milliseconds unless a name says otherwise.

import { localDate, zoneAt } from '../model/local-time.ts';
import type { Glyphs } from '../theme.ts';

/** A formatter that takes the glyphs, for the sign of "unknown", only where the value can be unknown. */
type TimeText = {
	(ms: number): string;
	(ms: number | undefined, glyphs: Pick<Glyphs, 'none'>): string;
};

const orNone =
	(format: (ms: number) => string): TimeText =>
	(ms: number | undefined, glyphs?: Pick<Glyphs, 'none'>): string =>
		ms === undefined || !Number.isFinite(ms) ? (glyphs?.none ?? '-') : format(ms);

/** A negative span comes from clocks that differ; it counts as zero. */
const span = (format: (ms: number) => string): TimeText => orNone((ms) => format(Math.max(0, ms)));

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const two = (n: number): string => String(n).padStart(2, '0');

/** `12:04:48`; with `millis`, `12:04:48.113`. In the zone that times are told in, which is said beside it. */
export const clock = (
	ms: number | undefined,
	options: { millis?: boolean } = {},
	glyphs?: Pick<Glyphs, 'none'>,
): string => {
	const date = localDate(ms ?? Number.NaN);
	if (Number.isNaN(date.getTime())) return glyphs?.none ?? '-';
	return date.toISOString().slice(11, options.millis ? 23 : 19);
};

/** `12:04:48 UTC+2`; as `clock` where the moment is unknown. */
export const zonedClock = (
	ms: number | undefined,
	options: { millis?: boolean } = {},
	glyphs?: Pick<Glyphs, 'none'>,
): string => {
	const text = clock(ms, options, glyphs);
	return ms === undefined || !Number.isFinite(ms) ? text : `${text} ${zoneAt(ms)}`;
};

/** `2026-08-11 10:02 UTC`. */
export const dateTime: TimeText = (ms: number | undefined, glyphs?: Pick<Glyphs, 'none'>): string => {
	const date = localDate(ms ?? Number.NaN);
	if (Number.isNaN(date.getTime())) return glyphs?.none ?? '-';
	return `${date
		.toISOString()
		.replace('T', ' ')
		.replace(/:\d\d\.\d+Z$/, '')} ${zoneAt(ms ?? 0)}`;
};

/** Whole units, largest first. */
const parts = (ms: number): { d: number; h: number; m: number; s: number } => ({
	d: Math.floor(ms / day),
	h: Math.floor(ms / hour) % 24,
	m: Math.floor(ms / minute) % 60,
	s: Math.floor(ms / second) % 60,
});

const twoUnits = (ms: number): string => {
	const { d, h, m, s } = parts(ms);
	if (d > 0) return `${d}d${two(h)}h`;
	if (h > 0) return `${h}h${two(m)}m`;
	return m > 0 ? `${m}m${two(s)}s` : `${s}s`;
};

const oneUnit = (ms: number): string => {
	const { d, h, m, s } = parts(ms);
	if (d >= 1000) return `${Math.floor(d / 365)}y`;
	if (d > 0) return `${d}d`;
	if (h > 0) return `${h}h`;
	return m > 0 ? `${m}m` : `${s}s`;
};

/** `41d02h`, `3h12m`, `2m07s`, `12s`. */
export const uptime: TimeText = span(twoUnits);

/** A span that is over, in three units: `6d02h03m`; shorter ones are written as by `uptime`. */
export const lifetime: TimeText = span((ms) =>
	ms >= day ? `${twoUnits(ms)}${two(parts(ms).m)}m` : ms < minute ? duration(ms) : twoUnits(ms),
);

/** One unit: `41d`, `3h`, `7m`, `12s`. */
export const uptimeShort: TimeText = span(oneUnit);

/** How old something is, in one unit: `1s`, `23s`, `4m`. */
export const age: TimeText = span(oneUnit);

/** A running count: `00:41`, `1:02:03`. */
export const elapsed: TimeText = span((ms) => {
	const { d, h, m, s } = parts(ms);
	const hours = d * 24 + h;
	return hours > 0 ? `${hours}:${two(m)}:${two(s)}` : `${two(m)}:${two(s)}`;
});

/** How long something took: `0.4ms`, `41ms`, `0.9s`, `23s`, `2h11m`. */
export const duration: TimeText = span((ms) => {
	if (ms < 0.95) return ms === 0 ? '0ms' : `${ms.toFixed(1)}ms`;
	if (ms < 99.5) return `${Math.round(ms)}ms`;
	if (ms < 9950) return `${(ms / second).toFixed(1)}s`;
	return ms < minute ? `${Math.floor(ms / second)}s` : twoUnits(ms);
});

/** Like `duration`, from nanoseconds, which servers send. */
export const durationNs: TimeText = span((ns) => duration(ns / 1e6));

/** A round trip: `0.4ms`, `2ms`, `38ms`, `1.2s`. */
export const rtt: TimeText = span((ms) => {
	if (ms < 0.95) return `${ms.toFixed(1)}ms`;
	if (ms < 999.5) return `${Math.round(ms)}ms`;
	return ms < 99_950 ? `${(ms / second).toFixed(1)}s` : oneUnit(ms);
});
