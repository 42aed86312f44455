// The fields of accounts in JSON: figures, claims, imports and exports, JetStream, servers and users.

import { type JsonFields, rateMeaning, trafficFields, troubleFields } from './docs-json-field.ts';

const accountFigures = (path: string): JsonFields => ({
	[`${path}connections`]: ['number', 'count', 'client connections now'],
	[`${path}leafnodes`]: ['number', 'count', 'leafnodes of it now'],
	[`${path}subscriptions`]: ['number', 'count', 'subscriptions (nats-server 2.10)'],
	...trafficFields(path, 'its clients and leafnodes since their servers began'),
	[`${path}in_msgs_rate`]: ['number', 'messages a second', rateMeaning],
	[`${path}in_bytes_rate`]: ['number', 'bytes a second', 'the same of `in_bytes`'],
	[`${path}out_msgs_rate`]: ['number', 'messages a second', 'the same of `out_msgs`'],
	[`${path}out_bytes_rate`]: ['number', 'bytes a second', 'the same of `out_bytes`'],
	[`${path}out_is_routed`]: [
		'boolean',
		'',
		'true where what is sent holds copies for routes and gateways, which servers before 2.11.5 cannot tell apart',
	],
	[`${path}slow_consumers`]: ['number', 'count', 'slow consumers since their servers began'],
});

const limitFields = (
	path: string,
	what: string,
	fields: readonly (readonly [string, string, string])[],
): JsonFields => ({
	[path]: ['object', '', what],
	...Object.fromEntries(
		fields.map(([name, unit, meaning]) => [`${path}.${name}`, ['number', unit, meaning] as const]),
	),
});

const importFields = (path: string): JsonFields => ({
	[`${path}subject`]: ['string', '', 'what the other account calls it'],
	[`${path}account`]: ['string', '', 'that account: its name, in operator mode its public key'],
	[`${path}type`]: ['string', '', '`stream` `service`'],
	[`${path}local_subject`]: ['string', '', 'what it is called here, where that is another subject'],
	[`${path}invalid`]: [
		'boolean',
		'',
		'true where the other account does not allow it, so that nothing comes through',
	],
	[`${path}share`]: ['boolean', '', 'whether the other side learns who asks'],
});

const exportFields = (path: string): JsonFields => ({
	[`${path}subject`]: ['string', '', 'what others can use'],
	[`${path}type`]: ['string', '', '`stream` `service`'],
	[`${path}response_type`]: ['string', '', 'how a service answers'],
	[`${path}token_required`]: ['boolean', '', 'whether only accounts with a token may'],
	[`${path}accounts`]: ['array of strings', '', 'accounts that may; absent where they are not listed'],
	[`${path}latency_sampling`]: ['number', 'percent', 'how many of the requests are measured'],
});

/** Fields of the account's claims, with `--detail`. */
const claimFields: JsonFields = {
	...limitFields(
		'limits',
		'what its claims allow, with `--detail`; a limit that is absent is none. Absent in configuration mode',
		[
			['connections', 'count', 'client connections, on all servers together'],
			['leafnodes', 'count', 'leafnodes, on all servers together'],
			['subscriptions', 'count', 'subscriptions of each connection'],
			['payload', 'bytes', 'of one message'],
			['data', 'bytes', 'of all traffic'],
			['imports', 'count', 'imports'],
			['exports', 'count', 'exports'],
			['memory', 'bytes', 'JetStream in memory'],
			['storage', 'bytes', 'JetStream in files'],
			['streams', 'count', 'streams'],
			['consumers', 'count', 'consumers'],
		],
	),
	tiers: ['array', '', 'JetStream limits by number of replicas, where there are such'],
	'tiers[].tier': ['string', '', '`R1`, `R3`'],
	'tiers[].memory': ['number', 'bytes', 'in memory'],
	'tiers[].storage': ['number', 'bytes', 'in files'],
	'tiers[].streams': ['number', 'count', 'streams'],
	'tiers[].consumers': ['number', 'count', 'consumers'],
	expires: ['time', '', 'when its claims end; absent where they do not'],
	expired: ['boolean', '', 'true where its server says that they have ended'],
	updated: ['time', '', 'when its server learned of them'],
	issued: ['time', '', 'when they were signed'],
	issuer: ['string', '', 'public key that signed them'],
	signing_keys: ['number', 'count', 'keys that may sign users for it'],
	tags: ['array of strings', '', 'tags'],
	revoked_users: ['array', '', 'users whose older logins are refused'],
	'revoked_users[].user': ['string', '', 'public key; `*` is everybody'],
	'revoked_users[].at': ['time', '', 'logins signed before are refused'],
	imports: [
		'array',
		'',
		'what it gets from other accounts, without what every account has of the system account',
	],
	...importFields('imports[].'),
	system_imports: ['number', 'count', 'imports of the system account that every account has'],
	exports: ['array', '', 'what other accounts can use of it'],
	...exportFields('exports[].'),
	cut: [
		'array of strings',
		'',
		'lists that were longer than the 1,000 of each that are read: `imports`, `exports`, `revoked`, `tiers`',
	],
};

const jetStreamFields = (path: string): JsonFields => ({
	[`${path}domain`]: ['string', '', 'domain of these servers'],
	[`${path}server`]: ['string', '', 'name of the server, where its JetStream is that of no other'],
	[`${path}memory`]: ['number', 'bytes', 'in memory, over all servers and replicas'],
	[`${path}storage`]: ['number', 'bytes', 'in files, over all servers and replicas'],
	[`${path}memory_limit`]: ['number', 'bytes', 'the most of it; absent without a limit'],
	[`${path}storage_limit`]: ['number', 'bytes', 'the same of files'],
	[`${path}streams`]: ['number', 'count', 'its streams'],
	[`${path}consumers`]: ['number', 'count', 'consumers of these'],
	[`${path}api_total`]: [
		'number',
		'count',
		'requests to the API that one server has seen, the most of all servers',
	],
	[`${path}api_errors`]: ['number', 'count', 'those that failed'],
});

const accountServers: JsonFields = {
	server: ['string', '', 'name of the server'],
	server_id: ['string', '', 'id of that process'],
	cluster: ['string', '', 'cluster of the server'],
	version: ['string', '', 'version of the server'],
	...accountFigures(''),
};

const accountUsers: JsonFields = {
	user: ['string', '', 'its name or public key; empty where it has none'],
	names: ['array of strings', '', 'what its clients call themselves, some of it'],
	connections: ['number', 'count', 'its connections; absent where that is not known'],
	may_have_more: ['boolean', '', 'true where some servers have not told of all their connections'],
	came: ['number', 'count', 'connects that natstop has heard of'],
	went: ['number', 'count', 'disconnects that natstop has heard of'],
	servers: ['array of strings', '', 'names of servers it is or was connected to'],
	seen_at: ['time', '', 'when it was seen last'],
	revoked: ['boolean', '', 'whether older logins of it are refused'],
	revoked_at: ['time', '', 'logins signed before are refused'],
};

/** One object of `natstop accounts --json`. */
const accounts: JsonFields = {
	account: ['string', '', 'its name, in operator mode its public key'],
	name: ['string', '', 'its name; the key where nobody tells it'],
	...troubleFields('id of the check that says so', 'empty'),
	...accountFigures(''),
	connects: ['number', 'count', 'clients that connected within a minute; the monitor only'],
	servers: ['array', '', 'what it is on each server that has loaded it'],
	'servers[].server': ['string', '', 'name of the server'],
	'servers[].server_id': ['string', '', 'id of that process'],
	'servers[].cluster': ['string', '', 'cluster of the server'],
	'servers[].version': ['string', '', 'version of the server'],
	...accountFigures('servers[].'),
	loaded: [
		'boolean',
		'',
		'false where it has claims, and no server has loaded it: only a full resolver tells of such',
	],
	system: ['boolean', '', 'whether it is the system account; absent where no server has told'],
	...claimFields,
	jetstream: [
		'object',
		'',
		'its use of JetStream, with `--detail`; where there are several domains, the one it stores most in',
	],
	...jetStreamFields('jetstream.'),
	jetstream_domains: ['array', '', 'the same of each domain, where several tell of it'],
	...jetStreamFields('jetstream_domains[].'),
	told_by: ['string', '', 'name of the server that told of claims, imports and exports'],
	is_old: ['boolean', '', 'true where no server that told of it answers any more'],
	received_at: ['time', '', 'when the newest of it reached natstop, our clock'],
};

/** The fields of an account, and of the lists in its tabs, by the id of the list. */
export const accountFields = {
	accounts,
	'account-servers': accountServers,
	'account-imports': importFields(''),
	'account-exports': exportFields(''),
	'account-users': accountUsers,
} as const;
