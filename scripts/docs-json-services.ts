// The fields of JSON about micro services, for the documentation.

import { type JsonFields, rateMeaning, troubleFields } from './docs-json-field.ts';

const account: JsonFields = {
	account: ['string', '', 'its account, in operator mode the public key; absent where it is our own'],
	account_name: ['string', '', 'the name of that account, where it is known'],
};

const figures = (of: string): JsonFields => ({
	requests: ['number', 'count', `requests since ${of} began`],
	errors: ['number', 'count', 'errors among them; absent from subscriptions'],
	requests_rate: ['number', 'a second', rateMeaning],
	errors_rate: ['number', 'a second', rateMeaning],
	failed: [
		'number',
		'share',
		'the part of the requests of the last minute that failed, or between two samples',
	],
	average: ['number', 'seconds', 'time that a request took, of those since the sample before'],
});

const source: JsonFields = {
	source: [
		'string',
		'',
		'who tells it: `stats` of the instances; `ping`, which has no figures; `subscriptions`',
	],
	doubtful: [
		'string',
		'',
		'`nats.js` where its library counts time up to the first await only, and only errors that are thrown',
	],
};

const services: JsonFields = {
	service: ['string', '', 'name'],
	...account,
	description: ['string', '', 'what an instance says of it'],
	versions: ['array of strings', '', 'versions of its instances'],
	instances: ['number', 'count', 'instances that answered'],
	instances_known: ['number', 'count', 'instances that are known, those that are gone left out'],
	endpoints: ['number', 'count', 'endpoints, each once'],
	...figures('its instances'),
	top: ['number', 'share', 'what the busiest instance has of all requests'],
	delay: ['number', 'seconds', 'time until the slowest instance answered us'],
	started: ['time', '', 'when the youngest instance began'],
	...source,
	...troubleFields(
		'`service-silent` `service-errors` `service-delay` `service-share` `service-queue`',
		'absent',
	),
};

const instances: JsonFields = {
	service: ['string', '', 'name of its service'],
	...account,
	id: ['string', '', 'its id'],
	state: [
		'string',
		'',
		'`ok`; `late`: it missed a round or two; `hangs`: silent, and its connection is open; `silent`: nobody tells whether it is; `gone`',
	],
	since: ['time', '', 'when it answered last, where it does not now'],
	version: ['string', '', 'its version'],
	description: ['string', '', 'what it says of itself'],
	metadata: ['object of strings', '', 'what it says of itself'],
	started: ['time', '', 'when it began, by its own clock'],
	...figures('it'),
	share: ['number', 'share', 'what it has of the requests of its service'],
	delay: ['number', 'seconds', 'time until it answered us'],
	pending: ['number', 'bytes', 'what waits for its connection'],
	server: ['string', '', 'the server that it is connected to'],
	server_id: ['string', '', 'its id'],
	cid: ['number', '', 'number of its connection on that server'],
	client: ['string', '', 'name of the connection'],
	ip: ['string', '', 'address it comes from'],
	language: ['string', '', 'client library'],
	library_version: ['string', '', 'its version'],
	last_error: ['string', '', 'the last error of one of its endpoints'],
	...source,
	...troubleFields('`service-silent` `service-errors` `service-delay` `service-share`', 'absent'),
};

const endpoints: JsonFields = {
	endpoint: ['string', '', 'name; from subscriptions its subject'],
	service: ['string', '', 'name of its service'],
	...account,
	subject: ['string', '', 'what it listens to'],
	queue_group: ['string', '', 'queue group; absent where every instance gets each request'],
	instances: ['number', 'count', 'instances that have it'],
	...figures('its instances'),
	last_error: ['string', '', 'the last error that an instance tells of'],
	...source,
	...troubleFields('`service-errors` `service-queue`', 'absent'),
};

export const serviceFields = { services, instances, endpoints } as const;
