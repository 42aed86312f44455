// Ends a connection cleanly: our side closes first, and whatever the server still sends is read to the end.

import type { Socket } from 'node:net';

/** How long the server's own end is waited for, milliseconds: it comes at once from one that is there. */
const patience = 500;

/**
 * Has the socket end when it is to be destroyed, and resolves when the server has seen it, or does not answer. To destroy it
 * with something unread in it would reset the connection: the server then tells the whole system of a read error. So our
 * side ends, and what still comes is read to its end.
 */
export const endGently = (socket: Socket): Promise<void> =>
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
