// Writes what a simulated server says of its raft groups and of the queues inside it.

import { type FleetConsumer, type FleetStream, jetStreamPeers } from './fleet-assets.ts';
import {
	consumerFigures,
	lagOf,
	leaderOf,
	leadsSince,
	type Moment,
	streamFigures,
	streamLeader,
} from './fleet-figures.ts';
import { metaLeader, peerId } from './fleet-groups.ts';
import { chance, counted, seedOf } from './fleet-load.ts';
import type { FleetPlan, FleetServer } from './fleet-plan.ts';
import { type FleetAnswer, notJson, readOptions, timeText } from './fleet-text.ts';
import { peerLag } from './planted.ts';

type Raft = {
	servers: readonly FleetServer[];
	leader?: FleetServer;
	leadsSince?: number;
	/** Entries of the group so far. */
	committed: number;
	/** Messages of the log, the bytes of one. */
	log: { messages: number; size: number };
	lag: (peer: FleetServer) => number;
};

const raftText = (raft: Raft, self: FleetServer, system: string, now: number): string => {
	const { servers, leader, committed, log, lag } = raft;
	const state = leader === self ? 'LEADER' : leader === undefined ? 'CANDIDATE' : 'FOLLOWER';
	const own = Math.max(0, committed - lag(self));
	const led = leader ? `"leader":"${peerId(leader)}",` : '';
	const since = leader === self && raft.leadsSince ? `"leader_since":"${timeText(raft.leadsSince)}",` : '';
	const peers = servers
		.filter((peer) => peer !== self)
		.map((peer) => {
			const silent =
				peer.condition === 'well'
					? chance(seedOf(peer.name), now >>> 10)
					: (now - (peer.changedAt ?? now)) / 1000;
			const heard = leader === self || leader === peer;
			const index = leader === self ? `"last_replicated_index":${Math.max(0, committed - lag(peer))},` : '';
			const seen = heard ? `,${index}"last_seen":"${silent.toFixed(6)}s"` : '';
			return `"${peerId(peer)}":{"name":"${peer.name}","known":true${seen}}`;
		});
	const first = Math.max(1, own - log.messages + 1);
	return `{"id":"${peerId(self)}","state":"${state}","size":${servers.length},"quorum_needed":${Math.floor(servers.length / 2) + 1},"committed":${own},"applied":${own},${led}${since}"ever_had_leader":true,"term":4,"voted_for":"${peerId(leader ?? self)}","pterm":4,"pindex":${own},"system_account":true,"traffic_account":"${system}","ipq_proposal_len":0,"ipq_entry_len":0,"ipq_resp_len":0,"ipq_apply_len":0,"wal":{"messages":${own - first + 1},"bytes":${(own - first + 1) * log.size},"first_seq":${first},"first_ts":"${timeText(now - 90_000)}","last_seq":${own},"last_ts":"${timeText(now - 300)}","consumer_count":0},"peers":{${peers.join(',')}}}`;
};

const streamRaft = (stream: FleetStream, moment: Moment): Raft => {
	const leader = streamLeader(stream, moment);
	const [first] = stream.servers;
	const { lastSeq } = streamFigures(stream, leader ?? (first as FleetServer), moment);
	return {
		servers: stream.servers,
		...(leader && { leader, leadsSince: leadsSince(stream, leader) }),
		...{ committed: lastSeq + 12, log: { messages: 200, size: stream.size + 60 } },
		lag: (peer) => lagOf(stream, peer, moment),
	};
};

const consumerRaft = (consumer: FleetConsumer, moment: Moment): Raft => {
	const leader = leaderOf(consumer.servers);
	const { delivered, ackFloor } = consumerFigures(consumer, moment);
	return {
		servers: consumer.servers,
		...(leader && { leader, leadsSince: leadsSince({ ...consumer, start: consumer.stream.start }, leader) }),
		committed: 2 + delivered.consumer + ackFloor.consumer,
		...{ log: { messages: 60, size: 85 }, lag: () => 0 },
	};
};

/** The answer to RAFTZ: of the system account, or of the account that is asked for, by its key. */
export const raftzAnswer = (
	server: FleetServer,
	plan: FleetPlan,
	payload: string,
	now: number,
): FleetAnswer => {
	const options = readOptions(payload);
	if (options === undefined) return notJson;
	const { account = plan.system, group } = options;
	const { assets, system } = plan;
	const moment = { now, plantedAt: assets.plantedAt };
	const groups: string[] = [];
	const add = (name: string, raft: () => Raft): void => {
		if (group === undefined || group === '' || group === name)
			groups.push(`"${name}":${raftText(raft(), server, system, now)}`);
	};
	if (!server.jetstream) return { data: '{}' };
	if (account === system || account === '') {
		const leader = metaLeader(server);
		const load = server.cluster.members[0] as FleetServer;
		add('_meta_', () => ({
			servers: jetStreamPeers(server.cluster),
			...(leader && { leader, leadsSince: leader.start }),
			...{ committed: 5000 + counted(load, 0.2, now), log: { messages: 180, size: 926 } },
			lag: (peer) => peerLag(peer, now),
		}));
	}
	for (const [{ key }, streams] of assets.on(server)) {
		if (key !== account) continue;
		for (const stream of streams) {
			if (stream.servers.length === 1) continue;
			add(stream.raftGroup, () => streamRaft(stream, moment));
			for (const consumer of stream.consumers) add(consumer.raftGroup, () => consumerRaft(consumer, moment));
		}
	}
	const of = account === '' ? system : String(account);
	return { data: groups.length === 0 ? '{}' : `{"${of}":{${groups.join(',')}}}` };
};

/** The answer to IPQUEUESZ: the queue that holds the request itself, and of a server under load one more. */
export const queuesAnswer = (server: FleetServer, now: number): FleetAnswer => {
	const waiting = server.planted?.trouble === 'lagging' ? 180 + Math.floor(60 * Math.sin(now / 5000)) : 0;
	const meta = waiting > 0 ? `,"[ACC:$SYS] raft '_meta_' apply":{"pending":${waiting}}` : '';
	return { data: `{"System recvQ":{"pending":0,"in_progress":1}${meta}}` };
};
