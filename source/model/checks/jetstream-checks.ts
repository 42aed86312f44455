// Checks of JetStream on a server: its meta group, its limits and its API.

import type { ServerRow } from '../fleet.ts';
import type { JetStreamTrouble } from '../jetstream-watch.ts';
import type { MetaGroup, Replica } from '../server.ts';
import { type Check, type Finding, findingOf, percentText, type Severity, shareOf } from './check.ts';
import { nearLimit } from './load-checks.ts';
import { type Neighbours, peerKey } from './neighbours.ts';

type ServerCheck = Check<ServerRow, Neighbours>;

/** A peer behind its leader by more entries than this lags, and one that was not heard for so many nanoseconds is silent. */
const laggingPeer = { lag: 100, silence: 5e9 };

const isSilent = ({ offline, active = 0 }: Replica): boolean => offline || active > laggingPeer.silence;

/** A peer of a Raft group, as its leader sees it: offline is critical; one that lags, is silent or not current warns. */
export const replicaSeverity = (replica: Replica): Severity | undefined => {
	if (replica.offline) return 'critical';
	const isBehind = !replica.current || (replica.lag ?? 0) > laggingPeer.lag || isSilent(replica);
	return isBehind ? 'warn' : undefined;
};

const replicaText = (replica: Replica, leader: string): string => {
	const { active = 0, lag = 0 } = replica;
	if (replica.offline) return `offline for the JetStream meta leader ${leader}`;
	if (isSilent(replica))
		return `the JetStream meta leader ${leader} last heard it ${Math.floor(active / 1e9)}s ago`;
	return lag > 0
		? `${lag} behind the JetStream meta leader ${leader}`
		: `behind the JetStream meta leader ${leader}`;
};

/** One more peer that goes takes the quorum with it. */
const noSpare = ({ replicas = [], clusterSize, quorum }: MetaGroup): Finding | undefined => {
	const silent = replicas.filter(isSilent).length;
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

const metaPeers: ServerCheck['judge'] = (row, { metaPeers: known }) => {
	const peer = known.get(peerKey(row));
	const severity = peer && replicaSeverity(peer.replica);
	if (peer && severity) return { severity, text: replicaText(peer.replica, peer.leader) };
	const meta = row.statsz?.jetstream?.meta;
	const isLeader = meta?.leader === row.info.name && row.state === 'ok';
	return (isLeader ? noSpare(meta) : undefined) ?? watched(row, 'meta-peers');
};

/** What is wrong with JetStream has its mark there. */
const column = 'js';

/** A figure of JetStream against its limit. */
const used = (
	id: string,
	what: string,
	share: (jetstream: NonNullable<NonNullable<ServerRow['statsz']>['jetstream']>) => number | undefined,
	thresholds = nearLimit as ServerCheck['thresholds'],
): ServerCheck => ({
	id,
	column,
	about: `${what} against its limit`,
	thresholds,
	judge({ statsz }, _, limits) {
		const jetstream = statsz?.jetstream;
		return findingOf(
			jetstream && share(jetstream),
			limits,
			(value) => `${what} at ${percentText(value)} of its limit`,
		);
	},
});

export const jetstreamChecks: readonly ServerCheck[] = [
	{
		id: 'meta-leader',
		column,
		about: 'whether the JetStream meta group has a leader',
		judge: (row) => watched(row, 'meta-leader'),
	},
	{
		id: 'meta-peers',
		column,
		about: `peers of the JetStream meta group: over ${laggingPeer.lag} entries behind, not heard for ${laggingPeer.silence / 1e9}s, or too few for a spare`,
		judge: metaPeers,
	},
	{
		id: 'js-off',
		column,
		about: 'JetStream is off where it was on, or where others of the cluster have it',
		judge: (row) => watched(row, 'js-off'),
	},
	used('js-storage', 'JetStream storage', (js) => shareOf(js.storage, js.maxStorage)),
	used('js-memory', 'JetStream memory', (js) => shareOf(js.memory, js.maxMemory)),
	{
		id: 'js-errors',
		column,
		about: 'errors of the JetStream API that came within a minute',
		thresholds: { warn: 0, critical: 99 },
		judge: ({ apiErrorGrowth }, _, thresholds) =>
			findingOf(apiErrorGrowth?.by, thresholds, (by) => `${by} more errors of the JetStream API`),
	},
	{
		id: 'js-pending',
		column,
		about: 'entries of the JetStream meta group that wait to be applied',
		thresholds: { warn: 10, critical: 1000 },
		judge: ({ statsz }, _, thresholds) =>
			findingOf(
				statsz?.jetstream?.meta?.pending,
				thresholds,
				(pending) => `${pending} entries of the JetStream meta group wait to be applied`,
			),
	},
	used(
		'js-reserved',
		'reserved JetStream storage or memory',
		({ reservedStorage, maxStorage, reservedMemory, maxMemory }) =>
			Math.max(shareOf(reservedStorage, maxStorage) ?? 0, shareOf(reservedMemory, maxMemory) ?? 0),
		{ warn: 0.9 },
	),
	{
		id: 'ha-assets',
		column,
		about: 'replicated streams and consumers on one server',
		thresholds: { warn: 1000, critical: 2000 },
		judge: ({ statsz }, _, thresholds) =>
			findingOf(
				statsz?.jetstream?.haAssets,
				thresholds,
				(assets) => `${assets} replicated streams and consumers`,
			),
	},
];
