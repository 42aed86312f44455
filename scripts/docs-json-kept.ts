// The fields in JSON of buckets, of object stores, and of what one stream has by its subjects.

import { type JsonFields, rateMeaning, troubleFields } from './docs-json-field.ts';

/** Fields of what JetStream got no answer for. */
export const missingFields: JsonFields = {
	missing: [
		'boolean',
		'',
		'`true` in account mode where its leader does not answer JetStream: there are no figures then',
	],
	reason: ['string', '', "why it does not run, in the server's words, where it says so (nats-server 2.12)"],
};

const common: JsonFields = {
	...missingFields,
	bytes: ['number', 'bytes', 'in it'],
	max_bytes: ['number', 'bytes', 'the most that may be in it; absent where there is no limit'],
	full: ['number', 'share', 'used of its narrowest limit, from 0 to 1; absent without one'],
	leader: ['string', '', 'name of the server that leads it; absent where nobody does'],
	replicas: ['array', '', 'servers with a copy, the leader first'],
	'replicas[].server': ['string', '', 'name of the server'],
	'replicas[].state': ['string', '', '`leader` `ok` `lags` `silent` `offline` `unknown`'],
	'replicas[].current': ['boolean', '', 'whether it is up to date, but for what is on its way'],
	'replicas[].lag': ['number', 'entries', 'how far it is behind, by its leader'],
	last_time: ['time', '', 'when the newest message came'],
	...troubleFields('id of the check that says so, as of streams', 'absent'),
};

/** One object of `natstop buckets --json`. */
const buckets: JsonFields = {
	bucket: ['string', '', 'name'],
	keys: ['number', 'count', 'keys in it; deleted ones count until they are purged'],
	revisions: ['number', 'count', 'revisions of all keys'],
	history: ['number', 'count', 'revisions of a key that are kept'],
	ttl: ['number', 'seconds', 'how long a value is kept; absent where it stays'],
	put_rate: ['number', 'values a second', rateMeaning],
	...common,
};

/** One object of `natstop objects --json`. */
const objects: JsonFields = {
	store: ['string', '', 'name'],
	chunks: ['number', 'count', 'parts of all objects, and a message about each'],
	...common,
};

const count = (what: string): JsonFields => ({ count: ['number', 'count', what] });

/** The fields of each list, by its id. */
export const keptFields = {
	buckets,
	objects,
	'stream-subjects': { subject: ['string', '', 'the subject'], ...count('messages of it in the stream') },
	'bucket-keys': { key: ['string', '', 'the key'], ...count('revisions of it that are kept') },
	'store-objects': { object: ['string', '', 'its name'], ...count('messages about it') },
} as const satisfies Readonly<Record<string, JsonFields>>;
