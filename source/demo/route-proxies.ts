// Stands between the servers of a cluster, so that the routes between two of them can be cut and restored.

import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * Milliseconds that a connection waits where the server with the lesser name opens it. Both open one: at the same moment each
 * would close that of the other as a duplicate, again and again.
 */
const courtesy = 3000;

/** Two servers by their names, in any order. */
const pairOf = (a: string, b: string): string => [a, b].sort().join(' ');

type Link = { pair: string; sockets: Socket[]; timer?: NodeJS.Timeout };

const end = ({ sockets, timer }: Link): void => {
	clearTimeout(timer);
	for (const socket of sockets) socket.destroy();
};

/** The proxies of some clusters: one for each server that connects to another one. */
export class RouteProxies {
	readonly #servers = new Set<Server>();
	readonly #links = new Set<Link>();
	readonly #cut = new Set<string>();

	/** Listens for what a server sends to another one; gives the port that it is to connect to in place of `port`. */
	async front(from: string, to: string, port: number): Promise<number> {
		const server = createServer((socket) => this.#accept(socket, from, to, port));
		this.#servers.add(server);
		await new Promise<void>((resolve, reject) => {
			server.once('error', reject);
			server.listen(0, '127.0.0.1', resolve);
		});
		server.unref();
		const address = server.address();
		if (address === null || typeof address === 'string') throw new Error('a route proxy has no port');
		return address.port;
	}

	/** Closes every route between two servers, and each new one, until it is restored. */
	cut(a: string, b: string): void {
		const pair = pairOf(a, b);
		this.#cut.add(pair);
		for (const link of this.#links) if (link.pair === pair) end(link);
	}

	/** Lets two servers connect again; they try it by themselves. */
	restore(a: string, b: string): void {
		this.#cut.delete(pairOf(a, b));
	}

	/** Ends everything. */
	async close(): Promise<void> {
		for (const link of this.#links) end(link);
		await Promise.all(
			[...this.#servers].map((server) => new Promise<void>((resolve) => server.close(() => resolve()))),
		);
	}

	#accept(socket: Socket, from: string, to: string, port: number): void {
		const link: Link = { pair: pairOf(from, to), sockets: [] };
		this.#links.add(link);
		this.#hold(socket, link);
		if (this.#cut.has(link.pair)) end(link);
		else if (from > to) this.#join(socket, link, port);
		else {
			link.timer = setTimeout(() => this.#join(socket, link, port), courtesy);
			link.timer.unref();
		}
	}

	#join(from: Socket, link: Link, port: number): void {
		const to = connect(port, '127.0.0.1');
		this.#hold(to, link);
		from.pipe(to);
		to.pipe(from);
	}

	#hold(socket: Socket, link: Link): void {
		link.sockets.push(socket);
		socket.unref();
		socket.setNoDelay(true);
		socket.once('error', () => end(link));
		socket.once('close', () => {
			end(link);
			this.#links.delete(link);
		});
	}
}
