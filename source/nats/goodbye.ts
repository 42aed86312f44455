// The end of a connection as a server likes it: it reads that we go, and loses nothing it was about to send.

import type { Socket } from 'node:net';
import type { NatsConnection } from '@nats-io/transport-node';

/** How long the server's own end is waited for, milliseconds: it comes at once from one that is there. */
const patience = 500;

const isSocket = (value: unknown): value is Socket =>
	typeof value === 'object' && value !== null && 'destroy' in value && 'end' in value && 'resume' in value;

/** The socket under a connection; nats.js has no public way to it (3.4.0), so without one nothing is done for it. */
const socketOf = (nc: NatsConnection): Socket | undefined => {
	if (!('protocol' in nc) || typeof nc.protocol !== 'object' || nc.protocol === null) return undefined;
	if (!('transport' in nc.protocol)) return undefined;
	const { transport } = nc.protocol;
	if (typeof transport !== 'object' || transport === null || !('socket' in transport)) return undefined;
	return isSocket(transport.socket) && !transport.socket.destroyed ? transport.socket : undefined;
};

/**
 * nats.js destroys the socket with whatever arrives just then unread in it, which resets the connection: the server then
 * tells the whole system of a read error. In place of that our side ends, and what still comes is read to its end.
 */
const endGently = (socket: Socket): Promise<void> =>
	new Promise((resolve) => {
		const { destroy } = socket;
		const finish = (): void => {
			clearTimeout(timer);
			destroy.call(socket);
			resolve();
		};
		const timer = setTimeout(finish, patience);
		socket.destroy = () => {
			socket.on('error', finish).on('end', finish).on('close', finish);
			socket.resume();
			socket.end();
			return socket;
		};
	});

/** Closes a connection for good; resolves when the server has seen it, or does not answer. */
export const closeGently = async (nc: NatsConnection): Promise<void> => {
	const socket = nc.isClosed() ? undefined : socketOf(nc);
	const ended = socket && endGently(socket);
	await nc.close();
	await ended;
};
