// The fields of JSON about routes, gateways and leafnodes, for the documentation.

import { type JsonFields, rateMeaning, troubleFields } from './docs-json-field.ts';

const rates = (whom: string): JsonFields => ({
	out_msgs_rate: ['number', 'messages a second', `sent to ${whom}, ${rateMeaning}`],
	in_msgs_rate: ['number', 'messages a second', 'the same from there'],
	out_bytes_rate: ['number', 'bytes a second', 'the same of bytes to there'],
	in_bytes_rate: ['number', 'bytes a second', 'the same of bytes from there'],
});

const totals = (since: string): JsonFields => ({
	out_msgs: ['number', 'messages', `sent there since ${since}`],
	in_msgs: ['number', 'messages', `received from there since ${since}`],
	out_bytes: ['number', 'bytes', `sent there since ${since}`],
	in_bytes: ['number', 'bytes', `received from there since ${since}`],
});

/** One object of `natstop routes --json`: what one server says of another. */
const routes: JsonFields = {
	kind: ['string', '', '`route`'],
	from: ['string', '', 'the server that says it'],
	from_id: ['string', '', 'its id'],
	to: ['string', '', 'the other server'],
	cluster: ['string', '', 'their cluster'],
	remote_cluster: ['string', '', 'the same'],
	state: [
		'string',
		'',
		'`ok` `missing` `one-sided`: only the other one says that there is a route; `short`: fewer connections than usual; `unknown`',
	],
	since: ['time', '', 'since when it is missing, one-sided or short'],
	entries: ['number', 'count', 'connections of the route'],
	rtt: ['number', 'seconds', 'the middle of their round trips, as the server measured them'],
	pending: ['number', 'bytes', 'what waits on the worst of them'],
	...totals('they began'),
	...rates('there'),
	compression: ['string', '', 'compression; `mixed` where it differs'],
	start: ['time', '', 'when the oldest of them began'],
	solicited: ['boolean', '', '`true` where this end dialled one of them'],
	configured: ['boolean', '', '`false` where it was learned from others'],
	...troubleFields('`route` `route-rtt`', 'absent'),
};

/** One object of the connections of routes. */
const routeConnections: JsonFields = {
	from: ['string', '', 'the server that says it'],
	to: ['string', '', 'the other server'],
	rid: ['number', '', 'number of the connection'],
	account: ['string', '', 'the account that has it for itself; absent in a pool'],
	pending: ['number', 'bytes', 'what waits'],
	rtt: ['number', 'seconds', 'round trip'],
	...totals('it began'),
	...rates('there'),
	start: ['time', '', 'when it began'],
	compression: ['string', '', 'compression'],
	solicited: ['boolean', '', '`true` where this end dialled'],
	configured: ['boolean', '', '`false` where it was learned from others'],
	ip: ['string', '', 'address of the other end'],
	port: ['number', '', 'port of the other end'],
	subscriptions: ['number', 'count', 'subscriptions that were sent over it'],
};

/** One object of `natstop gateways --json`. */
const gateways: JsonFields = {
	kind: ['string', '', '`gateway`'],
	from: ['string', '', 'the cluster'],
	to: ['string', '', 'the other one'],
	cluster: ['string', '', 'the same as `from`'],
	remote_cluster: ['string', '', 'the same as `to`'],
	state: [
		'string',
		'',
		'`ok` `missing`: no server has one; `short`: some have none, or too few come in; `unknown`',
	],
	entries: ['number', 'count', 'servers that have one'],
	servers: ['number', 'count', 'servers of the cluster'],
	inbound: ['number', 'count', 'gateways of the other cluster that end here, over all servers'],
	rtt: ['number', 'seconds', 'the longest of their round trips'],
	pending: ['number', 'bytes', 'what waits on the worst of them'],
	...rates('there'),
	start: ['time', '', 'when the oldest of them began'],
	configured: ['boolean', '', '`false` where no configuration has it'],
	accounts: [
		'number',
		'count',
		'accounts that are known over it; in exports of the monitor, once Enter has asked',
	],
	since: ['time', '', 'since when a server has been without one; in exports of the monitor'],
	connections: ['array', '', 'what each server of the cluster says'],
	'connections[].server': ['string', '', 'name of the server'],
	'connections[].server_id': ['string', '', 'its id'],
	'connections[].connected': ['boolean', '', 'it has a gateway to there; absent where it does not answer'],
	'connections[].to_server': ['string', '', 'name of the server at the other end'],
	'connections[].rtt': ['number', 'seconds', 'round trip'],
	'connections[].pending': ['number', 'bytes', 'what waits'],
	'connections[].start': ['time', '', 'when it began'],
	'connections[].inbound': ['number', 'count', 'gateways of the other cluster that end on it'],
	...troubleFields('`gateway`', 'absent'),
};

/** One account that is known over the gateways from one cluster to another. */
const gatewayAccounts: JsonFields = {
	account: ['string', '', 'account'],
	name: ['string', '', 'its name, where that is known'],
	mode: ['string', '', 'what is sent there: `Optimistic` `Interest-Only`; `mixed` where servers differ'],
	subscriptions: ['number', 'count', 'subscriptions there that are known here'],
	queues: ['number', 'count', 'those of queues among them'],
	unwanted: ['number', 'count', 'subjects that nobody there wants'],
	servers: ['number', 'count', 'servers of the cluster that know it'],
};

/** One object of `natstop leafnodes --json`. */
const leafnodes: JsonFields = {
	kind: ['string', '', '`leafnode`'],
	from: ['string', '', 'the hub'],
	to: ['string', '', 'the leaf'],
	name: ['string', '', 'the server at the other end'],
	account: ['string', '', 'account'],
	server: ['string', '', 'the server that says it'],
	server_id: ['string', '', 'its id'],
	cluster: ['string', '', 'its cluster'],
	remote_cluster: ['string', '', 'cluster of the other end, where that is seen, too'],
	role: ['string', '', '`hub` where `server` was dialled, `leaf` where it dialled'],
	state: ['string', '', '`ok` `missing` `unknown`'],
	since: ['time', '', 'since when it is missing'],
	remote_urls: ['array', '', 'addresses of a remote of its configuration that is not connected'],
	id: ['number', '', 'number of the connection on its server'],
	ip: ['string', '', 'address of the other end'],
	port: ['number', '', 'port of the other end'],
	rtt: ['number', 'seconds', 'round trip'],
	other_rtt: ['number', 'seconds', 'the same as the other end measures it, where that is seen'],
	subscriptions: ['number', 'count', 'subscriptions of the other end'],
	connects: ['number', 'count', 'how often it connected within five minutes; in exports of the monitor'],
	...totals('it connected'),
	...rates('the other end'),
	compression: ['string', '', 'compression'],
	isolated: ['boolean', '', '`true` where what other leafnodes send is not passed on to it'],
	...troubleFields('`leafnode`', 'absent'),
};

export const networkFields = {
	...{ routes, 'route-connections': routeConnections },
	...{ gateways, 'gateway-accounts': gatewayAccounts, leafnodes },
} as const;
