// Asks a server why it closed our last connection: it remembers closed connections for a while.

import { readFields, readList, readText } from '../read.ts';
import { serverSubject } from '../subjects.ts';
import type { Wire } from '../wire.ts';

/** A connection as the server knows it. */
export type ClientId = { serverId: string; serverName: string; cid: number };

/** Our connection as the server connected to knows it; absent before a login. */
export const clientIdOf = (wire: Wire): ClientId | undefined => {
	const server = wire.server();
	return server?.clientId === undefined
		? undefined
		: { serverId: server.id, serverName: server.name, cid: server.clientId };
};

/** CONNZ for closed connections only (server/monitor.go, ConnState). */
const closed = 1;

/** How long to wait for the answer, milliseconds. */
const limit = 2000;

/** The reason the server gives, such as `Slow Consumer (Pending Bytes)`; nothing where it is gone or forgot. */
export const askCloseReason = async (wire: Wire, seat: ClientId): Promise<string | undefined> => {
	const body = { cid: seat.cid, state: closed };
	const reply = await wire.ask(serverSubject(seat.serverId, 'CONNZ'), body, { timeout: limit });
	const data = reply.ok ? readFields(reply.value.fields, 'data') : undefined;
	const [connection] = (data && readList(data, 'connections')) ?? [];
	return connection && readText(connection, 'reason');
};
