// Formats times in a zone: that of the process, or UTC where that is asked for.

const minute = 60_000;

const two = (n: number): string => String(n).padStart(2, '0');

let inUtc = false;

/** Tells all times in UTC from here on, or in the zone of the process again. One program has one zone. */
export const tellInUtc = (on: boolean): void => {
	inUtc = on;
};

/** Minutes that the clocks of the zone were, or will be, ahead of UTC at a moment. */
const offsetAt = (ms: number): number => (inUtc ? 0 : -new Date(ms).getTimezoneOffset());

/** A date whose UTC fields are the local ones; an invalid date where the moment is none. */
export const localDate = (ms: number): Date => new Date(ms + offsetAt(ms) * minute);

/** What the zone is called at a moment: `UTC`, `UTC+2`, `UTC-3:30`. */
export const zoneAt = (ms: number): string => {
	const offset = offsetAt(ms);
	if (!offset) return 'UTC';
	const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
	return `UTC${offset < 0 ? '-' : '+'}${hours}${minutes === 0 ? '' : `:${two(minutes)}`}`;
};

/** The same as ISO 8601 writes it: `Z`, `+02:00`. */
export const isoZoneAt = (ms: number): string => {
	const offset = offsetAt(ms);
	if (!offset) return 'Z';
	const size = Math.abs(offset);
	return `${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
};

/** `2026-09-21T14:04:54.113+02:00`, or with `Z` in UTC. Fails with a RangeError where the moment is none. */
export const isoTime = (ms: number): string => localDate(ms).toISOString().replace('Z', isoZoneAt(ms));
