// Stands before the route ports of a cluster's servers, so that two of them can be far from each other, or cut off.

import { connect, createServer, type Server, type Socket } from 'node:net';
import { Forward } from './forward.ts';

/** Bytes of a connection in which the server that opened it says its name. */
const longestGreeting = 64 * 1024;

/** Two servers by their names, in any order. */
const pairOf = (a: string, b: string): string => [a, b].sort().join(' ');

type Link = { pair?: string; sockets: readonly Socket[]; ways: readonly Forward[] };

const end = ({ sockets, ways }: Link): void => {
	for (const way of ways) way.end();
	for (const socket of sockets) socket.destroy();
};

/** The proxies of one cluster: each server has a port that leads to its own. */
export class RouteProxies {
	readonly #servers = new Set<Server>();
	readonly #links = new Set<Link>();
	readonly #cut = new Set<string>();
	readonly #far = new Map<string, number>();

	/** Listens for a server; gives the port that its peers are to connect to instead of `port`. */
	async front(name: string, port: number): Promise<number> {
		const server = createServer((socket) => this.#join(socket, name, port));
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

	/** Lets what goes between two servers take so many milliseconds more each way. */
	part(a: string, b: string, ms: number): void {
		const pair = pairOf(a, b);
		this.#far.set(pair, ms);
		for (const link of this.#links) if (link.pair === pair) this.#settle(link);
	}

	/** Ends everything. */
	async close(): Promise<void> {
		for (const link of this.#links) end(link);
		await Promise.all(
			[...this.#servers].map((server) => new Promise<void>((resolve) => server.close(() => resolve()))),
		);
	}

	#join(from: Socket, name: string, port: number): void {
		const to = connect(port, '127.0.0.1');
		const link: Link = { sockets: [from, to], ways: [new Forward(from, to), new Forward(to, from)] };
		this.#links.add(link);
		for (const socket of link.sockets) {
			socket.unref();
			socket.setNoDelay(true);
			socket.once('error', () => end(link));
			socket.once('close', () => {
				end(link);
				this.#links.delete(link);
			});
		}
		let heard = '';
		const listen = (bytes: Buffer): void => {
			heard += bytes.toString('latin1');
			const [, peer] = /"server_name":"([^"]*)"/.exec(heard) ?? [];
			if (peer === undefined && heard.length < longestGreeting) return;
			from.off('data', listen);
			if (peer === undefined) return;
			link.pair = pairOf(name, peer);
			this.#settle(link);
		};
		from.on('data', listen);
	}

	#settle(link: Link): void {
		const { pair = '' } = link;
		if (this.#cut.has(pair)) end(link);
		else for (const way of link.ways) way.delay = this.#far.get(pair) ?? 0;
	}
}
