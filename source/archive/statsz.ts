// The statsz of a server, which no archive holds: put together from VARZ, ROUTEZ and GATEWAYZ, as the nats CLI does.

import { parseStatsz } from '../nats/links.ts';
import { asFields, type Fields, readFields, readList } from '../nats/read.ts';
import type { Archive, ArchivedServer } from './archive.ts';
import { pagesOf, type Teller, whyNone } from './told.ts';

/** Fields that have the same name and meaning in both. */
const same = [
	...['start', 'mem', 'cores', 'cpu', 'connections', 'total_connections', 'subscriptions'],
	...['slow_consumers', 'slow_consumer_stats', 'stale_connections', 'stale_connection_stats'],
	...['stalled_clients', 'gomemlimit', 'gomaxprocs'],
] as const;

/** Fields of an object that it has. */
const some = (fields: Fields, names: readonly string[]): Fields =>
	Object.fromEntries(names.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]])));

/** Messages and bytes of one direction; absent where one of them is. */
const traffic = (fields: Fields, name: string, msgs: string, bytes: string): Fields =>
	fields[msgs] === undefined || fields[bytes] === undefined
		? {}
		: { [name]: { msgs: fields[msgs], bytes: fields[bytes] } };

const counters = (fields: Fields): Fields => ({
	...traffic(fields, 'sent', 'out_msgs', 'out_bytes'),
	...traffic(fields, 'received', 'in_msgs', 'in_bytes'),
});

const clientCounters = (varz: Fields): Fields => ({
	...traffic(varz, 'sent_to_clients', 'out_client_msgs', 'out_client_bytes'),
	...traffic(varz, 'received_from_clients', 'in_client_msgs', 'in_client_bytes'),
});

const routesOf = (routez: Fields): Fields =>
	Array.isArray(routez.routes)
		? {
				routes: (readList(routez, 'routes') ?? []).map((route) => ({
					...{ rid: route.rid, name: route.remote_name },
					...counters(route),
					pending: route.pending_size,
				})),
			}
		: {};

const gatewaysOf = (gatewayz: Fields): Fields => {
	const inbound = readFields(gatewayz, 'inbound_gateways') ?? {};
	const outbound = readFields(gatewayz, 'outbound_gateways');
	if (outbound === undefined || Object.keys(outbound).length === 0) return {};
	return {
		gateways: Object.entries(outbound).map(([name, value]) => {
			const connection = readFields(asFields(value) ?? {}, 'connection') ?? {};
			const from = inbound[name];
			return {
				...{ gwid: connection.cid ?? 0, name },
				...counters(connection),
				inbound_connections: Array.isArray(from) ? from.length : 0,
			};
		}),
	};
};

/** JetStream that is off is an empty object in VARZ, and absent in statsz. */
const jetstreamOf = (varz: Fields): Fields => {
	const jetstream = readFields(varz, 'jetstream');
	return jetstream && Object.keys(jetstream).length > 0 ? { jetstream } : {};
};

/** Statsz from the data of VARZ, ROUTEZ and GATEWAYZ. What none of them tells, as active accounts and servers, stays absent. */
export const statszFrom = (varz: Fields, routez: Fields, gatewayz: Fields): Fields => ({
	...some(varz, same),
	...counters(varz),
	...clientCounters(varz),
	...routesOf(routez),
	...gatewaysOf(gatewayz),
	...jetstreamOf(varz),
});

/** A server's statsz as the text that servers send; nothing of one without VARZ. */
export const statszText = async (archive: Archive, server: ArchivedServer): Promise<string | undefined> => {
	const [varz] = await pagesOf(archive, server, 'variables');
	if (varz === undefined) return undefined;
	const data = async (type: string): Promise<Fields> => {
		const [page] = await pagesOf(archive, server, type);
		return (page && readFields(page, 'data')) ?? {};
	};
	const statsz = statszFrom(readFields(varz, 'data') ?? {}, await data('routes'), await data('gateways'));
	return JSON.stringify({ server: readFields(varz, 'server'), statsz });
};

/** The same as an answer: read from bytes, so that routes and gateways are looked at as those of any other statsz. */
export const tellStatsz: Teller = async (archive, server) => {
	const text = await statszText(archive, server);
	if (text === undefined) return whyNone(archive, server, 'variables');
	const fields = parseStatsz(Buffer.from(text));
	return fields === undefined ? { why: 'cannot be read in the archive' } : { fields };
};
