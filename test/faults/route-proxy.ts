// Proxies between the routes of a cluster, so that the link between two of its servers can be cut, slowed down and mended.

import { connect, createServer, type Server, type Socket } from 'node:net';
import { freePorts } from '../../source/demo/free-ports.ts';

export type RouteProxies = {
	/** The address of the proxy before each server, by its name. */
	addresses: ReadonlyMap<string, string>;
	/** Closes the links between two servers, and every new one as soon as it says whose it is. */
	cut(a: string, b: string): void;
	/** Closes them for one of both only: the other goes on believing in them until its pings stay unanswered. */
	cutFor(loser: string, other: string): void;
	/** Closes all links to a server, and every new one. */
	cutOff(to: string): void;
	/** Closes one link between two servers. */
	drop(a: string, b: string): void;
	/** What goes from one to the other, either way, comes so many milliseconds later. */
	slow(a: string, b: string, ms: number): void;
	/** Lets them connect again, and at once. */
	mend(): void;
	close(): void;
};

/** A link through a proxy, with the sockets of the server that dials and of the one that is dialled. */
type Link = { from?: string; to: string; inbound: Socket; outbound: Socket; isHalf?: true };

/** In INFO. */
const nameIn = /"server_name":"([\w-]+)"/;
const idIn = /"server_id":"(N[A-Z2-7]{55})"/;

/** In CONNECT, which a server that dials sends before anything else. */
const dialledBy = /"name":"(N[A-Z2-7]{55})"/;

const pair = (a: string, b: string): string => [a, b].sort().join(' ');

/** Starts one proxy before each server; `targets` are names and route ports. */
export const startRouteProxies = async (targets: ReadonlyMap<string, number>): Promise<RouteProxies> => {
	const links = new Set<Link>();
	const cuts = new Set<string>();
	const off = new Set<string>();
	/** Names of servers by their ids. */
	const names = new Map<string, string>();
	const delays = new Map<string, number>();
	const isBetween = ({ from, to }: Link, a: string, b: string): boolean =>
		from !== undefined && pair(from, to) === pair(a, b);
	const isCut = ({ from, to }: Link): boolean =>
		off.has(to) || (from !== undefined && cuts.has(pair(from, to)));
	const close = (link: Link): void => {
		link.inbound.destroy();
		link.outbound.destroy();
		links.delete(link);
	};
	const pass = (link: Link, data: Buffer, to: Socket): void => {
		const delay = link.from === undefined ? 0 : (delays.get(pair(link.from, link.to)) ?? 0);
		if (delay === 0) to.write(data);
		else setTimeout(() => to.write(data), delay);
	};
	const accept = (to: string, port: number) => (inbound: Socket) => {
		const outbound = connect(port, '127.0.0.1');
		const link: Link = { to, inbound, outbound };
		links.add(link);
		for (const socket of [inbound, outbound]) {
			socket.setNoDelay(true);
			socket.on('error', () => link.isHalf || close(link));
			socket.on('close', () => link.isHalf || close(link));
		}
		/** While something is cut, what the server that is dialled says waits until it is known who dialled. */
		const held: Buffer[] = [];
		inbound.on('data', (data) => {
			if (link.from === undefined) {
				const text = data.toString('latin1');
				const [id, name] = [idIn.exec(text)?.[1], nameIn.exec(text)?.[1]];
				if (id !== undefined && name !== undefined) names.set(id, name);
				link.from = name ?? names.get(dialledBy.exec(text)?.[1] ?? '');
			}
			if (isCut(link)) return close(link);
			if (link.isHalf) return;
			pass(link, data, outbound);
			for (const each of held.splice(0)) pass(link, each, inbound);
		});
		// The server that is dialled says who it is before anything else.
		outbound.once('data', (data) => {
			const id = idIn.exec(data.toString('latin1'))?.[1];
			if (id !== undefined) names.set(id, to);
		});
		outbound.on('data', (data) => {
			if (link.isHalf) return;
			if (link.from === undefined && cuts.size > 0) held.push(data);
			else pass(link, data, inbound);
		});
	};
	const ports = await freePorts(targets.size);
	const servers: Server[] = [];
	const addresses = new Map<string, string>();
	for (const [index, [name, port]] of [...targets].entries()) {
		const server = createServer(accept(name, port));
		await new Promise<void>((resolve) => server.listen(ports[index], '127.0.0.1', resolve));
		servers.push(server);
		addresses.set(name, `127.0.0.1:${ports[index]}`);
	}
	const between = (a: string, b: string): Link[] => [...links].filter((link) => isBetween(link, a, b));
	return {
		addresses,
		cut(a, b) {
			cuts.add(pair(a, b));
			for (const link of between(a, b)) close(link);
		},
		cutFor(loser, other) {
			cuts.add(pair(loser, other));
			for (const link of between(loser, other)) {
				link.isHalf = true;
				(link.from === loser ? link.inbound : link.outbound).destroy();
			}
		},
		cutOff(to) {
			off.add(to);
			for (const link of [...links]) if (link.to === to) close(link);
		},
		drop(a, b) {
			const [link] = between(a, b);
			if (link) close(link);
		},
		slow: (a, b, ms) => void delays.set(pair(a, b), ms),
		mend() {
			cuts.clear();
			off.clear();
			delays.clear();
			for (const link of [...links]) if (link.isHalf) close(link);
		},
		close() {
			for (const link of [...links]) close(link);
			for (const server of servers) server.close();
		},
	};
};
