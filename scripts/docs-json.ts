// Every field of every JSON object that natstop writes, by its path: type, unit, meaning.

import { accountFields } from './docs-json-accounts.ts';
import { consumerFields } from './docs-json-consumers.ts';
import { type JsonFields, kindFields, rateMeaning, trafficFields, troubleFields } from './docs-json-field.ts';
import { checkFields, findingFields, standingFields } from './docs-json-health.ts';
import { jetStreamFields } from './docs-json-jetstream.ts';
import { keptFields } from './docs-json-kept.ts';
import { networkFields } from './docs-json-network.ts';
import { ownAccountFields } from './docs-json-own-account.ts';
import { serviceFields } from './docs-json-services.ts';
import { streamFields } from './docs-json-streams.ts';
import { subjectFields, tapFields } from './docs-json-subjects.ts';

const rulesFields = (path: string, what: string): JsonFields => ({
	[path]: ['object', '', `subjects the user may ${what}; absent when all`],
	[`${path}.allow`]: ['array of strings', 'subjects', 'only these; absent when nothing is listed'],
	[`${path}.deny`]: ['array of strings', 'subjects', 'all but these; absent when nothing is listed'],
});

/** One object of `natstop connections --json`. */
const connections: JsonFields = {
	server: ['string', '', 'name of the server it is connected to'],
	server_id: ['string', '', 'id of that process'],
	cluster: ['string', '', 'cluster of the server'],
	cid: ['number', '', 'number of the connection on its server'],
	name: ['string', '', 'name the client gave itself'],
	account: ['string', '', 'account: its name, or its public key in operator mode'],
	account_name: ['string', '', 'name of the account, where `account` is a key'],
	user: ['string', '', 'user; `[hidden]` where it can be a token'],
	kind: ['string', '', '`client` `mqtt` `ws` `leaf`'],
	type: [
		'string',
		'',
		'how a client speaks, in the word of servers: `nats` `mqtt` `websocket`; absent of leafnodes',
	],
	ip: ['string', '', 'address it connects from'],
	port: ['number', '', 'port it connects from'],
	lang: ['string', '', 'library of the client'],
	version: ['string', '', 'version of that library'],
	start: ['time', '', 'when it connected'],
	last_activity: ['time', '', 'when it last sent or took anything'],
	rtt: ['number', 'seconds', 'time from the server to it and back'],
	pending: ['number', 'bytes', 'what waits until it reads'],
	stalls: ['number', 'count', 'how often its server made it wait for slow readers (nats-server 2.12)'],
	subscriptions: ['number', 'count', 'subscriptions'],
	...trafficFields('', 'it since it connected'),
	in_msgs_rate: ['number', 'messages per second', 'from it, between two samples'],
	in_bytes_rate: ['number', 'bytes per second', 'from it, between two samples'],
	out_msgs_rate: ['number', 'messages per second', 'to it, between two samples'],
	out_bytes_rate: ['number', 'bytes per second', 'to it, between two samples'],
	window: ['number', 'seconds', 'time between these two samples, by the clock of the server'],
	tls_version: ['string', '', 'version of TLS; absent without TLS'],
	tls_cipher: ['string', '', 'cipher suite of TLS'],
	tags: ['array of strings', '', 'tags of the user'],
	issuer: ['string', '', 'public key that signed the user'],
	mqtt_client: ['string', '', 'id of an MQTT client'],
	subjects: ['array of strings', 'subjects', 'what it listens to, with `--subs`'],
	...troubleFields('`pending` `conn-rtt` `stalls`', 'absent'),
	old: ['boolean', '', '`true` where its server did not answer the last round: all of this was true before'],
};

/** Fields of open connections that a closed one does not have. */
const onlyOpen = [
	'in_msgs_rate',
	'in_bytes_rate',
	'out_msgs_rate',
	'out_bytes_rate',
	'window',
	'old',
	'trouble',
	'subjects',
];

/** One object of `natstop closed --json`. */
const closed: JsonFields = {
	...Object.fromEntries(
		Object.entries(connections).filter(([name]) => !onlyOpen.includes(name.replace(/\[.*/, ''))),
	),
	stop: ['time', '', 'when it ended'],
	reason: ['string', '', 'why, in the words of its server'],
};

/** One object of `natstop servers --json`. */
const servers: JsonFields = {
	server: ['string', '', 'name of the server'],
	server_id: ['string', '', 'id of the process; a new one on every start'],
	cluster: ['string', '', 'name of the cluster'],
	domain: ['string', '', 'JetStream domain'],
	host: ['string', '', 'host the server says it is on'],
	version: ['string', '', 'version of nats-server'],
	state: ['string', '', '`ok` `stale` `lameduck` `down` `unknown`'],
	evidence: ['string', '', 'why it is in that state, in words'],
	...troubleFields('id of the check that says so, as in [trouble](trouble.md)', 'empty'),
	connections: ['number', 'count', 'clients connected at `received_at`, as all figures are of that time'],
	total_connections: ['number', 'count', 'clients since its start'],
	subscriptions: ['number', 'count', 'subscriptions, those known of other servers included'],
	accounts: ['number', 'count', 'active accounts'],
	cpu: ['number', 'percent of one core', 'CPU; 200 is two cores'],
	cores: ['number', 'count', 'cores'],
	gomaxprocs: ['number', 'count', 'GOMAXPROCS'],
	memory: ['number', 'bytes', 'resident memory'],
	gomemlimit: ['number', 'bytes', 'GOMEMLIMIT; absent without a limit'],
	in_msgs: ['number', 'messages', 'received since its start, routes and gateways included'],
	in_bytes: ['number', 'bytes', 'received since its start, routes and gateways included'],
	out_msgs: ['number', 'messages', 'sent since its start, routes and gateways included'],
	out_bytes: ['number', 'bytes', 'sent since its start, routes and gateways included'],
	in_client_msgs: ['number', 'messages', 'of `in_msgs`, from clients'],
	in_client_bytes: ['number', 'bytes', 'of `in_bytes`, from clients'],
	out_client_msgs: ['number', 'messages', 'of `out_msgs`, to clients'],
	out_client_bytes: ['number', 'bytes', 'of `out_bytes`, to clients'],
	in_msgs_rate: ['number', 'messages a second', rateMeaning],
	in_bytes_rate: ['number', 'bytes a second', 'the same of `in_bytes`'],
	out_msgs_rate: ['number', 'messages a second', 'the same of `out_msgs`'],
	out_bytes_rate: ['number', 'bytes a second', 'the same of `out_bytes`'],
	in_client_msgs_rate: ['number', 'messages a second', 'the same of `in_client_msgs`'],
	in_client_bytes_rate: ['number', 'bytes a second', 'the same of `in_client_bytes`'],
	out_client_msgs_rate: ['number', 'messages a second', 'the same of `out_client_msgs`'],
	out_client_bytes_rate: ['number', 'bytes a second', 'the same of `out_client_bytes`'],
	slow_consumers: ['number', 'count', 'slow consumers since its start'],
	...kindFields('slow_consumer_stats', 'slow consumers'),
	stale_connections: ['number', 'count', 'connections closed as stale since its start'],
	...kindFields('stale_connection_stats', 'stale connections'),
	stalled_clients: ['number', 'count', 'publishers that were slowed down since its start'],
	routes: ['array', '', 'one a server it has routes to, pooled connections added up'],
	'routes[].server': ['string', '', 'name of that server; absent where the route tells none, before 2.9'],
	'routes[].links': ['number', 'count', 'connections to it'],
	'routes[].pending': ['number', 'bytes', 'waiting to be sent to it'],
	...trafficFields('routes[].', 'it'),
	more_routes: ['boolean', '', 'true where there are more routes than natstop keeps'],
	gateways: ['array', '', 'one a cluster it has an outbound gateway to'],
	'gateways[].cluster': ['string', '', 'name of that cluster'],
	'gateways[].inbound_connections': ['number', 'count', 'gateway connections that cluster made to it'],
	...trafficFields('gateways[].', 'it'),
	active_servers: ['number', 'count', 'servers it has heard from; overcounts for minutes after a crash'],
	jetstream: ['object', '', 'absent where nobody knows whether JetStream runs'],
	'jetstream.enabled': [
		'boolean',
		'',
		'whether JetStream runs, by the same rule as the column JS; all that old servers tell',
	],
	'jetstream.memory': ['number', 'bytes', 'memory used by streams'],
	'jetstream.memory_max': ['number', 'bytes', 'limit of that; absent without one'],
	'jetstream.memory_reserved': ['number', 'bytes', 'reserved of that'],
	'jetstream.storage': ['number', 'bytes', 'file storage used by streams'],
	'jetstream.storage_max': ['number', 'bytes', 'limit of that; absent without one'],
	'jetstream.storage_reserved': ['number', 'bytes', 'reserved of that'],
	'jetstream.accounts': ['number', 'count', 'accounts with JetStream'],
	'jetstream.ha_assets': ['number', 'count', 'Raft groups the server takes part in'],
	'jetstream.api_level': ['number', '', 'level of the JetStream API'],
	'jetstream.api_total': ['number', 'count', 'API requests since its start'],
	'jetstream.api_errors': ['number', 'count', 'of these, answered with an error'],
	'jetstream.api_pending': ['number', 'count', 'API requests that wait now'],
	'jetstream.meta_leader': ['string', '', 'name of the leader of the meta group, as this server sees it'],
	'jetstream.meta_size': ['number', 'count', 'servers of the meta group'],
	'jetstream.meta_quorum': ['number', 'count', 'servers needed for a majority'],
	'jetstream.meta_pending': ['number', 'count', 'entries the meta group has yet to apply'],
	'jetstream.meta_snapshot': ['time', '', 'when the meta group last took a snapshot'],
	'jetstream.meta_replicas': ['array', '', 'the other servers of the meta group; the leader only'],
	'jetstream.meta_replicas[].server': ['string', '', 'name of the server, or its short id'],
	'jetstream.meta_replicas[].current': ['boolean', '', 'whether it has all entries'],
	'jetstream.meta_replicas[].offline': ['boolean', '', 'whether the leader takes it to be gone'],
	'jetstream.meta_replicas[].active': ['number', 'seconds', 'since the leader last heard from it'],
	'jetstream.meta_replicas[].lag': ['number', 'count', 'entries it is behind'],
	tags: ['array of strings', '', 'server_tags'],
	metadata: ['object of strings', '', 'server_metadata'],
	feature_flags: ['object of booleans', '', 'feature flags, by the names the server has for them'],
	start: ['time', '', 'start of the process'],
	time: ['time', '', "the server's clock in its last answer"],
	config_load_time: ['time', '', 'when it last loaded its configuration; the monitor only'],
	config_digest: ['string', '', 'digest of that configuration; the monitor only'],
	rtt: ['number', 'seconds', 'from request to answer'],
	received_at: ['time', '', 'when its last statsz reached natstop, our clock'],
};

/** One line of `natstop events --json`. */
const events: JsonFields = {
	time: ['time', '', "when it happened, by the server's clock where it says so, else when it arrived"],
	received_at: ['time', '', 'when it reached natstop, our clock'],
	kind: ['string', '', 'one of the event kinds'],
	severity: ['string', '', '`debug` `info` `warn` `error`'],
	server: ['string', '', 'name of the server it is about'],
	server_id: ['string', '', 'id of its process, where the event tells it'],
	account: ['string', '', 'name of the account, in operator mode its public key'],
	account_name: ['string', '', 'name of the account, where the event itself tells it'],
	subject: ['string', '', "the subject it came on; absent for natstop's own events"],
	summary: ['string', '', 'the line that the log shows'],
	count: ['number', 'count', 'how many it stands for, where it is more than one'],
	since: ['time', '', 'when the first arrived of a failed login that is tried again and again'],
	data: ['payload', '', 'the payload as the server sent it, with its names and units, without secrets'],
};

/** The object of `natstop whoami --json`. */
const whoami: JsonFields = {
	user: ['string', '', 'name of the user, in operator mode its public key'],
	user_name: ['string', '', 'name of the user in operator mode'],
	account: ['string', '', 'name of the account, in operator mode its public key'],
	account_name: ['string', '', 'name of the account in operator mode'],
	system_account: ['boolean', '', 'whether it is the system account; absent when no server said'],
	mode: ['string', '', '`system` or `account`: whose eyes natstop looks through'],
	may_ask: [
		'boolean',
		'',
		'whether servers answer this user, as they do where another account imports their services',
	],
	server: ['string', '', 'name of the server we are connected to'],
	server_id: ['string', '', 'id of its process'],
	server_version: ['string', '', 'its version of nats-server'],
	url: ['string', '', 'where we are connected to'],
	origin: ['string', '', 'what natstop took the connection from: flags, variables or a context'],
	expires: ['time', '', 'when the server will end the connection; absent for never, and where it is unknown'],
	permissions: [
		'object',
		'',
		'what the user may do, as the server says; absent when unrestricted or unknown',
	],
	...rulesFields('permissions.publish', 'publish'),
	...rulesFields('permissions.subscribe', 'subscribe to'),
	source: [
		'string',
		'',
		'who told it: `server`; `connections` where, before 2.10, its list of connections did; `creds` where only our own JWT could; `settings` where only the given name is known',
	],
};

/** The fields of all objects, by the name of the object in docs/json.md. */
export const jsonFields = {
	servers,
	connections,
	closed,
	...accountFields,
	...jetStreamFields,
	streams: streamFields,
	...consumerFields,
	...keptFields,
	health: findingFields,
	passed: standingFields,
	unknown: standingFields,
	check: checkFields,
	...networkFields,
	subjects: subjectFields,
	tap: tapFields,
	...serviceFields,
	events,
	whoami,
	account: ownAccountFields({
		...rulesFields('permissions.publish', 'publish'),
		...rulesFields('permissions.subscribe', 'subscribe to'),
	}),
} as const;
