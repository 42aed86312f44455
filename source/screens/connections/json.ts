// Turns a connection into one JSON object. Fields are added, never renamed.

import { jsonRate, jsonSeconds, jsonTime } from '../../format/json-value.ts';
import type { ConnectionKind } from '../../model/connection.ts';
import type { ConnectionRow } from '../../model/connection-row.ts';
import type { ConnectionFacts } from './facts.ts';

/** How a client speaks, in the word of servers; of leafnodes they say none. */
const clientTypes: Readonly<Partial<Record<ConnectionKind, string>>> = {
	client: 'nats',
	mqtt: 'mqtt',
	ws: 'websocket',
};

/** Unknown values are undefined, so JSON omits them. */
export const connectionJson = (
	{
		last,
		identity,
		rates,
		troubles,
		isOld,
	}: Pick<ConnectionRow, 'last' | 'identity' | 'rates' | 'troubles' | 'isOld'>,
	{ nameOf }: Pick<ConnectionFacts, 'nameOf'>,
) => {
	const name = identity && nameOf(identity.account);
	return {
		server: last.server.name,
		server_id: last.server.id,
		cluster: last.server.cluster,
		cid: last.cid,
		name: last.name,
		account: identity?.account,
		account_name: name === identity?.account ? undefined : name,
		user: identity?.user,
		kind: last.kind,
		type: clientTypes[last.kind],
		ip: last.ip,
		port: last.port,
		lang: last.lang,
		version: last.version,
		start: jsonTime(last.start),
		last_activity: jsonTime(last.lastActivity),
		stop: jsonTime(last.stop),
		reason: last.reason,
		rtt: jsonSeconds(last.rtt),
		pending: last.pending,
		stalls: last.stalls,
		subscriptions: last.subscriptions,
		in_msgs: last.inMsgs,
		out_msgs: last.outMsgs,
		in_bytes: last.inBytes,
		out_bytes: last.outBytes,
		in_msgs_rate: jsonRate(rates?.inMsgs),
		out_msgs_rate: jsonRate(rates?.outMsgs),
		in_bytes_rate: jsonRate(rates?.inBytes),
		out_bytes_rate: jsonRate(rates?.outBytes),
		window: jsonSeconds(rates?.window),
		tls_version: last.tlsVersion,
		tls_cipher: last.tlsCipher,
		tags: identity?.tags,
		issuer: identity?.issuer,
		mqtt_client: last.mqttClient,
		subjects: last.subjects?.map(({ subject }) => subject),
		trouble:
			troubles.length === 0
				? undefined
				: troubles.map(({ check, severity, text }) => ({ check, severity, text })),
		/** Its server did not answer the last round. */
		old: isOld,
	};
};
