// Writes what a simulated server says of its routes, gateways and leafnodes: in STATSZ, ROUTEZ, GATEWAYZ and LEAFZ.

import { chance, counted, seedOf } from './fleet-load.ts';
import type { FleetAccount, FleetCluster, FleetPlan, FleetServer } from './fleet-plan.ts';
import { timeText, uptimeText } from './fleet-text.ts';

/** Each peer has a pool of three routes and one of the system account (2.10 and later). */
export const routesPerPeer = 4;

export const traffic = (msgs: number, size: number): string =>
	`{"msgs":${Math.floor(msgs)},"bytes":${Math.floor(msgs * size)}}`;

type Route = { rid: number; peer: FleetServer; isSystem: boolean; sent: number; received: number };

const isConnected = ({ condition }: FleetServer): boolean => condition !== 'gone';

/** A route keeps its number while other peers come and go. */
const routesOf = (server: FleetServer, now: number): Route[] => {
	const { members } = server.cluster;
	const share = (server.load.msgs * 0.4) / Math.max(1, (members.length - 1) * routesPerPeer);
	return members.flatMap((peer, place) => {
		if (peer === server || !isConnected(peer)) return [];
		return Array.from({ length: routesPerPeer }, (_, number): Route => {
			const rid = 5 + place * routesPerPeer + number;
			const sent = counted(server, share, now) + rid;
			return { rid, peer, isSystem: number === routesPerPeer - 1, sent, received: Math.floor(sent * 0.9) };
		});
	});
};

/** The routes as STATSZ has them, with the comma after them. */
export const routesText = (server: FleetServer, now: number): string => {
	const routes = routesOf(server, now).map(
		({ rid, peer, sent, received }) =>
			`{"rid":${rid},"name":"${peer.name}","sent":${traffic(sent, server.load.size)},"received":${traffic(received, server.load.size)},"pending":0}`,
	);
	return routes.length === 0 ? '' : `"routes":[${routes.join(',')}],`;
};

/** A time between two servers, the same both ways, in microseconds. */
const rttOf = (a: FleetServer, b: FleetServer, least: number, span: number): number =>
	Math.floor(least + span * chance(seedOf(a.name) + seedOf(b.name), 3));

const sinceBoth = (a: FleetServer, b: FleetServer): number => Math.max(a.start, b.start);

/** What ROUTEZ, GATEWAYZ and LEAFZ tell of time. */
const times = (start: number, now: number): string =>
	`"start":"${timeText(start)}","last_activity":"${timeText(now - 20)}"`;

export const routezText = (server: FleetServer, system: string, now: number): string => {
	const { size } = server.load;
	const routes = routesOf(server, now).map(({ rid, peer, isSystem, sent, received }) => {
		const start = sinceBoth(server, peer);
		const figures = `"in_msgs":${received},"out_msgs":${sent},"in_bytes":${Math.floor(received * size)},"out_bytes":${Math.floor(sent * size)}`;
		return `{"rid":${rid},"remote_id":"${peer.id}","remote_name":"${peer.name}","did_solicit":${server.name > peer.name},"is_configured":true,"ip":"${peer.host}","port":6222,${times(start, now)},"rtt":"${rttOf(server, peer, 180, 900)}µs","uptime":"${uptimeText(now - start)}","idle":"0s","pending_size":0,${figures},"subscriptions":${Math.floor(peer.load.connections * 2)},${isSystem ? `"account":"${system}",` : ''}"compression":"s2_fast"}`;
	});
	return `"server_name":"${server.name}","num_routes":${routes.length},"routes":[${routes.join(',')}]`;
};

/** The server of another cluster that a server's own gateway leads to: members take turns. */
const outboundTo = (server: FleetServer, { members }: FleetCluster): FleetServer | undefined => {
	const place = server.cluster.members.indexOf(server);
	const there = members.filter(isConnected);
	return there[place % Math.max(1, there.length)];
};

/** The servers of another cluster whose gateways lead to a server. */
const inboundFrom = (server: FleetServer, { members }: FleetCluster): FleetServer[] => {
	const here = server.cluster.members.filter(isConnected);
	const turn = here.indexOf(server);
	return members.filter((other, place) => place % here.length === turn && isConnected(other));
};

const others = ({ cluster }: FleetServer, plan: FleetPlan): FleetCluster[] =>
	plan.clusters.filter((one) => one !== cluster && one.members.some(isConnected));

/** The gateways as STATSZ has them, with the comma after them. */
export const gatewaysText = (server: FleetServer, plan: FleetPlan, now: number): string => {
	const gateways = others(server, plan).map((cluster, index) => {
		const sent = traffic(counted(server, 2 + index, now), 300);
		return `{"gwid":${1000 + index},"name":"${cluster.name}","sent":${sent},"received":${sent},"inbound_connections":${inboundFrom(server, cluster).length}}`;
	});
	return gateways.length === 0 ? '' : `"gateways":[${gateways.join(',')}],`;
};

const gatewayText = (
	cid: number,
	server: FleetServer,
	peer: FleetServer,
	sends: boolean,
	now: number,
): string => {
	const start = sinceBoth(server, peer);
	const msgs = counted(sends ? server : peer, 3, now);
	const figures = sends
		? `"in_msgs":0,"out_msgs":${msgs},"in_bytes":0,"out_bytes":${msgs * 300}`
		: `"in_msgs":${msgs},"out_msgs":0,"in_bytes":${msgs * 300},"out_bytes":0`;
	return `{"configured":${sends},"connection":{"cid":${cid},"kind":"Gateway","ip":"${peer.host}","port":7222,${times(start, now)},"rtt":"${(rttOf(server, peer, 8_000, 70_000) / 1000).toFixed(3)}ms","uptime":"${uptimeText(now - start)}","idle":"0s","pending_bytes":0,${figures},"subscriptions":${sends ? Math.floor(peer.load.connections) : 0},"name":"${peer.id}"}}`;
};

export const gatewayzText = (server: FleetServer, plan: FleetPlan, now: number): string => {
	const clusters = others(server, plan);
	const outbound = clusters.flatMap((cluster, index) => {
		const peer = outboundTo(server, cluster);
		return peer ? [`"${cluster.name}":${gatewayText(1000 + index, server, peer, true, now)}`] : [];
	});
	const inbound = clusters.flatMap((cluster, index) => {
		const peers = inboundFrom(server, cluster);
		const texts = peers.map((peer, place) =>
			gatewayText(1100 + index * 100 + place, server, peer, false, now),
		);
		return texts.length === 0 ? [] : [`"${cluster.name}":[${texts.join(',')}]`];
	});
	return `"name":"${server.cluster.name}","host":"${server.host}","port":7222,"outbound_gateways":{${outbound.join(',')}},"inbound_gateways":{${inbound.join(',')}}`;
};

type Leaf = { id: number; name: string; account: FleetAccount; rtt: number; msgs: number };

/** A tenth of the servers are hubs of a few leafnodes each. */
const leafsOf = (server: FleetServer, { accounts }: FleetPlan): Leaf[] => {
	const seed = seedOf(server.name);
	if (chance(seed, 51) > 0.1) return [];
	return Array.from({ length: 1 + Math.floor(4 * chance(seed, 52)) }, (_, number) => ({
		id: 500 + number,
		name: `store-${String(Math.floor(9000 * chance(seed, 53, number)) + 1000)}`,
		account: accounts[Math.floor(chance(seed, 54, number) * accounts.length)] as FleetAccount,
		rtt: Math.floor(9_000 + 40_000 * chance(seed, 55, number)),
		msgs: 1 + 30 * chance(seed, 56, number),
	}));
};

export const leafCount = (server: FleetServer, plan: FleetPlan): number => leafsOf(server, plan).length;

export const leafzText = (server: FleetServer, plan: FleetPlan, now: number): string => {
	const leafs = leafsOf(server, plan).map(({ id, name, account, rtt, msgs }) => {
		const sent = counted(server, msgs, now);
		return `{"id":${id},"name":"${name}","is_spoke":false,"account":"${account.key}","ip":"10.200.${id % 250}.7","port":${40_000 + id},"rtt":"${(rtt / 1000).toFixed(3)}ms","in_msgs":${sent},"out_msgs":${sent * 2},"in_bytes":${sent * 210},"out_bytes":${sent * 430},"subscriptions":${20 + (id % 7)},"compression":"s2_better"}`;
	});
	return `"leafnodes":${leafs.length},"leafs":[${leafs.join(',')}]`;
};
