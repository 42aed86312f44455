// The fields of JSON about subjects, for the documentation.

import { type JsonFields, troubleFields } from './docs-json-field.ts';

/** One object of `natstop subjects --json`. */
export const subjectFields: JsonFields = {
	account: ['string', '', 'account'],
	subject: ['string', '', 'what is listened to, wildcards as they are'],
	queue_group: ['string', '', 'queue group'],
	subscriptions: ['number', 'count', 'subscriptions'],
	connections: ['number', 'count', 'connections with such a subscription'],
	deliveries: ['number', 'messages', 'delivered so far, of each subscription since it was made'],
	deliveries_rate: ['number', 'messages a second', 'delivered, as servers count them of each subscription'],
	streams: [
		'array of strings',
		'',
		'streams whose subjects overlap with it; absent where they are not known',
	],
	stored_rate: ['number', 'messages a second', 'what these streams take in, of all their subjects'],
	delivered_by: ['array of strings', '', 'push consumers that deliver to it, such as `ORDERS/audit`'],
	listeners: ['array', '', 'connections that listen, the busiest 16'],
	'listeners[].server': ['string', '', 'server of the connection'],
	'listeners[].server_id': ['string', '', 'its id'],
	'listeners[].cid': ['number', '', 'number of the connection there'],
	'listeners[].name': ['string', '', 'what the client calls itself'],
	'listeners[].deliveries_rate': ['number', 'messages a second', 'delivered to it'],
	folded: ['boolean', '', '`true` where several subjects stand under this one, as of inboxes'],
	old: ['boolean', '', '`true` where its servers did not answer: this is what they told last'],
	...troubleFields('`unbound`', 'absent'),
};

/** One object of the export of what a tap has heard. */
export const tapFields: JsonFields = {
	subject: ['string', '', 'what came, with `>` for tokens that are not told apart'],
	messages: ['number', 'count', 'messages that came'],
	bytes: ['number', 'bytes', 'of their payloads together'],
	messages_rate: [
		'number',
		'messages a second',
		'over all the time that it listened; absent before half a second',
	],
	bytes_rate: ['number', 'bytes a second', 'the same of `bytes`'],
	size: ['number', 'bytes', 'of a payload, on average'],
	least_size: ['number', 'bytes', 'of the smallest payload'],
	most_size: ['number', 'bytes', 'of the largest payload'],
	subjects: ['number', 'count', 'whole subjects under it'],
	folded: ['boolean', '', '`true` where tokens of it are not told apart'],
};
