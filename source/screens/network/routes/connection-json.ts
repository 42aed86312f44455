// Turns one connection of a route into one JSON object. Fields are added, never renamed.

import { jsonRate, jsonSeconds, jsonTime } from '../../../format/json-value.ts';
import type { RouteConnection } from '../../../model/network/route-peer.ts';

/** Unknown values are undefined, so JSON omits them. */
export const routeConnectionJson = (from: string, { rid, name, statsz, told, rates }: RouteConnection) => ({
	from,
	to: name,
	rid,
	account: told?.account,
	pending: statsz?.pending ?? told?.pending,
	rtt: jsonSeconds(told?.rtt),
	out_msgs: statsz?.sent.msgs,
	in_msgs: statsz?.received.msgs,
	out_bytes: statsz?.sent.bytes,
	in_bytes: statsz?.received.bytes,
	out_msgs_rate: jsonRate(rates?.out?.msgs),
	in_msgs_rate: jsonRate(rates?.in?.msgs),
	out_bytes_rate: jsonRate(rates?.out?.bytes),
	in_bytes_rate: jsonRate(rates?.in?.bytes),
	start: jsonTime(told?.start),
	compression: told?.compression,
	solicited: told?.isSolicited,
	configured: told?.isConfigured,
	ip: told?.ip,
	port: told?.port,
	subscriptions: told?.subscriptions,
});
