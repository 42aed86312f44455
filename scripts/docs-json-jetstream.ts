// The fields of servers with JetStream in JSON, and of the members of their meta groups.

import { type JsonFields, troubleFields } from './docs-json-field.ts';

/** One object of `natstop jetstream --json`. */
const jetstream: JsonFields = {
	server: ['string', '', 'name of the server'],
	server_id: ['string', '', 'id of that process'],
	cluster: ['string', '', 'cluster of the server'],
	domain: ['string', '', 'JetStream domain'],
	version: ['string', '', 'version of nats-server'],
	state: ['string', '', '`ok` `stale` `lameduck` `down` `unknown`'],
	...troubleFields('id of the check that says so', 'empty'),
	enabled: ['boolean', '', 'whether JetStream runs there; absent where the server has told nothing'],
	memory: ['number', 'bytes', 'stored in memory'],
	memory_max: ['number', 'bytes', 'the most that may be; absent without a limit'],
	memory_reserved: ['number', 'bytes', 'promised to streams in memory'],
	storage: ['number', 'bytes', 'stored in files'],
	storage_max: ['number', 'bytes', 'the most that may be; absent without a limit'],
	storage_reserved: ['number', 'bytes', 'promised to streams in files'],
	streams: ['number', 'count', 'streams that it has a copy of'],
	streams_leader: ['number', 'count', 'streams of these that it leads'],
	consumers: ['number', 'count', 'consumers that it has a copy of'],
	consumers_leader: ['number', 'count', 'consumers of these that it leads (nats-server 2.11.11, 2.12.1)'],
	messages: ['number', 'messages', 'in all its copies'],
	bytes: ['number', 'bytes', 'in all its copies'],
	ha_assets: ['number', 'count', 'streams and consumers with replicas'],
	api_total: ['number', 'count', 'requests to the API of JetStream since its start'],
	api_errors: ['number', 'count', 'those of them that failed'],
	api_rate: [
		'number',
		'requests a second',
		'between two samples: with `--rates`, and in the export of the monitor',
	],
	api_pending: ['number', 'count', 'requests to the API under way'],
	meta_role: ['string', '', '`leader`, `follower`, or `alone` where it is in no meta group'],
	meta_leader: [
		'string',
		'',
		'the leader of the meta group, as this server names it; absent where it has none',
	],
	meta_size: ['number', 'count', 'servers in the meta group'],
	meta_quorum: ['number', 'count', 'servers that must agree'],
	meta_pending: [
		'number',
		'count',
		'entries of the meta group that wait to be applied (nats-server 2.10.21)',
	],
	meta_lag: ['number', 'count', 'entries that it is behind, by the leader'],
	meta_active: ['number', 'seconds', 'since the leader heard of it'],
	meta_offline: ['boolean', '', 'whether the leader takes it for gone'],
	received_at: ['time', '', 'when the newest of it reached natstop, our clock'],
};

/** One object in the export of the raft tab. */
const raft: JsonFields = {
	server: ['string', '', 'name of the server'],
	server_id: ['string', '', 'id of that process'],
	domain: ['string', '', 'JetStream domain of its meta group'],
	...troubleFields('id of the check that says so', 'empty'),
	role: [
		'string',
		'',
		'`leader`, `follower`, `candidate`, `observer`, `paused`, `catches up`, `silent`, `offline`, `down`',
	],
	lag: ['number', 'count', 'entries that it is behind, by its leader'],
	seen: ['number', 'seconds', 'since its leader heard of it'],
	committed: ['number', '', 'the last entry that it knows to be agreed on'],
	applied: ['number', '', 'the last entry that it has applied'],
	behind: ['number', 'count', 'entries agreed on, by whoever knows most, that it has not applied'],
	term: ['number', '', 'elections that it knows of'],
	log: ['number', 'count', 'entries in its log'],
	log_bytes: ['number', 'bytes', 'of its log'],
	queued: ['number', 'count', 'entries that wait in its queues for the group'],
	leader: ['string', '', 'leader of the group'],
	leader_since: ['time', '', 'since when it leads; of the leader alone (nats-server 2.11.9)'],
	size: ['number', 'count', 'servers in the group'],
	quorum: ['number', 'count', 'servers that must agree'],
	overrun: ['boolean', '', 'whether its log grows faster than it is applied (nats-server 2.14)'],
	write_error: ['string', '', 'why its log cannot be written; absent where it can'],
	queues: ['array', '', 'inner queues of the server in which something waits, of the selected one'],
	'queues[].name': ['string', '', 'name of the queue, as the version of the server has it'],
	'queues[].pending': ['number', 'count', 'what waits in it'],
	'queues[].busy': ['number', 'count', 'what is being worked on'],
};

/** The fields by the id of the list. */
export const jetStreamFields = { jetstream, raft } as const;
