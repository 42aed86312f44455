// Why a server closed a connection of ours, in its own words: it remembers, and may be asked once we are back.

import type { NatsConnection } from '@nats-io/transport-node';
import { clean } from '../../system/clean.ts';
import { readFields, readList, readText } from '../read.ts';
import { ask } from '../requests.ts';
import { serverSubject } from '../subjects.ts';

/** A connection as the server knows it. */
export type ClientId = { serverId: string; serverName: string; cid: number };

/** Where we are connected now. */
export const clientIdOf = ({ info }: NatsConnection): ClientId | undefined =>
	info?.client_id === undefined
		? undefined
		: { serverId: info.server_id, serverName: clean(info.server_name), cid: info.client_id };

/** CONNZ for closed connections only (server/monitor.go, ConnState). */
const closed = 1;

/** Long enough for a server that is there; nobody waits for it. */
const limit = 2000;

/** The reason the server gives, such as `Slow Consumer (Pending Bytes)`; nothing where it is gone or forgot. */
export const askCloseReason = async (nc: NatsConnection, seat: ClientId): Promise<string | undefined> => {
	const body = { cid: seat.cid, state: closed };
	const reply = await ask(nc, serverSubject(seat.serverId, 'CONNZ'), body, limit);
	const data = reply.ok ? readFields(reply.value.fields, 'data') : undefined;
	const [connection] = (data && readList(data, 'connections')) ?? [];
	return connection && readText(connection, 'reason');
};
