// Proxies between the routes of a cluster, so that the link between two of its servers can be cut and mended.

import { connect, createServer, type Server, type Socket } from 'node:net';
import { freePorts } from '../../source/demo/free-ports.ts';

export type RouteProxies = {
	/** The address of the proxy before each server, by its name. */
	addresses: ReadonlyMap<string, string>;
	/** Closes the links between two servers, and every new one as soon as it says whose it is. */
	cut(a: string, b: string): void;
	/** Lets them connect again. */
	mend(): void;
	close(): void;
};

type Link = { from?: string; to: string; sockets: readonly Socket[] };

/** In the INFO that the server that dials sends soon. */
const dialler = /"server_name":"(\w+)"/;

/** Starts one proxy before each server; `targets` are names and route ports. */
export const startRouteProxies = async (targets: ReadonlyMap<string, number>): Promise<RouteProxies> => {
	const links = new Set<Link>();
	const pairs = new Set<string>();
	const pair = (a: string, b: string) => [a, b].sort().join(' ');
	const isCut = ({ from, to }: Link) => from !== undefined && pairs.has(pair(from, to));
	const close = (link: Link) => {
		for (const socket of link.sockets) socket.destroy();
		links.delete(link);
	};
	const accept = (to: string, port: number) => (inbound: Socket) => {
		const outbound = connect(port, '127.0.0.1');
		const link: Link = { to, sockets: [inbound, outbound] };
		links.add(link);
		for (const socket of link.sockets) {
			socket.on('error', () => close(link));
			socket.on('close', () => close(link));
		}
		inbound.on('data', (data) => {
			link.from ??= dialler.exec(data.toString('latin1'))?.[1];
			if (isCut(link)) close(link);
			else outbound.write(data);
		});
		outbound.on('data', (data) => inbound.write(data));
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
	return {
		addresses,
		cut(a, b) {
			pairs.add(pair(a, b));
			for (const link of [...links]) if (isCut(link)) close(link);
		},
		mend: () => pairs.clear(),
		close() {
			for (const link of [...links]) close(link);
			for (const server of servers) server.close();
		},
	};
};
