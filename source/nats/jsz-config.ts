// Decodes configurations of streams and consumers: the settings that are judged, and all of them for a table.

import type { ConsumerConfig, StreamConfig } from '../model/jetstream/told.ts';
import { isSecretField, safeText } from '../system/redact.ts';
import { readLimit, readNanos } from './jsz-group.ts';
import {
	asFields,
	type Fields,
	readCount,
	readFields,
	readFlag,
	readList,
	readText,
	readTexts,
} from './read.ts';

/** Settings in the table of one object, and how deep they may lie. */
const mostSettings = 256;
const deepest = 6;

/** Pairs of metadata. */
const mostPairs = 64;

/** Sources that are named. */
const mostSources = 256;

const pairsOf = (config: Fields): ReadonlyMap<string, string> => {
	const metadata = readFields(config, 'metadata');
	const pairs = new Map<string, string>();
	for (const key of Object.keys(metadata ?? {}).slice(0, mostPairs)) {
		const value = metadata?.[key];
		if (typeof value === 'string' && !isSecretField(key)) pairs.set(safeText(key), safeText(value));
	}
	return pairs;
};

/** What stands in a table for a value that is no object; a list of such values is one value. */
const valueText = (value: unknown): string | undefined => {
	if (typeof value === 'string') return safeText(value);
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	if (!Array.isArray(value) || value.some((one) => typeof one === 'object')) return undefined;
	return safeText(value.slice(0, mostSettings).map(String).join(', '));
};

/** All settings by dotted names, as they came. */
const flatten = (config: Fields): ReadonlyMap<string, string> => {
	const all = new Map<string, string>();
	const add = (name: string, value: unknown, depth: number): void => {
		if (all.size >= mostSettings || value === null) return;
		const text = valueText(value);
		if (text !== undefined) {
			all.set(name, text);
			return;
		}
		const inner = Array.isArray(value)
			? Object.fromEntries(value.slice(0, mostSettings).entries())
			: asFields(value);
		if (inner === undefined || depth === deepest) return;
		for (const key of Object.keys(inner).slice(0, mostSettings))
			if (!isSecretField(key)) add(`${name === '' ? '' : `${name}.`}${safeText(key)}`, inner[key], depth + 1);
	};
	add('', config, 0);
	return all;
};

/** The table is made when somebody looks at it: most never are. */
const tableOf = (config: Fields): (() => ReadonlyMap<string, string>) => {
	let all: ReadonlyMap<string, string> | undefined;
	return () => {
		all ??= flatten(config);
		return all;
	};
};

/** The configuration of a stream. */
export const streamConfigOf = (config: Fields): StreamConfig => {
	const table = tableOf(config);
	const mirror = readFields(config, 'mirror');
	return {
		description: readText(config, 'description'),
		subjects: readTexts(config, 'subjects'),
		retention: readText(config, 'retention'),
		storage: readText(config, 'storage'),
		discard: readText(config, 'discard'),
		replicas: readLimit(config, 'num_replicas'),
		maxMessages: readLimit(config, 'max_msgs'),
		maxBytes: readLimit(config, 'max_bytes'),
		maxAge: readNanos(config, 'max_age') || undefined,
		maxMessageSize: readLimit(config, 'max_msg_size'),
		maxConsumers: readLimit(config, 'max_consumers'),
		maxPerSubject: readLimit(config, 'max_msgs_per_subject'),
		mirror: mirror && readText(mirror, 'name'),
		sources: (readList(config, 'sources') ?? [])
			.slice(0, mostSources)
			.flatMap((each) => readText(each, 'name') ?? []),
		isSealed: readFlag(config, 'sealed') ?? false,
		metadata: pairsOf(config),
		get all() {
			return table();
		},
	};
};

/** The configuration of a consumer. */
export const consumerConfigOf = (config: Fields): ConsumerConfig => {
	const table = tableOf(config);
	const deliverSubject = readText(config, 'deliver_subject');
	const filter = readText(config, 'filter_subject');
	return {
		description: readText(config, 'description'),
		type: deliverSubject === undefined ? 'pull' : 'push',
		deliverSubject,
		ackPolicy: readText(config, 'ack_policy'),
		ackWait: readNanos(config, 'ack_wait') || undefined,
		maxAckPending: readLimit(config, 'max_ack_pending'),
		maxDeliver: readLimit(config, 'max_deliver'),
		maxWaiting: readLimit(config, 'max_waiting'),
		filters: filter === undefined ? readTexts(config, 'filter_subjects') : [filter],
		priorityPolicy: readText(config, 'priority_policy'),
		priorityGroups: readTexts(config, 'priority_groups').length,
		// Zero is as many as its stream has.
		replicas: readCount(config, 'num_replicas') || undefined,
		isDurable: readText(config, 'durable_name') !== undefined,
		metadata: pairsOf(config),
		get all() {
			return table();
		},
	};
};
