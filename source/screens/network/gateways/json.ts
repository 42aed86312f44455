// Turns the gateways from one cluster to another into one JSON object. Fields are added, never renamed.

import { jsonRate, jsonSeconds, jsonTime } from '../../../format/json-value.ts';
import {
	type GatewayRow,
	gatewayPending,
	gatewayRate,
	missingSince,
	outboundOf,
	stateOf,
	tripsOf,
} from '../../../model/network/gateway-row.ts';
import { troubleJson } from '../link-cells.ts';

/** Unknown values are undefined, so JSON omits them. */
export const gatewayJson = (row: GatewayRow) => {
	const { from, to, ends, inbound, isConfigured, accounts, troubles } = row;
	const { having, of } = outboundOf(row);
	const trips = tripsOf(row);
	const starts = ends.flatMap(({ told }) => told?.start ?? []);
	const [out, into] = [gatewayRate(row, 'out'), gatewayRate(row, 'in')];
	return {
		kind: 'gateway',
		from,
		to,
		cluster: from,
		remote_cluster: to,
		state: stateOf(row),
		entries: of === 0 ? undefined : having,
		servers: ends.length,
		inbound,
		rtt: trips.length === 0 ? undefined : jsonSeconds(Math.max(...trips)),
		pending: gatewayPending(row),
		out_msgs_rate: jsonRate(out?.msgs),
		in_msgs_rate: jsonRate(into?.msgs),
		out_bytes_rate: jsonRate(out?.bytes),
		in_bytes_rate: jsonRate(into?.bytes),
		start: starts.length === 0 ? undefined : jsonTime(Math.min(...starts)),
		configured: isConfigured,
		accounts,
		since: jsonTime(missingSince(row)),
		connections: ends.map(({ server, has, toServer, told, inbound: own }) => ({
			server: server.info.name,
			server_id: server.info.id,
			connected: has,
			to_server: toServer,
			rtt: jsonSeconds(told?.rtt),
			pending: told?.pending,
			start: jsonTime(told?.start),
			inbound: own,
		})),
		trouble: troubleJson(troubles),
	};
};
