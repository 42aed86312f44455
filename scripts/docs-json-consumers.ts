// The fields of consumers in JSON: who leads them, what waits, where they stand, their replicas and configuration.

import { type JsonFields, rateMeaning, troubleFields } from './docs-json-field.ts';
import { missingFields } from './docs-json-kept.ts';

const byLeader = 'as its leader said, or said last; absent where none has told';

/** One object of `natstop consumers --json`. */
const consumers: JsonFields = {
	account: ['string', '', 'its account, in operator mode by its public key; absent in account mode'],
	account_name: ['string', '', 'the name of that account, where it is another'],
	stream: ['string', '', 'its stream'],
	consumer: ['string', '', 'its name'],
	created: ['time', '', 'when it was made'],
	leader: ['string', '', 'the server that leads it, or has the only copy; absent where nobody does'],
	leader_since: ['time', '', 'since when that one leads it (nats-server 2.12)'],
	raft_group: ['string', '', 'its Raft group, where it has replicas (nats-server 2.11)'],
	cluster: ['string', '', 'the cluster it is in'],
	type: ['string', '', '`pull`, or `push` where it delivers to a subject'],
	pending: ['number', 'messages', `messages that wait to be delivered, ${byLeader}`],
	ack_pending: ['number', 'messages', `messages that wait for an ack, ${byLeader}`],
	max_ack_pending: ['number', 'messages', 'the most of them; absent where there is no limit'],
	redelivered: [
		'number',
		'messages',
		`messages without an ack that were delivered more than once, ${byLeader}`,
	],
	waiting: ['number', 'count', `pull requests that wait, ${byLeader}; absent of push consumers`],
	push_bound: ['boolean', '', 'whether a client listens to what it delivers; only of push consumers'],
	paused: ['boolean', '', 'whether somebody has paused it'],
	pause_remaining: ['number', 'seconds', 'until it goes on by itself'],
	delivered: ['number', 'messages', 'messages delivered since it was made, those delivered again among them'],
	delivered_stream_seq: ['number', '', 'the last of them by its number in the stream'],
	ack_floor: ['number', 'messages', 'of these, those up to which all are acknowledged'],
	ack_floor_stream_seq: ['number', '', 'the last of them by its number in the stream'],
	last_delivered: [
		'time',
		'',
		'when something was delivered last, our clock; absent before a new leader has',
	],
	last_ack: ['time', '', 'when something was acknowledged last, our clock'],
	delivered_rate: ['number', 'messages a second', `delivered, ${rateMeaning}`],
	acked_rate: ['number', 'messages a second', `acknowledged, ${rateMeaning}`],
	lag: [
		'number',
		'entries',
		'what the replica furthest behind does not have; absent without a leader or replicas',
	],
	current: ['number', 'count', 'replicas that are up to date; without a leader those that answer'],
	replicas: ['array', '', 'its replicas, the leader first'],
	'replicas[].server': ['string', '', 'name of the server'],
	'replicas[].role': ['string', '', '`leader` or `follower`'],
	'replicas[].state': ['string', '', '`leader`, `ok`, `lags`, `silent`, `offline` or `unknown`'],
	'replicas[].current': ['boolean', '', 'whether it is up to date; absent where nobody says'],
	'replicas[].lag': ['number', 'entries', 'what it does not have yet, by its leader'],
	'replicas[].active': ['number', 'seconds', 'since its leader heard of it'],
	'replicas[].moving': ['boolean', '', 'true while it is added or removed (nats-server 2.15)'],
	config: ['object', '', 'how it is configured'],
	'config.description': ['string', '', 'what somebody says about it'],
	'config.deliver_subject': ['string', '', 'the subject it delivers to'],
	'config.ack_policy': ['string', '', '`none`, `all` or `explicit`'],
	'config.ack_wait': ['number', 'seconds', 'until a message without an ack is delivered again'],
	'config.max_deliver': [
		'number',
		'count',
		'how often a message is delivered; absent where there is no limit',
	],
	'config.max_waiting': ['number', 'count', 'the most pull requests that may wait'],
	'config.filter_subjects': ['array of strings', '', 'the subjects it is about; empty where those are all'],
	'config.durable': ['boolean', '', 'whether it stays without clients'],
	'config.metadata': ['object of strings', '', 'its metadata'],
	...troubleFields('id of the check that says so', 'empty'),
	told_by: ['string', '', 'name of the server whose word the figures are'],
	told_by_leader: ['boolean', '', 'whether that one led it then'],
	told_at: ['time', '', 'when it said so, our clock'],
	...missingFields,
	is_old: ['boolean', '', 'true where no server that has it answers any more'],
};

/** The fields of a consumer, by the id of its list. */
export const consumerFields = { consumers } as const;
