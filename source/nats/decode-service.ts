// Reads what instances of micro services answer: JSON of strangers, cleaned and bounded field by field.

import { mostEndpoints, type ToldEndpoint, type ToldInstance } from '../model/services/told.ts';
import { clean } from '../system/clean.ts';
import { isSecretField, safeText } from '../system/redact.ts';
import { type Fields, readCount, readFields, readList, readText, readTime } from './read.ts';

/** Characters that are kept of names, and of sentences. */
const [longestName, longestSentence] = [128, 256];

/** Entries that are kept of metadata. */
const mostMetadata = 16;

/** Nanoseconds of a millisecond. */
const nanoseconds = 1e6;

const short = (fields: Fields, key: string, longest = longestName): string | undefined => {
	const text = readText(fields, key);
	return text === undefined ? undefined : clean(text, longest);
};

/** What the library of the nats CLI writes for a service that names none. */
const metadataOf = (fields: Fields): Readonly<Record<string, string>> | undefined => {
	const map = readFields(fields, 'metadata');
	if (map === undefined) return undefined;
	const entries: [string, string][] = [];
	for (const name of Object.keys(map).slice(0, mostMetadata)) {
		const value = short(map, name);
		if (value !== undefined && !isSecretField(name))
			entries.push([clean(safeText(name), longestName), value]);
	}
	return entries.length === 0 ? undefined : Object.fromEntries(entries);
};

const endpointOf = (fields: Fields): ToldEndpoint | undefined => {
	const name = short(fields, 'name');
	if (name === undefined) return undefined;
	const processing = readCount(fields, 'processing_time');
	return {
		name,
		subject: short(fields, 'subject', longestSentence),
		queue: short(fields, 'queue_group'),
		requests: readCount(fields, 'num_requests'),
		errors: readCount(fields, 'num_errors'),
		...(processing !== undefined && { processing: processing / nanoseconds }),
		lastError: short(fields, 'last_error', longestSentence),
	};
};

/** What a name and an id look like: others would be a subject of their own when they are asked for. */
const isToken = (text: string | undefined): text is string =>
	text !== undefined && /^[\w-]{1,128}$/.test(text);

/** One instance out of an answer to PING, INFO or STATS; nothing where it has neither name nor id. */
const instanceOf = (
	fields: Fields,
	by: ToldInstance['by'],
	delay: number | undefined,
): ToldInstance | undefined => {
	const [service, id] = [short(fields, 'name'), short(fields, 'id')];
	if (!isToken(service) || !isToken(id)) return undefined;
	const endpoints = readList(fields, 'endpoints', mostEndpoints)?.flatMap((each) => endpointOf(each) ?? []);
	return {
		...{ by, service, id, delay },
		version: short(fields, 'version', 32),
		description: short(fields, 'description', longestSentence),
		metadata: metadataOf(fields),
		started: readTime(fields, 'started'),
		...(endpoints !== undefined && { endpoints }),
	};
};

/** An answer to STATS that took `delay` milliseconds. */
export const readServiceStats = (fields: Fields, delay: number): ToldInstance | undefined =>
	instanceOf(fields, 'stats', delay);

/** An answer to PING: nothing of its figures. */
export const readServicePing = (fields: Fields, delay: number): ToldInstance | undefined => {
	const instance = instanceOf(fields, 'ping', delay);
	return instance && { ...instance, endpoints: undefined };
};

/** An answer to INFO: description and queue groups, which libraries of old leave out of their statistics. */
export const readServiceInfo = (fields: Fields): ToldInstance | undefined =>
	instanceOf(fields, 'ping', undefined);
