// Checks of JetStream on a server: its meta group, its limits and its API.

import type { ServerRow } from '../fleet.ts';
import { isUnheard } from '../jetstream/unheard.ts';
import type { JetStreamTrouble } from '../jetstream-watch.ts';
import type { MetaGroup, Replica } from '../server.ts';
import { spanText } from '../span-text.ts';
import {
	type Check,
	type Finding,
	findingOf,
	percentText,
	type Severity,
	shareOf,
	swinging,
} from './check.ts';
import { nearLimit } from './load-checks.ts';
import { metaPeerOf, type Neighbours } from './neighbours.ts';

type ServerCheck = Check<ServerRow, Neighbours>;

/** A peer that its leader has not heard for longer than this is silent, nanoseconds. */
const silence = 5e9;

/** A peer that is behind its leader by more entries than this lags. */
const laggingPeer = { warn: 100 };

const isSilent = ({ offline, active = 0 }: Replica): boolean => offline || active > silence;

const isBehind = ({ current, lag = 0 }: Replica, most: number | undefined): boolean =>
	!current || (most !== undefined && lag > most);

/** A peer of a Raft group, as its leader sees it: offline is critical; one that lags, is silent or not current warns. */
export const replicaSeverity = (replica: Replica): Severity | undefined => {
	if (replica.offline) return 'critical';
	return isSilent(replica) || isBehind(replica, laggingPeer.warn) ? 'warn' : undefined;
};

const silentPeer = (replica: Replica, leader: string): Finding | undefined => {
	if (!isSilent(replica)) return undefined;
	const heard = `the JetStream meta leader ${leader} last heard it ${spanText((replica.active ?? 0) / 1e6)} ago`;
	return replica.offline
		? { severity: 'critical', text: `offline for the JetStream meta leader ${leader}` }
		: { severity: 'warn', text: heard };
};

/** One more peer that goes takes the quorum with it. A leader that has just been elected has heard nobody yet. */
const noSpare = ({ replicas = [], clusterSize, quorum }: MetaGroup): Finding | undefined => {
	const hasHeard = replicas.some(({ active = 0 }) => active > 0);
	const silent = replicas.filter((peer) => isSilent(peer) || (hasHeard && isUnheard(peer))).length;
	const size = clusterSize ?? replicas.length + 1;
	const needed = quorum ?? Math.floor(size / 2) + 1;
	if (silent === 0 || size - silent > needed) return undefined;
	const text = `${silent} of ${size} peers of the JetStream meta group are silent: one more, and it stops`;
	return { severity: 'critical', text };
};

/** What was watched over some rounds. */
const watched = ({ jetstreamTrouble }: ServerRow, id: JetStreamTrouble['check']): Finding | undefined =>
	jetstreamTrouble?.check === id
		? { severity: jetstreamTrouble.health === 'crit' ? 'critical' : 'warn', text: jetstreamTrouble.text }
		: undefined;

const metaPeers: ServerCheck['judge'] = (row, neighbours) => {
	const peer = metaPeerOf(row, neighbours);
	const silent = peer && silentPeer(peer.replica, peer.leader);
	if (silent) return silent;
	const meta = row.statsz?.jetstream?.meta;
	const isLeader = meta?.leader === row.info.name && row.state === 'ok';
	return (isLeader ? noSpare(meta) : undefined) ?? watched(row, 'meta-peers');
};

const metaLagText = (row: ServerRow, neighbours: Neighbours): string | undefined => {
	const peer = metaPeerOf(row, neighbours);
	if (peer === undefined) return undefined;
	const { current, lag = 0 } = peer.replica;
	if (lag > 0) return `${lag} behind the JetStream meta leader ${peer.leader}`;
	return `${current ? 'level with' : 'behind'} the JetStream meta leader ${peer.leader}`;
};

/** What is wrong with JetStream has its mark there. */
const column = 'js';

const hasJetStream = ({ statsz }: ServerRow): boolean => statsz?.jetstream !== undefined;

type KnownJetStream = NonNullable<NonNullable<ServerRow['statsz']>['jetstream']>;

/** A figure of JetStream against its limit. */
const used = (
	id: string,
	what: string,
	share: (jetstream: KnownJetStream) => number | undefined,
	thresholds: ServerCheck['thresholds'] = nearLimit,
): ServerCheck =>
	swinging({
		...{ id, column, thresholds, unit: 'share', applies: hasJetStream },
		about: `${what} against its limit`,
		unknown: 'no server tells of a limit',
		figure: ({ statsz }) => statsz?.jetstream && share(statsz.jetstream),
		text: (value) => `${what} at ${percentText(value)} of its limit`,
	});

/** What ends JetStream, or is about to. */
export const metaChecks: readonly ServerCheck[] = [
	{
		id: 'meta-leader',
		column,
		about:
			'the leader of the JetStream meta group: none, or servers that name different ones for 10s, is critical; one that changed three times within 10m warns',
		applies: hasJetStream,
		judge: (row) => watched(row, 'meta-leader') ?? row.watched?.['meta-leader'],
	},
	{
		id: 'meta-peers',
		column,
		about: `peers of the JetStream meta group: not heard for ${silence / 1e9}s, offline, or too few for a spare`,
		applies: hasJetStream,
		judge: metaPeers,
	},
	{
		id: 'js-off',
		column,
		about: 'JetStream is off where it was on, or where others of the cluster have it',
		applies: (row) => hasJetStream(row) || row.jetstreamTrouble !== undefined,
		judge: (row) => watched(row, 'js-off'),
	},
	{
		id: 'meta-lag',
		column,
		about: 'entries that a peer of the JetStream meta group is behind its leader, or that it is not current',
		thresholds: laggingPeer,
		swings: true,
		says: metaLagText,
		applies: hasJetStream,
		figure(row, facts) {
			const peer = metaPeerOf(row, facts);
			return peer && !isUnheard(peer.replica) ? (peer.replica.lag ?? 0) : undefined;
		},
		unknown: 'no meta leader tells of its peers',
		judge(row, facts, { warn, critical }) {
			const replica = metaPeerOf(row, facts)?.replica;
			if (replica === undefined || isSilent(replica) || isUnheard(replica)) return undefined;
			if (!isBehind(replica, warn)) return undefined;
			const isFar = critical !== undefined && (replica.lag ?? 0) > critical;
			return { severity: isFar ? 'critical' : 'warn', text: metaLagText(row, facts) ?? '' };
		},
	},
];

/** What JetStream bears. */
export const jetstreamLoadChecks: readonly ServerCheck[] = [
	used('js-storage', 'JetStream storage', (js) => shareOf(js.storage, js.maxStorage)),
	used('js-memory', 'JetStream memory', (js) => shareOf(js.memory, js.maxMemory)),
	{
		id: 'js-errors',
		column,
		about: 'errors of the JetStream API that came within a minute',
		thresholds: { warn: 0, critical: 99 },
		applies: hasJetStream,
		figure: ({ apiErrorGrowth }) => apiErrorGrowth?.by ?? 0,
		judge: ({ apiErrorGrowth }, _, thresholds) =>
			findingOf(apiErrorGrowth?.by, thresholds, (by) => `${by} more errors of the JetStream API`),
	},
	swinging({
		id: 'js-pending',
		column,
		about: 'entries of the JetStream meta group that wait to be applied',
		thresholds: { warn: 10, critical: 1000 },
		applies: hasJetStream,
		unknown: 'needs nats-server 2.10.21 or later',
		figure: ({ statsz }) => statsz?.jetstream?.meta?.pending,
		text: (pending) => `${pending} entries of the JetStream meta group wait to be applied`,
	}),
	used(
		'js-reserved',
		'reserved JetStream storage or memory',
		({ reservedStorage, maxStorage, reservedMemory, maxMemory }) =>
			Math.max(shareOf(reservedStorage, maxStorage) ?? 0, shareOf(reservedMemory, maxMemory) ?? 0),
		{ warn: 0.9 },
	),
	swinging({
		id: 'ha-assets',
		column,
		about: 'replicated streams and consumers on one server',
		thresholds: { warn: 1000, critical: 2000 },
		applies: hasJetStream,
		figure: ({ statsz }) => statsz?.jetstream?.haAssets,
		text: (assets) => `${assets} replicated streams and consumers`,
	}),
];
