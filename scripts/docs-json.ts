// Every field of every JSON object that natstop writes, by its path: type, unit, meaning.

/** One field; the unit is empty where there is none. */
export type JsonField = readonly [type: string, unit: string, meaning: string];

export type JsonFields = Readonly<Record<string, JsonField>>;

/** Objects whose fields are not listed, as the server or its configuration names them. */
export const openTypes: readonly string[] = ['object of strings', 'object of booleans', 'payload'];

const rateMeaning =
	'between two samples: with `--rates`, and in the export of the monitor; absent once the last sample is older than a round and a half';

const kindFields = (path: string, what: string): JsonFields => ({
	[path]: ['object', '', `${what} by kind of connection`],
	[`${path}.clients`]: ['number', 'count', 'of clients'],
	[`${path}.routes`]: ['number', 'count', 'of routes'],
	[`${path}.gateways`]: ['number', 'count', 'of gateways'],
	[`${path}.leafs`]: ['number', 'count', 'of leafnodes'],
});

const trafficFields = (path: string, whom: string): JsonFields => ({
	[`${path}in_msgs`]: ['number', 'messages', `received from ${whom}`],
	[`${path}in_bytes`]: ['number', 'bytes', `received from ${whom}`],
	[`${path}out_msgs`]: ['number', 'messages', `sent to ${whom}`],
	[`${path}out_bytes`]: ['number', 'bytes', `sent to ${whom}`],
});

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
	trouble: ['array', '', 'what is wrong with it, the worst first; absent where nothing is'],
	'trouble[].check': ['string', '', '`pending` `conn-rtt` `stalls`'],
	'trouble[].severity': ['string', '', '`warn` `critical`'],
	'trouble[].text': ['string', '', 'what is wrong, in words'],
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
};

const jetStreamFields = (path: string): JsonFields => ({
	[`${path}domain`]: ['string', '', 'domain of these servers'],
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
	connections: ['number', 'count', 'its connections; absent where nobody has told'],
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
	trouble: ['array', '', 'what is wrong with it, the worst first; empty where nothing is'],
	'trouble[].check': ['string', '', 'id of the check that says so'],
	'trouble[].severity': ['string', '', '`warn` or `critical`'],
	'trouble[].text': ['string', '', 'what is wrong, in words'],
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
	trouble: ['array', '', 'what is wrong with it, the worst first; empty where nothing is'],
	'trouble[].check': ['string', '', 'id of the check that says so, as in [trouble](trouble.md)'],
	'trouble[].severity': ['string', '', '`warn` or `critical`'],
	'trouble[].text': ['string', '', 'what is wrong, in words'],
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
	accounts,
	'account-servers': accountServers,
	'account-imports': importFields(''),
	'account-exports': exportFields(''),
	'account-users': accountUsers,
	events,
	whoami,
} as const;
