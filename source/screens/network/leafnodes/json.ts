// Turns a leafnode into one JSON object. Fields are added, never renamed.

import { jsonRate, jsonSeconds, jsonTime } from '../../../format/json-value.ts';
import { type LeafRow, roleOf } from '../../../model/network/leaf-row.ts';
import { troubleJson } from '../link-cells.ts';

/** Unknown values are undefined, so JSON omits them. */
export const leafJson = (row: LeafRow) => {
	const { server, end, rates, other, back, goneSince, isOld, remote, troubles } = row;
	const isLeaf = end.isSpoke === true;
	return {
		kind: 'leafnode',
		from: isLeaf ? end.name : server.name,
		to: isLeaf ? server.name : end.name,
		name: end.name,
		account: end.account,
		server: server.name,
		server_id: server.id,
		cluster: server.cluster,
		remote_cluster: other?.server.cluster,
		role: roleOf(row),
		state: isOld ? 'unknown' : goneSince === undefined ? 'ok' : 'missing',
		since: jsonTime(goneSince),
		remote_urls: remote?.urls,
		id: end.cid,
		ip: end.ip,
		port: end.port,
		rtt: jsonSeconds(end.rtt),
		other_rtt: jsonSeconds(other?.end.rtt),
		subscriptions: end.subscriptions,
		connects: back,
		out_msgs: end.outMsgs,
		in_msgs: end.inMsgs,
		out_bytes: end.outBytes,
		in_bytes: end.inBytes,
		out_msgs_rate: jsonRate(rates?.out?.msgs),
		in_msgs_rate: jsonRate(rates?.in?.msgs),
		out_bytes_rate: jsonRate(rates?.out?.bytes),
		in_bytes_rate: jsonRate(rates?.in?.bytes),
		compression: end.compression,
		isolated: end.isIsolated,
		trouble: troubleJson(troubles),
	};
};
