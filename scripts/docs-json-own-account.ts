// The fields of the object that `natstop account --json` prints.

import { type JsonFields, trafficFields } from './docs-json-field.ts';

const useFields = (path: string, what: string): JsonFields => ({
	[path]: ['object', '', what],
	[`${path}.memory`]: ['number', 'bytes', 'stored in memory'],
	[`${path}.storage`]: ['number', 'bytes', 'stored in files'],
	[`${path}.reserved_memory`]: ['number', 'bytes', 'set aside by limits of streams (nats-server 2.10)'],
	[`${path}.reserved_storage`]: ['number', 'bytes', 'set aside by limits of streams (nats-server 2.10)'],
	[`${path}.streams`]: ['number', 'count', 'streams'],
	[`${path}.consumers`]: ['number', 'count', 'consumers'],
	[`${path}.limits`]: ['object', '', 'what there may be; a limit that is none is absent'],
	[`${path}.limits.max_memory`]: ['number', 'bytes', 'stored in memory'],
	[`${path}.limits.max_storage`]: ['number', 'bytes', 'stored in files'],
	[`${path}.limits.max_streams`]: ['number', 'count', 'streams'],
	[`${path}.limits.max_consumers`]: ['number', 'count', 'consumers'],
});

/** `rules` are the fields of subjects that a user may use. */
export const ownAccountFields = (rules: JsonFields): JsonFields => ({
	account: ['string', '', 'name of the account, in operator mode its public key'],
	account_name: ['string', '', 'its name, where `account` is a key'],
	user: ['string', '', 'name of the user, in operator mode its public key'],
	user_name: ['string', '', 'name of the user in operator mode'],
	server: ['string', '', 'name of the server we are connected to'],
	server_id: ['string', '', 'id of its process'],
	server_version: ['string', '', 'its version of nats-server'],
	rtt: ['number', 'seconds', 'time to it and back'],
	expires: ['time', '', 'when the server will end the connection; absent for never, and where it is unknown'],
	permissions: ['object', '', 'what the user may do; absent when unrestricted or unknown'],
	...rules,
	servers: ['array', '', 'the servers that tell of the account'],
	'servers[].server': ['string', '', 'name'],
	'servers[].server_id': ['string', '', 'id of the process'],
	'servers[].version': ['string', '', 'version of nats-server'],
	'servers[].cluster': ['string', '', 'its cluster'],
	'servers[].domain': ['string', '', 'its domain of JetStream'],
	'servers[].jetstream': ['boolean', '', 'whether it runs JetStream'],
	'servers[].connections': ['number', 'count', 'connections of the account there'],
	'servers[].subscriptions': ['number', 'count', 'its subscriptions there (nats-server 2.10)'],
	...trafficFields('servers[].', 'its clients and leafnodes since the server began'),
	'servers[].slow_consumers': ['number', 'count', 'its slow consumers since the server began'],
	'servers[].delay': ['number', 'seconds', 'how long the answer took'],
	...useFields('jetstream', 'what the account uses of JetStream; absent where nobody told'),
	'jetstream.domain': ['string', '', 'the domain of JetStream'],
	'jetstream.api': ['object', '', 'requests to JetStream by the account'],
	'jetstream.api.level': ['number', '', 'level of the API (nats-server 2.11)'],
	'jetstream.api.total': ['number', 'count', 'requests'],
	'jetstream.api.errors': ['number', 'count', 'requests that failed'],
	'jetstream.tiers': ['payload', '', 'the same by tier, as `R1`; absent without limits of tiers'],
	jetstream_error: ['string', '', 'why JetStream told nothing, in the words of the server'],
	denied: ['array of strings', 'subjects', 'what natstop asks on, and the user may not publish'],
});
