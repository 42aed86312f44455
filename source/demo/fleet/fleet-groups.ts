// Writes what a simulated server says of the peers of its raft groups: that of its JetStream system, of streams and consumers.

import { jetStreamPeers } from './fleet-assets.ts';
import { leaderOf } from './fleet-figures.ts';
import { chance, seedOf } from './fleet-load.ts';
import type { FleetServer } from './fleet-plan.ts';
import { timeText } from './fleet-text.ts';
import { peerLag } from './planted.ts';

/** The id of a server as a raft peer. */
export const peerId = ({ name }: FleetServer): string => name.slice(-8);

/** How long a server may be silent until others call it offline, as servers do, in milliseconds. */
const offlineAfter = 30_000;

/** A peer as a leader lists it: `lag` entries behind. */
export const peerText = (peer: FleetServer, lag: number, now: number): string => {
	const isWell = peer.condition === 'well';
	const silent = isWell ? 0 : now - (peer.changedAt ?? now);
	const active = isWell ? 50_000_000 + Math.floor(9e8 * chance(seedOf(peer.name), now >>> 10)) : silent * 1e6;
	const offline = silent > offlineAfter ? '"offline":true,' : '';
	return `{"name":"${peer.name}","current":${isWell && lag === 0},${offline}"active":${active},${lag > 0 ? `"lag":${lag},` : ''}"peer":"${peerId(peer)}"}`;
};

/** A peer as another follower lists it, which hears of the leader alone. */
const unheardText = (peer: FleetServer, isCurrent: boolean, active = 0): string =>
	`{"name":"${peer.name}","current":${isCurrent},"active":${active},"peer":"${peerId(peer)}"}`;

export type Group = {
	cluster: string;
	raftGroup: string;
	servers: readonly FleetServer[];
	leader?: FleetServer;
	/** Milliseconds since the epoch; of a group that is led. */
	leadsSince?: number;
	/** The key of the system account. */
	system: string;
	lag: (peer: FleetServer) => number;
};

/** The group as `self` tells it: its leader knows all, a follower only the leader, and without a leader each itself. */
export const groupText = (group: Group, self: FleetServer, now: number): string => {
	const { cluster, raftGroup, servers, leader, leadsSince, system, lag } = group;
	if (servers.length === 1) return `{"name":"${cluster}","leader":"${self.name}"}`;
	const others =
		leader === self
			? servers.filter((peer) => peer !== self).map((peer) => peerText(peer, lag(peer), now))
			: servers
					.filter((peer) => peer !== self || leader === undefined)
					.map((peer) =>
						peer === leader
							? peerText(peer, 0, now)
							: unheardText(peer, peer === self && leader === undefined),
					);
	const led = leader === undefined ? '' : `"leader":"${leader.name}",`;
	const since = leader === self && leadsSince ? `"leader_since":"${timeText(leadsSince)}",` : '';
	return `{"name":"${cluster}","raft_group":"${raftGroup}",${led}${since}"system_account":true,"traffic_account":"${system}","replicas":[${others.join(',')}]}`;
};

/** Who leads the JetStream system of a server. */
export const metaLeader = ({ cluster }: FleetServer): FleetServer | undefined =>
	leaderOf(jetStreamPeers(cluster));

/** The meta group, as STATSZ has it, where followers list nobody, and as JSZ has it, where they list whom they know. */
export const metaText = (server: FleetServer, now: number, form: 'statsz' | 'jsz'): string => {
	const peers = jetStreamPeers(server.cluster);
	const leader = metaLeader(server);
	const others = peers.filter((peer) => peer !== server);
	const replicas =
		leader === server
			? others.map((peer) => peerText(peer, peerLag(peer, now), now))
			: others.map((peer) => (peer === leader ? peerText(peer, 0, now) : unheardText(peer, false)));
	const listed = leader === server || form === 'jsz' ? `"replicas":[${replicas.join(',')}],` : '';
	const led = leader ? `"leader":"${leader.name}",` : '';
	const entries = 100 + (Math.floor(now / 1000) % 120);
	const snapshot = `{"pending_entries":${entries},"pending_size":${entries * 830},"last_time":"${timeText(now - (now % 120_000))}","last_duration":41000000}`;
	return `{"name":"${server.cluster.name}",${led}"peer":"${peerId(leader ?? server)}",${listed}"cluster_size":${peers.length},"quorum_needed":${Math.floor(peers.length / 2) + 1},"pending":0,"pending_requests":0,"pending_infos":0,"snapshot":${snapshot}}`;
};
