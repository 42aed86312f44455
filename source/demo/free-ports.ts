// Finds ports of 127.0.0.1 that nobody listens on.

import { createServer } from 'node:net';

// These ports are below the range of outgoing connections, so that a client socket rarely takes one before the server.
const lowest = 18_000;
const highest = 32_000;

/** Each process looks in a row of its own, so that it does not take the port of a server that another process restarts. */
const rows = 97;
const inRow = Math.floor((highest - lowest) / rows);

/** The process that listens on this port plus the number of a row has that row to itself. */
const firstGuard = lowest - rows;

let ownRow: Promise<number> | undefined;

/** Takes a row that no other living process has. */
const takeRow = async (): Promise<number> => {
	const first = process.pid % rows;
	for (let tries = 0; tries < rows; tries++) {
		const row = (first + tries) % rows;
		if (await listens(firstGuard + row, true)) return row;
	}
	return first;
};

/** The ports that this process got lately, oldest first. A row has 144, so there are always some left. */
const given = new Set<number>();
const mostGiven = 100;

/** Gives `count` different ports that are free now. Another process may take one meanwhile, so callers try again. */
export async function freePorts(count: number): Promise<number[]> {
	ownRow ??= takeRow();
	const row = await ownRow;
	const found = new Set<number>();
	for (let tries = 0; found.size < count && tries < 1000; tries++) {
		const port = lowest + row + rows * Math.floor(Math.random() * inRow);
		if (!found.has(port) && !given.has(port) && (await listens(port))) found.add(port);
	}
	if (found.size < count) throw new Error(`found only ${found.size} of ${count} free ports on 127.0.0.1`);
	for (const port of found) remember(port);
	return [...found];
}

function remember(port: number): void {
	given.add(port);
	const [oldest] = given;
	if (given.size > mostGiven && oldest !== undefined) given.delete(oldest);
}

/** True where this process can listen on a port; `stays` has it do so until it ends, which keeps no process alive. */
function listens(port: number, stays = false): Promise<boolean> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(false));
		server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
			if (stays) {
				server.unref();
				resolve(true);
			} else server.close(() => resolve(true));
		});
	});
}
