// The raft groups of streams and consumers on one server: what it says of each, and whose group it is.

import type { Trouble } from '../checks/check.ts';
import type { RaftView } from './raft.ts';
import type { ConsumerCopy, StreamCopy } from './told.ts';

export type AssetGroupRow = {
	key: string;
	/** `APP/ORDERS`, `APP/ORDERS/billing`; absent where no stream or consumer of the server has that group. */
	name?: string;
	kind?: 'stream' | 'consumer';
	account: string;
	accountName: string;
	stream?: string;
	consumer?: string;
	view: RaftView;
	/** The server that leads, as this one knows. */
	leader?: string;
	/** Entries agreed on that it has not applied. */
	behind?: number;
	/** Of the leader alone: entries that the slowest of the others lacks. */
	lag?: number;
	/** Milliseconds since the leader heard of the one that is silent longest. */
	seen?: number;
	/** The worst first. */
	troubles: readonly Trouble[];
	rank: number;
};

type Asset = Pick<StreamCopy, 'account' | 'accountName' | 'stream'> & { consumer?: string };

const troublesOf = ({ writeError, isOverrun }: RaftView): readonly Trouble[] => [
	...(writeError === undefined
		? []
		: [
				{
					...{ check: 'raft-log', severity: 'critical' as const },
					text: `its raft log cannot be written: ${writeError}`,
				},
			]),
	...(isOverrun
		? [
				{
					...{ check: 'raft-log', severity: 'warn' as const },
					text: 'its raft log grows faster than it is applied',
				},
			]
		: []),
];

const rowOf = (view: RaftView, asset: Asset | undefined, server: string): AssetGroupRow => {
	const { account, group, committed, applied, leader, id, peers, state } = view;
	const isLeading = state === 'leader';
	const replicated = isLeading ? peers.flatMap((peer) => peer.replicated ?? []) : [];
	const seen = isLeading ? peers.flatMap((peer) => peer.seen ?? []) : [];
	const accountName = asset?.accountName ?? account;
	const { stream, consumer } = asset ?? {};
	const troubles = troublesOf(view);
	const [worst] = troubles;
	return {
		...{ key: `${account}\n${group}`, account, accountName, view, troubles },
		rank: worst === undefined ? 0 : worst.severity === 'critical' ? 2 : 1,
		...(stream !== undefined && {
			name: [accountName, stream, ...(consumer === undefined ? [] : [consumer])].join('/'),
			...{ kind: consumer === undefined ? ('stream' as const) : ('consumer' as const), stream, consumer },
		}),
		leader:
			isLeading || (leader !== undefined && leader === id)
				? server
				: peers.find((peer) => peer.id === leader)?.name,
		...(committed !== undefined && applied !== undefined && { behind: Math.max(0, committed - applied) }),
		...(committed !== undefined &&
			replicated.length > 0 && { lag: Math.max(0, committed - Math.min(...replicated)) }),
		...(seen.length > 0 && { seen: Math.max(...seen) }),
	};
};

/** A row for each group that the server tells of. */
export const assetGroupRows = (
	views: readonly RaftView[],
	held: { streams: readonly StreamCopy[]; consumers: readonly ConsumerCopy[] },
): readonly AssetGroupRow[] => {
	const assets = new Map<string, Asset>();
	for (const copy of [...held.streams, ...held.consumers]) {
		const { account, accountName, stream, group } = copy;
		if (group?.raftGroup === undefined) continue;
		const consumer = 'consumer' in copy ? copy.consumer : undefined;
		assets.set(`${account}\n${group.raftGroup}`, { account, accountName, stream, consumer });
	}
	return views.map((view) => rowOf(view, assets.get(`${view.account}\n${view.group}`), view.server.name));
};
