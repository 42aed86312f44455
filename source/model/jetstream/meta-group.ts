// The meta groups of all servers that answer: who leads each, how its peers are, and how many of them there are.

import type { Severity } from '../checks/check.ts';
import type { ServerRow } from '../fleet.ts';
import { type JetStreamPlace, placeKey, placeOf } from '../jetstream-place.ts';
import type { Replica } from '../server.ts';
import { isOld } from '../server-facts.ts';
import { isUnheard } from './unheard.ts';

/** A peer that its leader has not heard for longer than this is silent, milliseconds. */
const silence = 5000;

export type MetaPeerState = 'leader' | 'ok' | 'lags' | 'silent' | 'offline' | 'down' | 'unknown';

/** A member of a meta group, by its leader; `down` where it is gone for us, and `unknown` where no leader tells of it. */
export type MetaPeer = {
	name: string;
	state: MetaPeerState;
	lag?: number;
	/** Milliseconds since its leader heard of it. */
	active?: number;
};

export type MetaGroup = {
	/** As `placeKey` gives it. */
	key: string;
	place: JetStreamPlace;
	/** By most of its members that answer. */
	leader?: string;
	/** What the leader tells is of now. */
	isLed: boolean;
	size?: number;
	quorum?: number;
	pending?: number;
	/** When the last snapshot was taken. */
	snapshotAt?: number;
	/** The leader first, then by name. */
	peers: readonly MetaPeer[];
	/** Keys of the servers in it, and how many of them answer. */
	members: readonly string[];
	seen: number;
};

/** `hasHeard`: the leader has heard somebody since it leads. */
const peerOf = (replica: Replica, row: ServerRow | undefined, hasHeard: boolean): MetaPeer => {
	const { name, offline, current, active, lag = 0 } = replica;
	const heard = active === undefined ? undefined : active / 1e6;
	const state = ((): MetaPeerState => {
		if (row?.state === 'down') return 'down';
		if (offline) return 'offline';
		if (row?.state === 'stale' || (heard ?? 0) > silence) return 'silent';
		if (isUnheard(replica)) return hasHeard ? 'silent' : 'unknown';
		return lag > 0 || !current ? 'lags' : 'ok';
	})();
	return isUnheard(replica) ? { name, state } : { name, state, lag, active: heard };
};

/** How bad a peer is, where nothing else judges it. */
export const peerSeverity = ({ state }: MetaPeer): Severity | undefined => {
	if (state === 'offline' || state === 'down') return 'critical';
	return state === 'lags' || state === 'silent' ? 'warn' : undefined;
};

const mostNamed = (rows: readonly ServerRow[]): string | undefined => {
	const counts = new Map<string, number>();
	for (const { statsz, info } of rows) {
		const leader = statsz?.jetstream?.meta?.leader;
		// Who says it of itself counts a little more.
		if (leader !== undefined)
			counts.set(leader, (counts.get(leader) ?? 0) + (leader === info.name ? 1.5 : 1));
	}
	return [...counts].sort(([a, byA], [b, byB]) => byB - byA || (a < b ? -1 : 1))[0]?.[0];
};

const groupOf = (key: string, members: readonly ServerRow[]): MetaGroup => {
	const there = members.filter((row) => !isOld(row) && row.state !== 'lameduck');
	const leader = mostNamed(there);
	const byName = new Map(members.map((row) => [row.info.name, row]));
	const leading = leader === undefined ? undefined : byName.get(leader);
	const isLed = leading !== undefined && there.includes(leading);
	const told = isLed ? leading.statsz?.jetstream?.meta : undefined;
	const meta = told ?? there[0]?.statsz?.jetstream?.meta;
	const replicas = told?.replicas ?? [];
	const hasHeard = replicas.some(({ active = 0 }) => active > 0);
	const peers = replicas.map((replica) => peerOf(replica, byName.get(replica.name), hasHeard));
	const names = new Set([...peers.map(({ name }) => name), leader]);
	const untold = members
		.filter(({ info }) => !names.has(info.name))
		.map(({ info, state }): MetaPeer => ({ name: info.name, state: state === 'down' ? 'down' : 'unknown' }));
	const others = [...peers, ...(told?.replicas ? [] : untold)].sort((a, b) => (a.name < b.name ? -1 : 1));
	return {
		...{ key, leader, isLed, seen: there.length, members: members.map((row) => row.key) },
		place: members[0] ? placeOf(members[0]) : {},
		size: meta?.clusterSize,
		quorum: meta?.quorum,
		pending: told?.pending,
		snapshotAt: told?.snapshotAt,
		peers: leader === undefined ? others : [{ name: leader, state: 'leader' }, ...others],
	};
};

/** Every meta group there is a member of, by the names of domains. */
export const metaGroupsOf = (rows: readonly ServerRow[]): readonly MetaGroup[] => {
	const members = new Map<string, ServerRow[]>();
	for (const row of rows) {
		const { statsz, info } = row;
		if (statsz?.jetstream?.meta === undefined) continue;
		const key = placeKey(placeOf({ info, statsz }));
		const known = members.get(key);
		if (known) known.push(row);
		else members.set(key, [row]);
	}
	return [...members].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, those]) => groupOf(key, those));
};
