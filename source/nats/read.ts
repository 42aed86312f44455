// Reads fields of payloads of unknown shape: gives a value of the right type, or nothing.

import type { Traffic } from '../model/server.ts';
import { safeText } from '../system/redact.ts';

/** A parsed JSON object of unknown shape. */
export type Fields = Readonly<Record<string, unknown>>;

const decoder = new TextDecoder();

/** The text of a payload. Bytes that are not UTF-8 become replacement characters. */
export const textOf = (payload: Uint8Array): string => decoder.decode(payload);

/** Nothing that servers tell of themselves is as long, bytes: a thousand servers with routes to all others take a quarter of it. */
export const longestPayload = 4 * 1024 * 1024;

/** The object in a payload or its text, or nothing when it is not one, or longer than `longest` bytes. */
export const parseFields = (payload: Uint8Array | string, longest = longestPayload): Fields | undefined => {
	if (payload.length > longest) return undefined;
	try {
		return asFields(JSON.parse(typeof payload === 'string' ? payload : textOf(payload)));
	} catch {
		return undefined;
	}
};

export const asFields = (value: unknown): Fields | undefined =>
	typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;

/** A field that is an object. */
export const readFields = (fields: Fields, key: string): Fields | undefined => asFields(fields[key]);

/** The most members read of a list: no cluster has so many routes. */
export const longestList = 10_000;

/** A field that is a list of objects, of which the first `most` are read; what is not an object is passed over. Absent when it is no list. */
export const readList = (fields: Fields, key: string, most = longestList): Fields[] | undefined => {
	const value = fields[key];
	if (!Array.isArray(value)) return undefined;
	const list: Fields[] = [];
	const end = Math.min(value.length, most);
	for (let index = 0; index < end; index++) {
		const item = asFields(value[index]);
		if (item !== undefined) list.push(item);
	}
	return list;
};

/** Clean text without secrets; absent when empty or no text. */
export const readText = (fields: Fields, key: string): string | undefined => {
	const value = fields[key];
	return typeof value === 'string' && value !== '' ? safeText(value) : undefined;
};

export const readFlag = (fields: Fields, key: string): boolean | undefined => {
	const value = fields[key];
	return typeof value === 'boolean' ? value : undefined;
};

/** A finite number. */
export const readNumber = (fields: Fields, key: string): number | undefined => {
	const value = fields[key];
	return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
};

/** Numbers from here on are Go's -1 written as unsigned: `unlimited`. */
const unlimited = 2 ** 63;

/** A count or size that cannot be negative; -1 and 2^64-1 mean unlimited and are absent. */
export const readCount = (fields: Fields, key: string): number | undefined => {
	const value = readNumber(fields, key);
	return value !== undefined && value >= 0 && value < unlimited ? value : undefined;
};

/** The last millisecond of the year 9999, where RFC 3339 ends. */
const lastTime = Date.UTC(10_000, 0) - 1;

/** An RFC 3339 time as milliseconds since the epoch; the zero time is absent. */
export const readTime = (fields: Fields, key: string): number | undefined => {
	const value = fields[key];
	if (typeof value !== 'string' || value.length > 40) return undefined;
	const time = Date.parse(value);
	return time > 0 && time <= lastTime ? time : undefined;
};

export const readTraffic = (fields: Fields, key: string): Traffic | undefined => {
	const value = readFields(fields, key);
	if (value === undefined) return undefined;
	const msgs = readCount(value, 'msgs');
	const bytes = readCount(value, 'bytes');
	return msgs === undefined || bytes === undefined ? undefined : { msgs, bytes };
};

/** The most texts read of a list, where nothing else is said. */
const mostTexts = 256;

/** A list of texts, clean; anything else in it is passed over. */
export const readTexts = (fields: Fields, key: string, most = mostTexts): string[] => {
	const value = fields[key];
	return Array.isArray(value)
		? value.slice(0, most).flatMap((item) => (typeof item === 'string' ? safeText(item) : []))
		: [];
};
