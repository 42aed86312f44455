// Turns the routes of a server into JSON: an object for each other server of its cluster. Fields are added, never renamed.

import { jsonRate, jsonSeconds, jsonTime } from '../../../format/json-value.ts';
import type { RouteRow } from '../../../model/network/route-row.ts';
import { troubleJson } from '../link-cells.ts';

/** Unknown values are undefined, so JSON omits them. */
export const routeJson = (row: RouteRow) => {
	const { name, group, server, peers } = row;
	const names = new Set([...group.names.filter((other) => other !== name), ...peers.keys()]);
	return [...names].map((to) => {
		const peer = peers.get(to);
		const state = row.stateOf(to);
		const [out, into] = [row.rateTo(to, 'out'), row.rateTo(to, 'in')];
		const said = row.troubles.filter(
			({ check, parts }) => check === 'route-rtt' && parts?.some(({ what }) => what === to),
		);
		const trouble = row.troubleWith(to);
		const route = trouble && row.troubles.filter(({ check }) => check === 'route');
		return {
			kind: 'route',
			from: name,
			from_id: server.info.id,
			to,
			cluster: group.name,
			remote_cluster: group.name,
			state,
			since: jsonTime(trouble?.since),
			entries: row.isOld ? undefined : (peer?.entries ?? (state === 'unknown' ? undefined : 0)),
			rtt: jsonSeconds(peer?.rtt),
			pending: peer?.pending,
			out_msgs: peer?.sent.msgs,
			in_msgs: peer?.received.msgs,
			out_bytes: peer?.sent.bytes,
			in_bytes: peer?.received.bytes,
			out_msgs_rate: jsonRate(out?.msgs),
			in_msgs_rate: jsonRate(into?.msgs),
			out_bytes_rate: jsonRate(out?.bytes),
			in_bytes_rate: jsonRate(into?.bytes),
			compression: peer?.compression,
			start: jsonTime(peer?.oldest),
			solicited: peer?.isSolicited,
			configured: peer?.isConfigured,
			trouble: troubleJson([...(route ?? []), ...said]),
		};
	});
};
