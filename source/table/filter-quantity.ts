// Parses the numbers that a filter compares with: `200`, `2G`, `10s`, `2.11`.

import { versionNumber } from './version-number.ts';

/** The unit of a field: `read` parses a text into the field's own unit, `example` is for the error. */
export type Unit = { read: (text: string) => number | undefined; example: string };

export type Comparison = '>' | '>=' | '<' | '<=' | '=' | '!=';

const scaled =
	(steps: Readonly<Record<string, number>>, pattern: RegExp) =>
	(text: string): number | undefined => {
		const match = pattern.exec(text);
		if (!match) return undefined;
		const [, digits = '', unit = ''] = match;
		const step = steps[unit.toLowerCase()];
		return step === undefined ? undefined : Number(digits.replaceAll(',', '')) * step;
	};

const digits = String.raw`^(\d[\d,]*(?:\.\d+)?|\.\d+)`;

const powers = (base: number): Record<string, number> =>
	Object.fromEntries(['', 'k', 'm', 'g', 't', 'p'].map((letter, power) => [letter, base ** power]));

const second = 1000;

/** Milliseconds to a unit of time; a number alone means `alone`. */
const spans = (alone: number): Record<string, number> => ({
	'': alone,
	ms: 1,
	s: second,
	m: 60 * second,
	h: 3600 * second,
	d: 86_400 * second,
});

const time = new RegExp(`${digits}(ms|s|m|h|d)?$`, 'i');

/** Units are decimal: `88K` is 88,000. */
export const counts: Unit = {
	read: scaled(powers(1000), new RegExp(`${digits}([kmgtp])?$`, 'i')),
	example: 'write 200, 10K or 2M',
};

/** Units are binary: `2G` is 2 GiB. `2GB` and `2GiB` are the same. */
export const byteSizes: Unit = {
	read: scaled(powers(1024), new RegExp(`${digits}([kmgtp])?(?:i?b)?$`, 'i')),
	example: 'write 512K, 400M or 2G',
};

/** In percent. */
export const percents: Unit = {
	read: scaled({ '': 1 }, new RegExp(`${digits}()%?$`)),
	example: 'write 70 or 70%',
};

/** A part of a whole, from 0 to 1; written in percent. */
export const shares: Unit = {
	read: (text) => {
		const percent = percents.read(text);
		return percent === undefined ? undefined : percent / 100;
	},
	example: percents.example,
};

/** In milliseconds; a number alone is seconds. */
export const timeSpans: Unit = { read: scaled(spans(second), time), example: 'write 10s, 5m or 2h' };

/** In milliseconds; a number alone too. */
export const shortSpans: Unit = { read: scaled(spans(1), time), example: 'write 5ms or 1s' };

/** `2.11` is the release 2.11.0. */
export const versions: Unit = {
	read: (text) => (/^v?\d+(\.\d+){0,2}(-\S+)?$/.test(text) ? versionNumber(text) : undefined),
	example: 'write 2.11 or 2.12.1',
};

/** The number of a text in the field's unit; undefined when it is none. */
export const parseQuantity = (text: string, unit: Unit): number | undefined => unit.read(text.trim());

/** A comparison as a function. */
export const compareWith = (comparison: Comparison): ((actual: number, wanted: number) => boolean) => {
	switch (comparison) {
		case '>':
			return (actual, wanted) => actual > wanted;
		case '>=':
			return (actual, wanted) => actual >= wanted;
		case '<':
			return (actual, wanted) => actual < wanted;
		case '<=':
			return (actual, wanted) => actual <= wanted;
		case '=':
			return (actual, wanted) => actual === wanted;
		case '!=':
			return (actual, wanted) => actual !== wanted;
	}
};
